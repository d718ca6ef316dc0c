import { type Json, printable } from "asl-core";
import { comparePositions, type FrameId } from "asl-core/debug";
import { perform } from "../../debug/command.js";
import { VERBS } from "../../debug/verbs/index.js";
import { firstWord } from "../../debug/words.js";
import type { Asked } from "../asked.js";
import { completionsFor } from "../completions.js";
import type { Debuggee } from "../debuggee.js";
import { Refusal } from "../refusal.js";
import { show } from "../value-view.js";
import type { Handlers } from "./handler.js";

/** Characters of a value that goes to the clipboard, at most. */
const LONGEST = 50_000_000;

/** Expressions, and the commands of the console. */
export const evaluating: Handlers = {
  async evaluate(connection, asked) {
    const debuggee = connection.standing();
    const expression = asked.text("expression");
    const context = asked.optionalText("context");
    const number = asked.optionalNumber("frameId");
    if (context === "repl" && isCommand(expression))
      return { result: await command(debuggee, expression, number, asked), variablesReference: 0 };
    const frame = debuggee.frameId(number);
    if (context === "hover") return hover(debuggee, frame, expression);
    const value = evaluate(debuggee, frame, expression);
    if (context === "clipboard")
      return { result: JSON.stringify(value, null, 2).slice(0, LONGEST), variablesReference: 0 };
    return result(debuggee, value);
  },

  completions(connection, asked) {
    const debuggee = connection.standing();
    const text = asked.text("text");
    const column = asked.number("column") - connection.columnsFrom;
    const found = completionsFor(debuggee, text.slice(0, Math.max(0, column)), asked.optionalNumber("frameId"));
    return { targets: found.map((one) => ({ ...one, start: (one.start ?? 0) + connection.columnsFrom })) };
  },
};

/** A text that begins with the name of a command is one: no expression begins so. */
function isCommand(text: string): boolean {
  const { word } = firstWord(text);
  const name = word.toLowerCase();
  return VERBS.some((verb) => verb.name === name || verb.aliases.includes(name));
}

async function command(debuggee: Debuggee, text: string, frame: number | undefined, asked: Asked): Promise<string> {
  const { desk } = debuggee;
  const { session } = desk;
  const { stop, position, program } = session;
  if (frame !== undefined && frame !== 0) desk.chosen = debuggee.frameId(frame);
  const written = await debuggee.listen(() => perform(desk, text));
  if (desk.isDone) asked.after(() => debuggee.terminate());
  else if (
    desk.session !== session ||
    session.stop !== stop ||
    comparePositions(session.position, position) !== 0 ||
    // A file read again has other lines, also where the machine is the same.
    session.program.read !== program.read
  )
    asked.after(() => debuggee.tellStop(desk.stop));
  return written;
}

function evaluate({ session }: Debuggee, frame: FrameId | undefined, expression: string): Json {
  if (frame === undefined) throw new Refusal("the run has ended: step back to look into it", false);
  return session.evaluate(frame, expression);
}

const result = ({ references }: Debuggee, value: Json) => {
  const { value: text, ...shown } = show(value, references);
  return { result: text, ...shown };
};

/** Under the mouse stands an expression, the name of a state, or any other word, of which nothing is to be said. */
function hover(debuggee: Debuggee, frame: FrameId | undefined, text: string) {
  const name = text.replace(/^"|"$/g, "");
  if (/^\s*(\{%|\$|States\.)/.test(name)) return result(debuggee, evaluate(debuggee, frame, name));
  const found = debuggee.session
    .outline()
    .find(({ path, node }) => path === name || debuggee.map.machine.nodes[node].name === name);
  if (found === undefined) throw new Refusal(`${printable(text)} is no expression`, false);
  const { path, status, visits, errors } = found;
  const counts = [
    `${visits} visit${visits === 1 ? "" : "s"}`,
    ...(errors > 0 ? [`${errors} error${errors === 1 ? "" : "s"}`] : []),
  ];
  return { result: `${printable(path)}: ${status}, ${counts.join(", ")}`, variablesReference: 0 };
}
