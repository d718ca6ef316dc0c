import type { Breakpoint } from "asl-core/debug";
import { printable } from "../../print/text.js";
import { lineOfBreakpoint } from "../breakpoint-lines.js";
import { breakpointIn, breakpointText } from "../breakpoint-text.js";
import type { Desk } from "../desk.js";
import { Mistake } from "../mistake.js";
import type { Verb } from "../verb.js";
import { wholeNumber } from "../words.js";

/** Sets a breakpoint and says where it is. */
export function addBreakpoint(desk: Desk, text: string): Breakpoint {
  const added = desk.points.add(breakpointIn(text, desk.session.program));
  desk.paper.line(breakpointLine(desk, added));
  return added;
}

const stateHere = (desk: Desk): string => desk.session.stack(desk.here())[0].state;

/** `1  Charge after Arguments if $.total > 100  order.asl.json:41  hit 2 times`. */
export function breakpointLine(desk: Desk, one: Breakpoint): string {
  const { red, yellow, dim, bold } = desk.paper.colours;
  const line = lineOfBreakpoint(desk, one);
  const where = line === undefined ? "" : `  ${dim(`${desk.session.program.file ?? "line"}:${line}`)}`;
  const hits = one.hits === 0 ? "" : `  hit ${one.hits === 1 ? "once" : `${one.hits} times`}`;
  const fault = one.verified ? "" : `  ${yellow(`never hit: ${printable(one.message ?? "")}`)}`;
  return `${red(one.log === undefined ? "●" : "◆")} ${one.id}  ${bold(breakpointText(one))}${where}${hits}${fault}`;
}

function known({ points }: Desk, text: string): Breakpoint {
  const id = wholeNumber(text);
  const found = points.list().find((one) => one.id === id);
  if (found === undefined)
    throw new Mistake(`there is no breakpoint ${text || "without a number"}`, "breakpoints lists them.");
  return found;
}

function switched(desk: Desk, text: string, enabled: boolean): void {
  const meant = text === "" || text === "all" ? desk.points.list() : text.split(/\s+/).map((one) => known(desk, one));
  for (const { id } of meant) desk.points.enable(id, enabled);
}

/** Breakpoints and log points. */
export const stopping: readonly Verb[] = [
  {
    name: "break",
    aliases: ["br", "breakpoint"],
    group: "stopping",
    takes: "<place> [if <condition>] [hits <count>] [log <text>] [once]",
    summary: "stop at a place; without one, at the state this is",
    more: [
      "break Charge                          before the state; by its path where names repeat",
      "break 41                              what stands on line 41 of the definition",
      "break 41:12                           on a line of several states, what stands in column 12",
      "break Charge after Arguments          inside the state, when that value is there",
      "break rule 2 of Decide                where this rule is taken, from 0; default of Decide",
      "break on error States.Timeout         a failure of this name; on error: any; uncaught, caught",
      "break event TaskFailed in Charge      after an event of this type",
      "break Charge if $.total > 100         JSONata or JSONPath must give true",
      'break Charge hits >=3                 also hits 3, hits %2; log "total {$.total}" tells and goes on; once',
    ],
    completes: "place",
    run(desk, rest) {
      addBreakpoint(desk, rest || stateHere(desk));
    },
  },
  {
    name: "tbreak",
    aliases: ["tb"],
    group: "stopping",
    takes: "<place>",
    summary: "stop there once",
    completes: "place",
    run: (desk, rest) => void addBreakpoint(desk, `${rest || stateHere(desk)} once`),
  },
  {
    name: "delete",
    aliases: ["d", "del"],
    group: "stopping",
    takes: "<number>|all",
    summary: "remove a breakpoint",
    run(desk, rest) {
      if (rest === "") throw new Mistake("delete needs the number of a breakpoint, or all", "breakpoints lists them.");
      const meant = rest === "all" ? desk.points.list() : rest.split(/\s+/).map((text) => known(desk, text));
      for (const { id } of meant) desk.points.remove(id);
      desk.paper.line(rest === "all" ? "no breakpoints are left" : `removed ${rest}`);
    },
  },
  {
    name: "enable",
    aliases: [],
    group: "stopping",
    takes: "[number]",
    summary: "let a breakpoint, or all, stop again",
    run(desk, rest) {
      switched(desk, rest, true);
      listBreakpoints(desk);
    },
  },
  {
    name: "disable",
    aliases: [],
    group: "stopping",
    takes: "[number]",
    summary: "let the run pass a breakpoint, or all",
    run(desk, rest) {
      switched(desk, rest, false);
      listBreakpoints(desk);
    },
  },
  {
    name: "breakpoints",
    aliases: ["bl", "info"],
    group: "stopping",
    takes: "",
    summary: "list breakpoints, with how often each was hit",
    run: (desk) => listBreakpoints(desk),
  },
];

function listBreakpoints(desk: Desk): void {
  const all = desk.points.list();
  if (all.length === 0) desk.paper.line("no breakpoints: break <place> sets one");
  for (const one of all) desk.paper.line(breakpointLine(desk, one));
}
