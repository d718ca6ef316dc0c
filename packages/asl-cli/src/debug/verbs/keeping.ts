import { DebugSession } from "asl-core/debug";
import { writeTextFile } from "../../files.js";
import type { Desk } from "../desk.js";
import { Mistake } from "../mistake.js";
import type { Verb } from "../verb.js";
import { wholeNumber } from "../words.js";

/** The other run: the one named, else the one before. */
function other(desk: Desk, text: string): DebugSession {
  const here = desk.runs.indexOf(desk.session);
  const index = text === "" ? (here === 0 ? 1 : 0) : (wholeNumber(text, 1) ?? 0) - 1;
  const found = desk.runs[index];
  if (found === undefined || found === desk.session)
    throw new Mistake(text === "" ? "there is no other run" : `there is no other run ${text}`, "fork makes one.");
  return found;
}

/** Keeps the run in a file. Values of keys that hold one of the words are taken out. */
export function saveRecording({ session, paper }: Desk, file: string, redact: readonly string[]): void {
  writeTextFile(file, `${JSON.stringify(session.save({ redact }))}\n`);
  paper.line(`saved the run to ${file}: asl debug --recording ${file} opens it`);
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
      const { text } = DebugSession.compare(other(desk, rest), desk.session);
      for (const line of text.split("\n")) desk.paper.line(line);
    },
  },
  {
    name: "save",
    aliases: [],
    group: "keeping",
    takes: "<file> [redact <word>...]",
    summary: "keep the run in a file: definition, input, answers, changes; redact password token hides values",
    completes: "file",
    run(desk, rest) {
      const [file = "", ...words] = rest.split(/\s+/);
      if (file === "") throw new Mistake("save needs a file", "Like: save run.json.");
      if (words.length > 0 && words[0] !== "redact")
        throw new Mistake(`save ${file} and then "${words[0]}"?`, "Like: save run.json redact token password.");
      saveRecording(desk, file, words.slice(1));
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
