import type { Json } from "../../json.js";
import { FrameScope } from "../../kernel/context.js";
import type { Execution, Io } from "../../kernel/index.js";
import type { MapNode } from "../../machine/machine.js";
import type { JoiningFrame } from "./mocked-children.js";
import type { TestedState } from "./tested-state.js";

/** What TestState tells of a Map besides the stages of its data. */
export interface MapFigures {
  /** 0 where the author sets none (recorded). */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number | undefined;
  readonly toleratedFailurePercentage: number | undefined;
  /** The inputs of the child executions where an ItemBatcher makes them. */
  readonly batches: Json[] | undefined;
}

/** The figures of a Map that stands before its children; null of a Parallel. */
export function mapFigures(
  { machine, node }: TestedState,
  execution: Execution,
  frame: JoiningFrame,
  io: Io,
): MapFigures | null {
  if (node.kind !== "Map") return null;
  const { items, input } = frame.join;
  const scope = new FrameScope(machine, execution, io).at(frame, input);
  const value = (expression: MapNode["maxConcurrency"]) =>
    expression === null ? undefined : (expression(scope) as number);
  return {
    maxConcurrency: value(node.maxConcurrency) ?? 0,
    toleratedFailureCount: value(node.toleratedFailureCount),
    toleratedFailurePercentage: value(node.toleratedFailurePercentage),
    batches: node.distributed?.batcher ? items : undefined,
  };
}
