import { isObject, type Json } from "asl-core";
import { EVENT_TYPES } from "asl-core/testing";
import type { Desk } from "./desk.js";
import { SCOPE_NAMES, valueAt } from "./scope-text.js";
import { STAGE_NAMES } from "./stage-name.js";
import type { Taken } from "./verb.js";
import { VERBS } from "./verbs/index.js";
import { verbNamed } from "./verbs/verb-named.js";

/** What could stand at the end of a line: `texts` in place of everything from `from` on. */
export interface Completions {
  readonly from: number;
  readonly texts: readonly string[];
}

/** Offers at most. */
const MOST = 100;

/** Completes commands, names of states, data stages, scopes, and paths into the data at hand. */
export function completionsOf(desk: Desk, line: string): Completions {
  const head = /^\s*(\S+)\s+/.exec(line);
  if (head === null) return beginnings(line.length - line.trimStart().length, line.trim(), verbNames());
  const taken = takenBy(head[1]);
  if (taken === undefined) return { from: line.length, texts: [] };
  return offers(desk, taken, head[0].length, line);
}

const verbNames = (): string[] => VERBS.map(({ name }) => name);

function takenBy(word: string): Taken | undefined {
  try {
    return verbNamed(word, VERBS).completes;
  } catch {
    return undefined;
  }
}

function offers(desk: Desk, taken: Taken, from: number, line: string): Completions {
  const rest = line.slice(from);
  if (taken === "verb") return beginnings(from, rest, verbNames());
  if (taken === "state") return beginnings(from, rest, stateNames(desk));
  if (taken === "error") return beginnings(from, rest, errorNames(desk));
  if (taken === "place") return place(desk, from, rest);
  const path = /(?:^|[^\w$/.\]])(\$\.?[\w.[\]-]*|\/[^\s=]*)$/.exec(rest);
  if (path !== null) return paths(desk, line.length - path[1].length, path[1], scopeValue(desk, rest));
  if (taken === "scope" || taken === "expression" || taken === "pointer") {
    const words =
      taken === "pointer" ? ["choice", "failure", "value", "event"] : SCOPE_NAMES.map((name) => name.toLowerCase());
    return beginnings(from, rest, words);
  }
  return { from: line.length, texts: [] };
}

function place(desk: Desk, from: number, rest: string): Completions {
  const after = /\safter\s+(\S*)$/.exec(rest);
  if (after !== null) return beginnings(from + rest.length - after[1].length, after[1], STAGE_NAMES);
  const of = /^(?:rule \d+|default) of (.*)$/.exec(rest);
  if (of !== null) return beginnings(from + rest.length - of[1].length, of[1], stateNames(desk, "Choice"));
  const error = /^on error (\S*)$/.exec(rest);
  if (error !== null) return beginnings(from + rest.length - error[1].length, error[1], errorNames(desk));
  const event = /^event (\S*)$/.exec(rest);
  if (event !== null) return beginnings(from + rest.length - event[1].length, event[1], [...EVENT_TYPES]);
  const named = stateNames(desk).find((name) => rest.startsWith(`${name} `));
  if (named !== undefined) {
    const word = /\S*$/.exec(rest)![0];
    return beginnings(from + rest.length - word.length, word, ["after", "if", "hits", "log", "once"]);
  }
  return beginnings(from, rest, [...stateNames(desk), "on error", "event ", "rule ", "default of "]);
}

function stateNames({ session }: Desk, kind?: string): string[] {
  const { nodes } = session.program.machine;
  return [...new Set(nodes.filter((node) => kind === undefined || node.kind === kind).map(({ name }) => name))];
}

/** Error names the definition speaks of. */
function errorNames({ session }: Desk): string[] {
  const named = session.program.machine.nodes.flatMap(({ retry, catch: catchers }) =>
    [...retry, ...catchers].flatMap(({ errorEquals }) => errorEquals),
  );
  return [...new Set(["States.Timeout", "States.TaskFailed", "States.ALL", ...named])];
}

/** The document a path is looked up in: that of the scope the command names, else what `$` means here. */
function scopeValue({ session, frame }: Desk, rest: string): Json | undefined {
  if (frame === undefined) return undefined;
  const scopes = session.scopes(frame);
  const word = /^(?:value\s+)?(\w+)\s/.exec(rest)?.[1]?.toLowerCase();
  return (scopes.find(({ name }) => name.toLowerCase() === word) ?? scopes.find(({ name }) => name === "Input"))?.value;
}

function paths(_desk: Desk, from: number, written: string, document: Json | undefined): Completions {
  const isPointer = written.startsWith("/");
  const cut = isPointer ? written.lastIndexOf("/") : written.lastIndexOf(".");
  const parent = isPointer ? written.slice(0, cut) : pointerOf(written.slice(0, Math.max(0, cut)));
  const value = document === undefined ? undefined : valueAt(document, parent);
  const keys = Array.isArray(value)
    ? value.map((_, index) => String(index))
    : isObject(value)
      ? Object.keys(value)
      : [];
  const head = cut < 0 ? "$." : written.slice(0, cut + 1);
  const usable = isPointer
    ? keys.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1"))
    : keys.filter((key) => /^[A-Za-z_]\w*$/.test(key));
  return beginnings(
    from,
    written === "$" ? "$." : written,
    usable.map((key) => `${head}${key}`),
  );
}

const pointerOf = (path: string): string =>
  path
    .replace(/^\$/, "")
    .replace(/\[(\d+)\]/g, ".$1")
    .replaceAll(".", "/");

/** Those that begin so, letter case aside. */
function beginnings(from: number, written: string, all: readonly string[]): Completions {
  const small = written.toLowerCase();
  return { from, texts: all.filter((text) => text.toLowerCase().startsWith(small)).slice(0, MOST) };
}
