import type { DebugProtocol } from "@vscode/debugprotocol";
import { isObject, type Json } from "asl-core";
import type { FrameId } from "asl-core/debug";
import { completionsOf } from "../debug/completion.js";
import type { Debuggee } from "./debuggee.js";
import { childExpression } from "./expression-names.js";

/** Offers at most. */
const MOST = 200;

/** What could go on a text of the console: members of what stands before the last dot, variables, commands. */
export function completionsFor(
  debuggee: Debuggee,
  text: string,
  frame: number | undefined,
): DebugProtocol.CompletionItem[] {
  const path = /(\$[\w$]*(?:\.(?:\w+|`[^`]*`)|\[[^\]]*\])*)\.(\w*)$/.exec(text);
  const id = debuggee.frameId(frame);
  if (path !== null && id !== undefined) return members(debuggee, id, path[1], path[2], text.length);
  const variable = /\$(\w*)$/.exec(text);
  if (variable !== null && id !== undefined) return variables(debuggee, id, variable[1], text.length);
  const { from, texts } = completionsOf(debuggee.desk, text);
  return texts.slice(0, MOST).map((label) => ({ label, start: from, length: text.length - from, type: "keyword" }));
}

function members(
  debuggee: Debuggee,
  frame: FrameId,
  parent: string,
  begun: string,
  end: number,
): DebugProtocol.CompletionItem[] {
  const names =
    parent === "$states"
      ? ["input", "result", "errorOutput", "context"]
      : namesIn(parentValue(debuggee, frame, parent));
  const jsonata = !/^\$(\$|\.|\[|$)/.test(parent);
  return beginningWith(names, begun).flatMap((label): DebugProtocol.CompletionItem[] => {
    const written = childExpression("", label, jsonata);
    if (written === undefined) return [];
    // A name that is written in brackets takes the place of the dot, too.
    const isPlain = written.startsWith(".");
    const start = end - begun.length - (isPlain ? 0 : 1);
    return [{ label, text: isPlain ? written.slice(1) : written, start, length: end - start, type: "property" }];
  });
}

/** The names that go on as a text begins, whatever the case of their letters. */
const beginningWith = (names: readonly string[], begun: string): string[] =>
  names.filter((name) => name.toLowerCase().startsWith(begun.toLowerCase())).slice(0, MOST);

function parentValue({ session }: Debuggee, frame: FrameId, expression: string): Json | undefined {
  try {
    return session.evaluate(frame, expression);
  } catch {
    return undefined;
  }
}

const namesIn = (value: Json | undefined): string[] => (isObject(value) ? Object.keys(value) : []);

function variables({ session }: Debuggee, frame: FrameId, begun: string, end: number): DebugProtocol.CompletionItem[] {
  const names = session
    .scopes(frame)
    .flatMap(({ name, value }) => (name === "Variables" && isObject(value) ? Object.keys(value) : []));
  return beginningWith(["states", ...names], begun).map((name) => ({
    label: `$${name}`,
    start: end - begun.length - 1,
    length: begun.length + 1,
    type: "variable",
  }));
}
