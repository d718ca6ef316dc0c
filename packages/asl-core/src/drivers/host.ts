import type { Execution, Input, Token } from "../kernel/index.js";
import type { NodeIndex } from "../machine/machine.js";
import type { TaskRequest } from "./handler.js";
import type { World } from "./world.js";

/** Inputs that answer something the execution asked for. */
export type TokenInput = Extract<Input, { token: Token }>;

/** What those who carry out a command may do to the job that asked. */
export interface Host {
  readonly world: World;
  readonly execution: Execution;
  readonly running: boolean;
  /** Places in the distributed Maps around this execution, outermost first. */
  readonly iteration: readonly number[];
  /** Requests that have no final answer yet. */
  readonly waiting: Map<Token, TaskRequest>;
  /** Delivers an input at its moment, unless its wait has ended by then. It is the job's own from then on. */
  later(input: TokenInput): void;
  /** The number of tasks of a state that were asked for before; this one is counted. */
  countCall(token: Token, node: NodeIndex): number;
  /** The task under this token gets no answer by itself. */
  unresolve(token: Token): void;
}
