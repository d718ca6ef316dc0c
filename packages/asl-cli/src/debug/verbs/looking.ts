import { deepEqual, formatDuration, formatTimestamp, isObject, type Json, type Machine, nearest } from "asl-core";
import { fold, foldChange } from "../../print/fold.js";
import { cut, printable } from "../../print/text.js";
import { breakpointLines } from "../breakpoint-lines.js";
import { stateNamed } from "../breakpoint-text.js";
import type { Desk } from "../desk.js";
import { eventLine, inputOf } from "../event-text.js";
import { executionHere } from "../execution-here.js";
import { Mistake } from "../mistake.js";
import { pointerIn, scopeNamed, scopeOf, valueAt } from "../scope-text.js";
import { excerptAround, excerptOf, sourceLines } from "../source-lines.js";
import { stageLabel } from "../stage-name.js";
import { statusIcon } from "../status-icon.js";
import { treeOrder } from "../tree-order.js";
import { valueLines } from "../value-lines.js";
import type { Verb } from "../verb.js";
import { watchLines } from "../watch-lines.js";
import { counted, firstWord, wholeNumber } from "../words.js";

/** What `print` shows: a scope, a place in one, or the value of an expression. */
export function valueFor(desk: Desk, text: string): Json {
  const { word, rest } = firstWord(text);
  const name = scopeNamed(word);
  const output = desk.frame === undefined && name === "Output" ? outputOf(desk) : undefined;
  if (output !== undefined) return partOf(output, rest, "Output");
  if (name === undefined || !(rest === "" || /^[/$]/.test(rest))) return desk.session.evaluate(desk.here(), text);
  return partOf(scopeOf(desk.session.scopes(desk.here()), name).value, rest, name);
}

/** What the run has come to, where it has succeeded. */
function outputOf({ session }: Desk): Json | undefined {
  const { status, output } = session.scene.executions[0].execution;
  return status === "SUCCEEDED" ? output : undefined;
}

function partOf(value: Json, rest: string, name: string): Json {
  const pointer = pointerIn(rest);
  const found = valueAt(value, pointer);
  if (found !== undefined) return found;
  const near = isObject(value) ? nearest(pointer.slice(1), Object.keys(value)) : undefined;
  throw new Mistake(
    `there is nothing at ${rest} of ${name}`,
    near === undefined ? undefined : `Did you mean /${near}?`,
  );
}

function tellStages(desk: Desk): void {
  const { paper, session } = desk;
  const found = session.stages(desk.here());
  if (found.length === 0) paper.line("nothing yet: the state is not entered");
  let before: Json | undefined;
  for (const { stage, value, item } of found) {
    const name = `${stageLabel(stage)}${item === undefined ? "" : ` ${item}`}`.padEnd(16);
    const room = paper.width - 20;
    const text =
      before === undefined
        ? fold(value, room)
        : deepEqual(value, before)
          ? paper.colours.dim("unchanged")
          : foldChange(value, before, room);
    paper.line(`  ${paper.colours.dim(name)}  ${text}`);
    before = value;
  }
}

function tellRetries(desk: Desk): void {
  const { paper, session } = desk;
  const { attempts, omitted, remaining, in: left } = session.retries(desk.here());
  if (omitted > 0) paper.line(`  … ${counted(omitted, "try", "tries")} before`);
  if (attempts.length === 0) paper.line("no try has failed in this visit");
  for (const { attempt, error, cause, retrier, exhausted, delay } of attempts) {
    const chosen =
      retrier === null
        ? "no retrier names it"
        : exhausted
          ? `retrier ${retrier} has no retry left`
          : `retrier ${retrier}, again after ${formatDuration(delay ?? 0, 3)}`;
    paper.line(
      `  try ${attempt + 1}  ${paper.colours.red(printable(error ?? "failed"))}${cause ? `: ${cut(printable(cause), 60)}` : ""}  ${paper.colours.dim(chosen)}`,
    );
  }
  if (left !== undefined) paper.line(`  next try in ${formatDuration(left, 3)}`);
  for (const { retrier, errorEquals, used, left: more } of remaining)
    paper.line(
      paper.colours.dim(`  retrier ${retrier} (${errorEquals.map(printable).join(", ")}): ${used} used, ${more} left`),
    );
}

function tellVariables(desk: Desk): void {
  const { paper, session } = desk;
  const levels = session.scopes(desk.here()).filter(({ name }) => name === "Variables");
  for (const { level, value } of levels) {
    paper.line(paper.colours.dim(`  ${level ?? ""}`));
    const entries = Object.entries(value as { [name: string]: Json });
    if (entries.length === 0) paper.line("    none");
    for (const [name, one] of entries)
      paper.line(
        `    ${paper.colours.magenta(`$${printable(name)}`)} = ${fold(one, Math.max(10, paper.width - name.length - 9))}`,
      );
  }
}

function tellScopes(desk: Desk): void {
  const { paper, session } = desk;
  for (const { name, level, value } of session.scopes(desk.here())) {
    const label = name === "Variables" && level !== undefined ? `${name}, ${level}` : name;
    paper.line(
      `  ${paper.colours.dim(label.padEnd(10))}  ${fold(value, Math.max(10, paper.width - Math.max(10, label.length) - 4))}`,
    );
  }
}

