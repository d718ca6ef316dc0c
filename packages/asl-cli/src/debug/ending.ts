import { EXIT, type ExitCode, usage } from "../stop.js";
import type { Desk } from "./desk.js";
import { mistakeOf } from "./faults.js";
import { checkTarget, keep } from "./keep.js";
import type { Wishes } from "./options.js";

/** Keeps what is to be kept, and gives the exit code for where the run stands. Throws Stop where it cannot be kept. */
export function ending(desk: Desk, { save, force }: Wishes): ExitCode {
  if (save !== undefined) forSave(save, () => keep(desk, { file: save, force, how: FORCE }));
  const { status } = desk.session;
  if (status === "SUCCEEDED") return EXIT.succeeded;
  return status === "RUNNING" ? EXIT.unanswered : EXIT.failed;
}

const FORCE = "write over it with --force";

/** Says at the beginning what would only come out at the end. Throws Stop where the run cannot be kept there. */
export function checkSave(desk: Desk, { save, force }: Wishes): void {
  if (save !== undefined) forSave(save, () => checkTarget(desk, { file: save, force, how: FORCE }));
}

function forSave(file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const { message, hint } = mistakeOf(error);
    throw usage(`--save ${file}: ${message}`, hint);
  }
}
