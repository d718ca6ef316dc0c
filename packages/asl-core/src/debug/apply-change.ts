import type { Execution, Io } from "../kernel/index.js";
import type { Change } from "./change.js";
import type { Arrival } from "./entry.js";
import type { Stand } from "./stand.js";

const TYPES: Record<Change["type"], true> = { Set: true, Stage: true, Jump: true, Hasten: true, Reload: true };

/** Whether something that came to an execution is a change made by hand. */
export const isChange = (what: Arrival): what is Change => Object.hasOwn(TYPES, what.type);

/** Makes a change once more. */
export function applyChange(_stand: Stand, _execution: Execution, change: Change, _io: Io): void {
  throw new RangeError(`a ${change.type} cannot be made yet`);
}