function tellSource(desk: Desk, rest: string): void {
  const { read, machine } = desk.session.program;
  if (read === undefined) throw new Mistake("the text of the definition is not there");
  const line = wholeNumber(rest, 1);
  const last = read.lines.text.replace(/\n$/, "").split("\n").length;
  if (line !== undefined && line > last) throw new Mistake(`the definition has ${counted(last, "line")}`);
  const path = rest === "" ? desk.session.stack(desk.here())[0].state : rest;
  const node = line === undefined ? nodeNamed(machine, stateNamed(path, machine)) : undefined;
  const excerpt = node === undefined ? excerptAround(read, line ?? 1, 4, 8) : excerptOf(read, node);
  for (const text of sourceLines(desk.paper, excerpt, breakpointLines(desk))) desk.paper.line(text);
}

const nodeNamed = ({ nodes }: Machine, name: string) =>
  nodes.find(({ path }) => path === name) ?? nodes.find((node) => node.name === name);

function tellEvents(desk: Desk, rest: string): void {
  const { session, paper } = desk;
  const [count = "20", execution = String(executionHere(desk))] = rest.split(/\s+/).filter(Boolean);
  const most = count === "all" ? Number.POSITIVE_INFINITY : wholeNumber(count, 1);
  const number = wholeNumber(execution);
  if (most === undefined || number === undefined)
    throw new Mistake(
      `events ${rest}: a count is wanted`,
      "Like: events 50, events all, events 20 3 (of child execution 3).",
    );
  if (session.scene.executions[number] === undefined) throw new Mistake(`there is no execution ${number}`);
  const events = session.events(number);
  const { machine } = session.program;
  if (number > 0)
    paper.line(paper.colours.dim(`child execution ${number}; events ${count} 0 lists those of the first`));
  for (let i = Math.max(0, events.length - most); i < events.length; i++)
    paper.line(eventLine(paper, { event: events[i], start: events[0].at, machine, input: inputOf(events, i) }));
}

function tellStates(desk: Desk): void {
  const { paper, session } = desk;
  const { nodes, blocks } = session.program.machine;
  const depth = (block: number): number => (blocks[block].owner < 0 ? 0 : 1 + depth(nodes[blocks[block].owner].block));
  for (const { node, status, visits, errors } of treeOrder(desk)) {
    const { name, kind, block } = nodes[node];
    const counts = [visits > 1 && counted(visits, "visit"), errors > 0 && counted(errors, "error")]
      .filter(Boolean)
      .join(", ");
    paper.line(
      `${"  ".repeat(depth(block))}${statusIcon(paper.colours, status)} ${printable(name)} ${paper.colours.dim(`${kind}  ${status}${counts === "" ? "" : `, ${counts}`}`)}`,
    );
  }
}

/** Values, places and events. */
export const looking: readonly Verb[] = [
  {
    name: "print",
    aliases: ["p"],
    group: "looking",
    takes: "<expression>|<scope> [path]",
    summary: "show a value: print $.total, print {% $states.input.total %}, print input /order",
    more: [
      "JSONata sees $states and variables; in JSONPath `$` is what the state's next field would read, `$$` the context.",
      "Scopes: input, arguments, result, output, variables, context, error.",
    ],
    completes: "expression",
    run(desk, rest) {
      if (rest === "") throw new Mistake("print needs an expression", "Like: print $.order.total, or print input.");
      for (const line of valueLines(valueFor(desk, rest), desk.paper.width)) desk.paper.line(line);
    },
  },
  {
    name: "watch",
    aliases: [],
    group: "looking",
    takes: "[expression]",
    summary: "show the value of an expression at each stop; without one, list them",
    completes: "expression",
    run(desk, rest) {
      if (rest !== "") desk.watches.push(rest);
      if (desk.watches.length === 0) desk.paper.line("nothing is watched");
      for (const line of watchLines(desk)) desk.paper.line(line);
    },
  },
  {
    name: "unwatch",
    aliases: [],
    group: "looking",
    takes: "<number>|all",
    summary: "watch an expression no more",
    run(desk, rest) {
      const index = wholeNumber(rest, 1) ?? 0;
      if (rest === "all") desk.watches.length = 0;
      else if (index === 0 || desk.watches.splice(index - 1, 1).length === 0)
        throw new Mistake(`nothing is watched as ${rest || "no number"}`, "watch lists them.");
    },
  },
  {
    name: "list",
    aliases: ["l"],
    group: "looking",
    takes: "[state|line]",
    summary: "the lines of the definition around here",
    completes: "state",
    run: tellSource,
  },
  {
    name: "stages",
    aliases: ["data"],
    group: "looking",
    takes: "",
    summary: "the value after each data stage of this state so far",
    run: (desk) => tellStages(desk),
  },
  {
    name: "scopes",
    aliases: [],
    group: "looking",
    takes: "",
    summary: "input, arguments, result, output, variables, context and error, folded",
    run: (desk) => tellScopes(desk),
  },
  {
    name: "vars",
    aliases: ["variables"],
    group: "looking",
    takes: "",
    summary: "variables, by the block that keeps them",
    run: (desk) => tellVariables(desk),
  },
  {
    name: "retries",
    aliases: [],
    group: "looking",
    takes: "",
    summary: "failed tries of this state, and what its retriers have left",
    run: (desk) => tellRetries(desk),
  },
  {
    name: "states",
    aliases: ["outline"],
    group: "looking",
    takes: "",
    summary: "all states and how each stands",
    run: (desk) => tellStates(desk),
  },
  {
    name: "events",
    aliases: ["ev"],
    group: "looking",
    takes: "[count|all] [execution]",
    summary: "the last events of the history",
    run: tellEvents,
  },
  {
    name: "time",
    aliases: [],
    group: "looking",
    takes: "",
    summary: "the execution's clock",
    run({ session, paper }) {
      const start = session.events(0)[0]?.at ?? session.scene.now;
      paper.line(`${formatTimestamp(session.scene.now)}  +${formatDuration(session.scene.now - start, 3)}`);
    },
  },
];
