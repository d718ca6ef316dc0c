import type { StateStatus } from "asl-core";
import type { Colours } from "../output.js";

/** Each status by its own sign, so that colours are not needed. */
const ICONS: Record<
  StateStatus,
  readonly [sign: string, colour: keyof Pick<Colours, "dim" | "cyan" | "yellow" | "green" | "red">]
> = {
  "not reached": ["·", "dim"],
  running: ["▶", "cyan"],
  waiting: ["…", "yellow"],
  backoff: ["↻", "yellow"],
  succeeded: ["✓", "green"],
  caught: ["↳", "yellow"],
  failed: ["✗", "red"],
  "timed out": ["◷", "red"],
  aborted: ["⊘", "dim"],
};

/** The sign of a status in its colour. One column wide. */
export function statusIcon(colours: Colours, status: StateStatus): string {
  const [sign, colour] = ICONS[status];
  return colours[colour](sign);
}
