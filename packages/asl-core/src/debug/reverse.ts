import type { Ambush } from "./ambush.js";
import type { Cursor } from "./cursor.js";
import type { Arrival } from "./journey.js";
import type { Traps } from "./traps.js";

/** The last breakpoint or failure before the cursor. */
export function reverse(_cursor: Cursor, _traps: Traps, _ambush: Ambush): Arrival | undefined {
  return undefined;
}
