import { printable } from "asl-core";
import { lastAnswer } from "./answers.js";
import type { Desk } from "./desk.js";
import { Mistake } from "./mistake.js";
import { VERBS } from "./verbs/index.js";
import { verbNamed } from "./verbs/verb-named.js";
import { firstWord } from "./words.js";

/**
 * Does one line of text: `next`, `break Charge if $.total > 100`. An empty line answers the task that waits as before, or else
 * does the last step once more. Rejects with Mistake for what cannot be done so, and with what a session throws.
 */
export async function perform(desk: Desk, line: string): Promise<void> {
  const text = line.trim() === "" ? emptyLine(desk) : line.trim();
  if (text === "" || text.startsWith("#")) return;
  const { word, rest } = firstWord(text);
  const verb = verbNamed(word, VERBS);
  if (verb.takes === "" && rest.trim() !== "")
    throw new Mistake(
      `${verb.name} stands alone, not before ${printable(rest.trim())}`,
      `help ${verb.name} tells of it.`,
    );
  if (verb.repeats === true) desk.repeated = text;
  await verb.run(desk, rest.trim());
}

/** What an empty line means. */
export function emptyLine(desk: Desk): string {
  const { session, stop } = desk;
  const isAsked = stop.reason === "task" && session.live && session.scene.waiting.length > 0;
  if (isAsked && lastAnswer(desk, desk.request()) !== undefined) return "answer";
  return isAsked ? "" : (desk.repeated ?? "");
}
