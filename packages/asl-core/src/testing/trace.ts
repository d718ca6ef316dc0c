/*
 * The golden trace: what a run did as a text that people read and version control compares. Rules:
 *
 * 1. One line per visit, in order, then its data. What is inside a Parallel or a Map stands below it, indented, by branch
 *    and by item: how branches took turns does not show.
 * 2. No number counts through the run, no moment counts from its start: a change shows where it happened and not below.
 * 3. Data is shown where it changes: an input that differs from the output before it, an output that differs from the
 *    input, a result that differs from the output. What is not shown is as it was.
 * 4. Durations are the virtual clock's; volatile values have the names the Normaliser gives them.
 */

import { printable, printableLines } from "../display.js";
import { exactDuration } from "../duration.js";
import { deepEqual, type Json, type JsonObject } from "../json.js";
import type { Identity, Input, Status } from "../kernel/index.js";
import type { Machine } from "../machine/machine.js";
import type { Millis } from "../time.js";
import { indent, jsonLines } from "./json-lines.js";
import { Normaliser } from "./normalise.js";
import { type Branching, type Group, groupsOf, treeOf } from "./trace-tree.js";
import type { Attempt, Visit } from "./visit.js";

/** The part of a driver's account that a trace needs. */
interface Account {
  readonly execution: { readonly input: Json; readonly startedAt: Millis; readonly identity: Identity };
  readonly inputs: readonly Input[];
  readonly children: readonly Account[];
}

/** A run as traces see it; a TestRun is one. */
export interface Traceable {
  readonly status: Status;
  readonly error: string | null;
  readonly cause: string | null;
  readonly duration: Millis;
  readonly visits: readonly Visit[];
  readonly unanswered: { readonly path: string } | null;
  readonly waiting: readonly { readonly path: string }[];
  readonly machine: Machine;
  readonly raw: Account;
}

/** Columns a trace's lines of data fill at most, where values can be broken. */
const WIDTH = 100;

/**
 * The golden trace of a run; ends in a line break. The same run always gives the same text. Linear in the run's data,
 * save that values are broken level by level.
 */
export function traceOf(run: Traceable): string {
  const tracer = new Tracer(normaliserOf(run));
  const { input } = run.raw.execution;
  const lines = [...tracer.data("input", input, 0), ...tracer.block(treeOf(run.visits, run.machine), input, 0)];
  return `${[...lines, ...tracer.end(run)].join("\n")}\n`;
}

function normaliserOf({ machine: { definition }, visits, raw }: Traceable): Normaliser {
  const accounts = withChildren(raw);
  const { input, startedAt } = raw.execution;
  const identities = accounts.map(({ execution }) => execution.identity);
  const inputs = accounts.flatMap((account) => account.inputs);
  return new Normaliser({ definition, input, identities, inputs, visits, startedAt });
}

const withChildren = (account: Account): Account[] => [account, ...account.children.flatMap(withChildren)];

class Tracer {
  constructor(private readonly normaliser: Normaliser) {}

  block(places: readonly Branching[], input: Json, level: number): string[] {
    return places.flatMap((place, i) => this.visit(place, i === 0 ? input : places[i - 1].visit.output, level));
  }

  /** `label value`, the value broken below its label where it is too long for one line. */
  data(label: string, value: Json, level: number): string[] {
    const start = `${label.padEnd(9)} `;
    const [first, ...rest] = jsonLines(this.normaliser.value(value), WIDTH - 2 * level - start.length);
    return [start + first, ...rest];
  }

  end({ status, error, cause, duration, unanswered, waiting }: Traceable): string[] {
    const named = status === "SUCCEEDED" || error === null ? "" : ` with ${printable(error)}`;
    const lines = [`${status} after ${exactDuration(duration)}${named}`];
    if (status !== "SUCCEEDED" && cause !== null) lines.push(...indent(this.cause(cause)));
    const paths = unanswered === null ? waiting : [unanswered];
    const word = unanswered === null ? "waiting for" : "no answer for";
    return [...lines, ...paths.map(({ path }) => `  ${word} ${printable(path)}`)];
  }

