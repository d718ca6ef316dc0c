import { parseFrameId } from "asl-core/debug";
import type { Desk } from "./desk.js";

/** The number of the execution that is looked into: that of the frame at hand, else the first. */
export function executionHere({ session, frame, stop }: Desk): number {
  const number = parseFrameId(frame ?? stop.thread)?.execution ?? 0;
  return session.scene.executions[number] === undefined ? 0 : number;
}
