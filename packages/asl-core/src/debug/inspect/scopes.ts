import type { Json, JsonObject } from "../../json.js";
import { contextOf } from "../../kernel/index.js";
import type { Past } from "../past.js";
import type { Scene } from "../scene.js";
import type { FrameId } from "../thread.js";
import { observe } from "./observe.js";
import { nameOf, type Place, place, placeOf } from "./place.js";
import { SHOWN } from "./shown.js";
import { asEntered } from "./surroundings.js";
import { viewOf } from "./view.js";

/** The groups of values a debugger shows of a frame. */
export type ScopeName = "Input" | "Arguments" | "Result" | "Output" | "Variables" | "Context" | "Error";

/** One group of values. Plain JSON, shared with the run: not to be changed. */
export interface Scope {
  readonly name: ScopeName;
  /** Variables: the block they belong to, as threads are named. */
  readonly level?: string;
  /** Variables: the frame that keeps them. */
  readonly frame?: FrameId;
  readonly value: Json;
  /** Whether a change of it changes what comes next. */
  readonly editable: boolean;
}

/**
 * What can be seen in a frame: Input always; Arguments, Result, Output and Error where this try has come to them; Variables
 * of the frame's own block and, of the blocks around it, those that are in scope and not hidden (a child execution sees
 * none of its Map's: developer guide, "Variable scope"); Context as the state would see it.
 */
export function scopes(scene: Scene, past: Past, frame: FrameId): Scope[] {
  const at = placeOf(scene, frame);
  const view = viewOf(at, past);
  const { phase } = at.frame;
  const isShown = shownHere(at, past);
  return [
    { name: "Input", value: view.input, editable: true },
    ...known("Arguments", view.arguments, isShown("Arguments")),
    ...known("Result", view.result, isShown("Result") || canSetResult(at)),
    ...known("Output", view.output, isShown("Output")),
    ...known("Error", view.error, phase === "recover" && scene.position.stage === 0),
    ...variableLevels(at, view.variables),
    { name: "Context", value: contextFor(at), editable: false },
  ];
}

/** The result of a task that has ended, until its step takes it up. */
const canSetResult = ({ scene, frame, node }: Place): boolean =>
  scene.position.stage === 0 && frame.phase === "resume" && node.kind === "Task";

/** Which scopes show a value that the step being looked into has just given: there it can be changed. */
function shownHere(at: Place, past: Past): (name: ScopeName) => boolean {
  const { step, stage } = at.scene.position;
  const stages = stage === 0 ? [] : observe(at, past).stages.filter((one) => one.step === step);
  return (name) => stages.some((one) => SHOWN[name]?.includes(one.stage) === true);
}

const known = (name: ScopeName, value: Json | undefined, editable: boolean): Scope[] =>
  value === undefined ? [] : [{ name, value, editable }];

/** The context object of a place, as an expression of its state would see it. */
export const contextFor = ({ scene, actor, frame }: Place): JsonObject =>
  contextOf(scene.machine, actor.execution, asEntered(frame, actor.execution));

/** A child execution's root has no frame around it in its own execution. */
function variableLevels(at: Place, own: JsonObject | null): Scope[] {
  const levels: Scope[] = [];
  const hidden = new Set<string>();
  const { scene, actor } = at;
  for (let frame = at.frame; ; ) {
    const variables = frame === at.frame ? own : frame.variables;
    const seen = Object.entries(variables ?? {}).filter(([name]) => !hidden.has(name));
    if (seen.length > 0 || frame === at.frame) levels.push(level(place(scene, actor, frame), Object.fromEntries(seen)));
    for (const [name] of seen) hidden.add(name);
    if (frame.parent < 0) return levels;
    frame = actor.execution.frames[frame.parent]!;
  }
}

const level = (at: Place, value: JsonObject): Scope => ({
  name: "Variables",
  level: nameOf(at),
  frame: `${at.actor.number}:${at.frame.serial}`,
  value,
  editable: true,
});
