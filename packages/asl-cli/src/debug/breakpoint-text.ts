import { type Machine, nearest, printable } from "asl-core";
import type { Breakpoint, BreakpointSpec } from "asl-core/debug";
import { EVENT_TYPES } from "asl-core/testing";
import { Mistake } from "./mistake.js";
import { stageLabel, stageNamed } from "./stage-name.js";
import { bare, firstWord, wholeNumber } from "./words.js";

/** What a breakpoint's text may name, and where a bare line number is. */
export interface Surroundings {
  readonly machine: Machine;
}

type Writable = { -readonly [K in keyof BreakpointSpec]: BreakpointSpec[K] };

/**
 * Reads a breakpoint as people write it: `Charge`, `41`, `41:12`, `Charge after Arguments if {% … %}`, `rule 2 of Decide`,
 * `default of Decide`, `on error States.Timeout uncaught`, `event TaskFailed in Charge`, each followed by any of
 * `if <condition>`, `hits <count>`, `log "text"`, `once`. A name with blanks needs quotes only where it holds one of these
 * words. Throws Mistake.
 */
export function breakpointIn(text: string, { machine }: Surroundings): BreakpointSpec {
  const { place, clauses } = split(text.trim(), machine);
  if (place === "") throw new Mistake("break needs a place", "Like: break Charge after Arguments. See help break.");
  const spec: Writable = placeIn(place, machine);
  for (const [word, value] of clauses) CLAUSES[word](spec, value, machine);
  return spec;
}

const WORDS = ["after", "if", "hits", "log", "once", "in"] as const;
type Word = (typeof WORDS)[number];

/** The place, and the clauses after it in order. */
function split(text: string, machine: Machine): { place: string; clauses: [Word, string][] } {
  const named = longestState(text, machine);
  const starts = clauseStarts(text, named);
  const place = text.slice(0, starts[0]?.at ?? text.length).trim();
  const clauses = starts.map(({ word, at }, index): [Word, string] => [
    word,
    text.slice(at + word.length, starts[index + 1]?.at ?? text.length).trim(),
  ]);
  return { place, clauses };
}

/** How much of the beginning is the name or path of a state. */
function longestState(text: string, { nodes }: Machine): number {
  const head = /^(?:rule \d+ of |default of )/.exec(text)?.[0].length ?? 0;
  const lengths = nodes
    .flatMap(({ name, path }) => [name, path, path.replaceAll(" › ", " > ")])
    .filter((name) => text.startsWith(name, head) && /^(?:$|\s)/.test(text.slice(head + name.length)));
  return head + Math.max(0, ...lengths.map(({ length }) => length));
}

/** Where clauses begin, outside of quotes, expressions and the name at the beginning. An `if` or `log` takes what braces hold. */
function clauseStarts(text: string, from: number): { word: Word; at: number }[] {
  const found: { word: Word; at: number }[] = [];
  const pattern = /"(?:[^"\\]|\\.)*"|'[^']*'|\{%[\s\S]*?%\}|(?<=\s)(after|if|hits|log|once|in)(?=\s|$)/g;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    if (match[1] !== undefined && !(match[1] === "in" && isInCondition(found)))
      found.push({ word: match[1] as Word, at: match.index });
  return found;
}

/** JSONata has an operator `in`. */
const isInCondition = (found: readonly { word: Word }[]): boolean => found.at(-1)?.word === "if";

const CLAUSES: Record<Word, (spec: Writable, value: string, machine: Machine) => void> = {
  after: (spec, value) => {
    spec.stage = stageNamed(needed("after", value, "a data stage: after Arguments"));
  },
  if: (spec, value) => {
    spec.condition = needed("if", value, "a condition: if $.total > 100");
  },
  hits: (spec, value) => {
    if (!/^(?:(?:>=|>|<=|<|==?|%)\s*)?0*[1-9]\d{0,8}$/.test(value))
      throw new Mistake(`hits ${value} is no count`, "Write hits 5, hits >=5 or hits %2.");
    spec.hitCondition = value;
  },
  log: (spec, value) => {
    spec.log = bare(needed("log", value, 'a text: log "total {$.total}"'));
  },
  once: (spec, value) => {
    if (value !== "") throw new Mistake(`once stands alone, not before ${value}`);
    spec.temporary = true;
  },
  in: (spec, value, machine) => {
    spec.state = stateNamed(needed("in", value, "a state: in Charge"), machine);
  },
};

function needed(word: string, value: string, what: string): string {
  if (value === "") throw new Mistake(`${word} needs ${what.split(":")[0]}`, `Like: ${what.split(": ")[1]}.`);
  return value;
}