  private visit(place: Branching, previous: Json | undefined, level: number): string[] {
    const { visit } = place;
    const inner = level + 1;
    return [
      headOf(visit),
      ...indent([
        ...(previous !== undefined && deepEqual(previous, visit.input) ? [] : this.data("input", visit.input, inner)),
        ...groupsOf(place).flatMap((group) => this.group(group, visit, inner)),
        ...this.attempts(visit, inner),
        ...this.result(visit, inner),
        ...this.failure(visit),
        ...this.outcome(visit, inner),
      ]),
    ];
  }

  private group({ label, members }: Group, { input }: Visit, level: number): string[] {
    return [label, ...indent(this.block(members, input, level + 1))];
  }

  private attempts({ attempts }: Visit, level: number): string[] {
    const lines: string[] = [];
    const several = attempts.length > 1 || attempts.some(({ error }) => error !== undefined);
    for (const [i, attempt] of attempts.entries()) {
      const before = attempts[i - 1];
      const sent = attempt.arguments;
      if (before?.endedAt !== undefined && attempt.startedAt > before.endedAt)
        lines.push(`waited ${exactDuration(attempt.startedAt - before.endedAt)}`);
      if (sent !== undefined && !(before?.arguments !== undefined && deepEqual(before.arguments, sent)))
        lines.push(...this.data("arguments", sent, level));
      if (several) lines.push(...this.attempt(attempt, i + 1));
    }
    return lines;
  }

  private attempt({ error, cause, startedAt, endedAt }: Attempt, number: number): string[] {
    const took = endedAt === undefined || endedAt === startedAt ? "" : ` after ${exactDuration(endedAt - startedAt)}`;
    if (error === undefined) return [`attempt ${number} ${endedAt === undefined ? "did not end" : "succeeded"}${took}`];
    const lines = [`attempt ${number} failed${took}${error === null ? "" : ` with ${printable(error)}`}`];
    return typeof cause === "string" ? [...lines, ...indent(this.cause(cause))] : lines;
  }

  /** Parallel and Map: what they give is made of what stands above. */
  private result({ type, result, output }: Visit, level: number): string[] {
    const shown = type === "Task" && result !== undefined && !(output !== undefined && deepEqual(result, output));
    return shown ? this.data("result", result, level) : [];
  }

  /** Of states without tries; the others have said it. */
  private failure({ error, cause, attempts }: Visit): string[] {
    if (error === undefined || (attempts.at(-1)?.error === error && attempts.at(-1)?.cause === cause)) return [];
    const lines = [`failed${error === null ? "" : ` with ${printable(error)}`}`];
    return typeof cause === "string" ? [...lines, ...indent(this.cause(cause))] : lines;
  }

  private outcome({ input, output, assigned = {} }: Visit, level: number): string[] {
    const names = Object.keys(assigned as JsonObject);
    const lines = names.flatMap((name) => this.data(`$${printable(name)} =`, assigned[name], level));
    return output === undefined || deepEqual(input, output) ? lines : [...this.data("output", output, level), ...lines];
  }

  private cause = (cause: string): string[] => printableLines(this.normaliser.text(cause)).split("\n");
}

function headOf({ state, type, status, enteredAt, exitedAt, next, via }: Visit): string {
  const took = exitedAt === undefined || exitedAt === enteredAt ? "" : `, ${exactDuration(exitedAt - enteredAt)}`;
  const word = { succeeded: "", caught: "", failed: ", failed", aborted: ", aborted", running: ", not left" }[status];
  const way = via === undefined || via === "next" ? "" : ` by ${via}`;
  return `${printable(state)} (${type}${word}${took})${next === undefined ? "" : ` → ${printable(next)}${way}`}`;
}
