import { basename } from "node:path";
import { toAws } from "asl-core";
import { historyFile, redactedNote } from "../report/files.js";
import { writePage } from "../report/page.js";
import { placementsFor } from "../report/placements.js";
import type { Desk } from "./desk.js";
import { checkTarget } from "./keep.js";

/**
 * Writes a page with the run as far as it has come, without the values of keys that hold one of some words. Throws Mistake
 * where the run reads that file, or Stop.
 */
export async function report(desk: Desk, file: string, words: readonly string[]): Promise<void> {
  checkTarget(desk, { file, force: true, how: "" });
  const { session, opening, paper } = desk;
  const { machine, file: path } = session.program;
  const { identity } = session.scene.executions[0].execution;
  const name = `${basename(path ?? opening.title).replace(/(\.asl)?\.(json|ya?ml)$/i, "")}.asl.json`;
  const definition = { name, text: JSON.stringify(machine.definition, null, 2) };
  const history = historyFile(toAws(session.events(0), machine, identity), words);
  const placements = await placementsFor(machine.definition);
  paper.line(writePage(file, { title: opening.title, files: [definition, history], placements }));
  if (words.length > 0) paper.line(paper.colours.dim(`  ${redactedNote(machine.definition, words)}`));
}