function placeIn(text: string, machine: Machine): BreakpointSpec {
  const found = /(?:^|:)(\d{1,7})(?::(\d{1,7}))?$/.exec(text);
  if (found !== null && !isState(text, machine)) {
    const [, line, column] = found;
    return { line: Number(line), ...(column !== undefined && { column: Number(column) }) };
  }
  const rule = /^(?:rule\s+(\d{1,4})|(default))\s+of\s+(.+)$/.exec(text);
  if (rule !== null && !isState(text, machine))
    return { state: stateNamed(rule[3], machine), rule: rule[2] === undefined ? Number(rule[1]) : "default" };
  const { word, rest } = firstWord(text);
  if (!isState(text, machine)) {
    if (word === "on") return errorIn(rest);
    if (word === "event") return eventIn(rest);
    if (wholeNumber(text) !== undefined) return { line: Number(text) };
  }
  return { state: stateNamed(text, machine) };
}

/** `error`, `error States.Timeout`, `error * uncaught`. */
function errorIn(text: string): BreakpointSpec {
  const [kind = "", ...words] = text.split(/\s+/);
  if (kind !== "error" && kind !== "errors")
    throw new Mistake(`"on ${text}" is no place`, "Like: break on error States.Timeout.");
  const fate = words.findIndex((word) => word === "caught" || word === "uncaught");
  const caught = fate < 0 ? {} : { caught: words[fate] === "caught" };
  const names = words.filter((_, index) => index !== fate);
  if (names.length > 1) throw new Mistake(`an error has a name without blanks: ${names.join(" ")}`);
  const [name = "any"] = names;
  return { error: /^(?:any|States\.ALL)$/i.test(name) ? "*" : name, ...caught };
}

function eventIn(text: string): BreakpointSpec {
  if (!/^[A-Z][A-Za-z]+$/.test(text))
    throw new Mistake(`"${printable(text)}" is no type of event`, "Like: break event TaskFailed.");
  if (EVENT_TYPES.has(text)) return { event: text };
  const near = nearest(text, EVENT_TYPES) ?? [...EVENT_TYPES].find((type) => type.startsWith(text));
  const hint = near === undefined ? "events lists those of this run, with their types." : `Did you mean ${near}?`;
  throw new Mistake(`there is no type of event ${text}`, hint);
}

const isState = (text: string, { nodes }: Machine): boolean =>
  nodes.some(({ name, path }) => name === bare(text) || path === arrowed(bare(text)));

/** A path may be written with ">", as in answers. */
const arrowed = (path: string): string => path.replace(/ > /g, " › ");

/** The name or path as written, where the machine has such a state; letter case does not matter. Throws Mistake. */
export function stateNamed(text: string, { nodes }: Machine): string {
  const name = bare(text);
  const names = new Set(nodes.flatMap((node) => [node.name, node.path]));
  if (names.has(name)) return name;
  if (names.has(arrowed(name))) return arrowed(name);
  const near = nearest(name, names) ?? beginning(name, names);
  if (near?.toLowerCase() === name.toLowerCase()) return near;
  throw new Mistake(`there is no state "${printable(name)}"`, near === undefined ? undefined : `Did you mean ${near}?`);
}

/** The only name that begins so. */
function beginning(text: string, names: Iterable<string>): string | undefined {
  const found = [...names].filter((name) => name.toLowerCase().startsWith(text.toLowerCase()));
  return text !== "" && found.length === 1 ? found[0] : undefined;
}

/** A breakpoint as one would write it, for lists. */
export function breakpointText(spec: Breakpoint | BreakpointSpec): string {
  const isLine = spec.state === undefined && spec.line !== undefined && "place" in spec && spec.place !== undefined;
  const place = isLine ? `${(spec as Breakpoint).place}` : placeText(spec);
  return [
    place,
    spec.condition !== undefined && `if ${spec.condition}`,
    spec.hitCondition !== undefined && `hits ${spec.hitCondition}`,
    spec.log !== undefined && `log ${JSON.stringify(spec.log)}`,
    spec.temporary === true && "once",
    spec.enabled === false && "(off)",
  ]
    .filter((part) => part !== false)
    .map((part) => printable(part as string))
    .join(" ");
}

function placeText({ state, line, column, stage, rule, error, event, caught }: BreakpointSpec): string {
  const where = state ?? (line === undefined ? "" : `line ${line}${column === undefined ? "" : `:${column}`}`);
  if (rule !== undefined) return `${rule === "default" ? "default" : `rule ${rule}`} of ${where}`;
  const place = stage === undefined ? where : `${where} after ${stageLabel(stage)}`;
  const within = place === "" ? "" : ` in ${place}`;
  if (error !== undefined)
    return `on error ${error}${caught === undefined ? "" : caught ? " caught" : " uncaught"}${within}`;
  return event === undefined ? place : `event ${event}${within}`;
}
