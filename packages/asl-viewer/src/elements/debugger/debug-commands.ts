import type { BackKind, StepKind } from "asl-core/debug";
import type { Command } from "../shared/command.js";

/** What the debugger's commands ask of it. */
export interface DebugCommanded {
  readonly active: boolean;
  turn(): Promise<unknown>;
  step(kind: StepKind): Promise<unknown>;
  back(kind: BackKind): Promise<unknown>;
  reverse(): Promise<unknown>;
  restart(): Promise<unknown>;
  toStart(): Promise<unknown>;
  bringHere(): Promise<unknown>;
  goHere(): void;
  /** A breakpoint on the chosen state; false where none is chosen. */
  toggleChosen(): boolean;
  /** Asks for an input and begins; false where nothing can be begun. */
  ask(): boolean;
}

/** While nothing is debugged they mean nothing, but for those that begin. */
const debug = (
  id: string,
  keys: readonly string[],
  does: string,
  act: (debugging: DebugCommanded) => unknown,
): Command<DebugCommanded> => ({
  ...{ id: `debug-${id}`, group: "Debugger", keys, does },
  act: (debugging) => (debugging.active ? void act(debugging) : false),
});

/** Commands of the debugger, with the keys of viewers that go back in time as well as on. */
export const DEBUG_COMMANDS: readonly Command<DebugCommanded>[] = [
  debug("continue", ["c", " "], "continue or pause", (one) => one.turn()),
  debug("over", ["o"], "step over", (one) => one.step("over")),
  debug("into", ["i"], "step into", (one) => one.step("into")),
  debug("out", ["u"], "step out", (one) => one.step("out")),
  debug("stage", [], "step by one data stage", (one) => one.step("stage")),
  debug("back", ["O"], "step back", (one) => one.back("step")),
  debug("back-over", [], "step back over", (one) => one.back("over")),
  debug("back-out", [], "step back out", (one) => one.back("out")),
  debug("reverse", ["C"], "run back to the last breakpoint or failure", (one) => one.reverse()),
  debug("error", ["e"], "on to the next failure", (one) => one.step("error")),
  debug("start", [], "back to the start", (one) => one.toStart()),
  debug("restart", [], "begin the run anew", (one) => one.restart()),
  debug("here", [], "look at where the run stands", (one) => one.goHere()),
  debug("bring", [], "bring the run to this place", (one) => one.bringHere()),
  {
    id: "breakpoint",
    group: "Debugger",
    keys: ["b"],
    does: "breakpoint on the chosen state",
    act: (one) => one.toggleChosen(),
  },
  { id: "debug", group: "Debugger", keys: [], does: "debug this definition", act: (one) => one.ask() },
];
