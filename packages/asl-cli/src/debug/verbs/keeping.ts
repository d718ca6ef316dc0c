import type { DebugSession } from "asl-core/debug";
import { compare } from "../compare.js";
import type { Desk } from "../desk.js";
import { keep } from "../keep.js";
import { Mistake } from "../mistake.js";
import type { Verb } from "../verb.js";
import { firstWord, wholeNumber } from "../words.js";

/** The other run: the one named, else the one before. */
function other(desk: Desk, text: string): DebugSession {
  const here = desk.runs.indexOf(desk.session);
  const index = text === "" ? (here === 0 ? 1 : 0) : (wholeNumber(text, 1) ?? 0) - 1;
  const found = desk.runs[index];
  if (found === undefined || found === desk.session)
    throw new Mistake(text === "" ? "there is no other run" : `there is no other run ${text}`, "fork makes one.");
  return found;
}

/** A file, and words behind "redact". */
function fileAnd(verb: string, example: string, rest: string): { file: string; words: string[] } {
  const { word: file, rest: more } = firstWord(rest);
  const words = more.split(/\s+/).filter(Boolean);
  if (file === "") throw new Mistake(`${verb} needs a file`, `Like: ${verb} ${example}.`);
  if (words.length > 0 && (words[0] !== "redact" || words.length === 1))
    throw new Mistake(`${verb} ${file} and then "${words[0]}"?`, `Like: ${verb} ${example} redact token password.`);
  return { file, words: words.slice(1) };
}

function save(desk: Desk, rest: string, force: boolean): void {
  const { file, words } = fileAnd("save", "run.json", rest);
  keep(desk, { file, force, how: "write over it with save!" }, words);
}

/** Forks side by side, recordings, and the end. */
export const keeping: readonly Verb[] = [
  {
    name: "compare",
    aliases: ["diff"],
    group: "keeping",
    takes: "[run]",
    summary: "where this run and another part, and how both end",
    run(desk, rest) {
      compare(desk, other(desk, rest));
    },
  },
  {
    name: "save",
    aliases: [],
    group: "keeping",
    takes: "<file> [redact <word>...]",
    summary: "keep the run in a file: definition, input, answers, changes; redact password token hides values",
    completes: "file",
    more: [
      "A recording is written over, another file is not: save! does that, too. Files the run reads are always left alone.",
      "redact password token takes the values of keys out that hold one of these words; the definition stays as it is.",
    ],
    run: (desk, rest) => save(desk, rest, false),
  },
  {
    name: "save!",
    aliases: [],
    group: "keeping",
    takes: "<file> [redact <word>...]",
    summary: "the same, over a file that is there already",
    completes: "file",
    run: (desk, rest) => save(desk, rest, true),
  },
  {
    name: "report",
    aliases: [],
    group: "keeping",
    takes: "<file> [redact <word>...]",
    summary: "write a page that shows the run so far in any browser: one HTML file",
    completes: "file",
    async run(desk, rest) {
      const { file, words } = fileAnd("report", "run.html", rest);
      const { report } = await import("../report.js");
      await report(desk, file, words);
    },
  },
  {
    name: "quit",
    aliases: ["q", "exit"],
    group: "keeping",
    takes: "",
    summary: "end; the exit code is that of asl run",
    run(desk) {
      desk.isDone = true;
    },
  },
];
