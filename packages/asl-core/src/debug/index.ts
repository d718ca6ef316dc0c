export type { Breakpoint, BreakpointSpec } from "./breakpoint.js";
export type { Past, PastHooks } from "./past.js";
export { atStep, BEGINNING, comparePositions, formatPosition, type Position, parsePosition } from "./position.js";
export type { Scene, SceneExecution } from "./scene.js";
export type { BackKind, StepKind, Stop, StopReason } from "./stop.js";
export { type FrameId, frameId, parseFrameId, type Thread, type ThreadId } from "./thread.js";
