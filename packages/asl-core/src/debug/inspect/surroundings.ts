import { type Json, type JsonObject, own } from "../../json.js";
import { FrameScope } from "../../kernel/context.js";
import type { Execution, Frame } from "../../kernel/index.js";
import type { Machine } from "../../machine/machine.js";
import { fraction, nextSeed } from "../../random.js";

/** An observer asks a driver for nothing. */
const SILENT = { command: () => {} };

/**
 * What the expressions of a frame see, for those who only look: random numbers are those the run would draw next, but
 * drawing them changes nothing.
 */
export class OnlookerScope extends FrameScope {
  private drawn: number;
  private moment: number;
  private assigned: JsonObject | null = null;

  constructor(machine: Machine, of: Execution) {
    super(machine, of, SILENT);
    this.drawn = of.seed;
    this.moment = of.now;
  }

  /** The clock as it stood at another moment. */
  as(moment: number): this {
    this.moment = moment;
    return this;
  }

  /** Variables of the frame's own block, where they are other ones than the frame holds. */
  withVariables(variables: JsonObject | null): this {
    this.assigned = variables;
    return this;
  }

  override variable(name: string): Json | undefined {
    return (this.assigned === null ? undefined : own(this.assigned, name)) ?? super.variable(name);
  }

  override variableNames(): string[] {
    return [...new Set([...Object.keys(this.assigned ?? {}), ...super.variableNames()])];
  }

  override get now(): number {
    return this.moment;
  }

  override random(): number {
    this.drawn = nextSeed(this.drawn);
    return fraction(this.drawn);
  }
}

/** A frame as it would be once it has entered its state: what a context object tells of it. */
export const asEntered = (frame: Frame, { now }: Execution): Frame =>
  frame.phase === "enter" ? { ...frame, enteredAt: now } : frame;
