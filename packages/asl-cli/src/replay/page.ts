import { type AwsEvent, redactHistory } from "asl-core/history";
import { stderr } from "../output.js";
import { redactedNote } from "../report/files.js";
import { writePage } from "../report/page.js";
import { placementsFor } from "../report/placements.js";
import { machineFor } from "./machine.js";
import type { Outcome, Setting } from "./outcome.js";
import { nameOf } from "./text.js";

/** Writes a page with the recorded run and the replayed one side by side; where nothing was replayed, the recorded alone. */
export async function writeReplayPage(path: string, outcome: Outcome, { named, options }: Setting): Promise<void> {
  const { recording, replay } = outcome;
  const { history } = recording;
  if (history === undefined) return;
  const on = machineFor(history, named, options);
  const ran = "machine" in on ? on.machine.definition : undefined;
  const { redact } = options;
  const fileOf = (name: string, definition: unknown, events: readonly AwsEvent[]) => ({
    name,
    text: JSON.stringify({
      ...(definition !== undefined && { definition }),
      events: redact.length === 0 ? events : redactHistory(events, redact),
    }),
  });
  const shown = history.definition ?? ran;
  const files = [fileOf("recorded", shown, history.events)];
  const again = replay && { ...fileOf("replayed", ran, replay.replayed.events), compared: true };
  const said = writePage(path, {
    title: `${nameOf(outcome)}: replayed`,
    files: again ? [...files, again] : files,
    placements: shown === undefined ? undefined : await placementsFor(shown),
  });
  stderr.line(stderr.colours.dim(`note: ${said}`));
  if (redact.length > 0) stderr.line(stderr.colours.dim(`note: ${redactedNote(shown ?? null, redact)}`));
}
