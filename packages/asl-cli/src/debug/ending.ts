import { EXIT, type ExitCode } from "../stop.js";
import type { Desk } from "./desk.js";
import type { Wishes } from "./options.js";
import { saveRecording } from "./verbs/keeping.js";

/** Keeps what is to be kept, and gives the exit code for where the run stands. Throws Stop where it cannot be kept. */
export function ending(desk: Desk, { save }: Wishes): ExitCode {
  if (save !== undefined) saveRecording(desk, save, []);
  const { status } = desk.session;
  if (status === "SUCCEEDED") return EXIT.succeeded;
  return status === "RUNNING" ? EXIT.unanswered : EXIT.failed;
}
