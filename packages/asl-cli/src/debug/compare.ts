import { type Event, type Json, printableLines } from "asl-core";
import { type Comparison, DebugSession, type Ending } from "asl-core/debug";
import { fold } from "../print/fold.js";
import { cut, printable } from "../print/text.js";
import type { Desk } from "./desk.js";
import { eventLine } from "./event-text.js";
import { firstDifference } from "./first-difference.js";

/** Tells where two runs part, with what each shows there, and how each stands; the run at hand comes second. */
export function compare(desk: Desk, other: DebugSession): void {
  const { paper, session } = desk;
  const { difference, left, right } = DebugSession.compare(other, session);
  const names = [nameOf(desk, other), nameOf(desk, session)] as const;
  if (difference === null) paper.line("the same has happened in both");
  else {
    const { execution, event } = difference;
    paper.line(`they part at event ${event}${execution === 0 ? "" : ` of child execution ${execution}`}:`);
    const sides = [
      sideLine(desk, other, names[0], execution, difference.left),
      sideLine(desk, session, names[1], execution, difference.right),
    ];
    for (const [at, line] of sides.entries()) paper.line(`  ${paper.colours.dim(names[at])} ${line}`);
    if (sides[0] === sides[1]) tellPlace(desk, names, difference);
  }
  paper.line("as they stand:");
  tellEnding(desk, names[0], left);
  tellEnding(desk, names[1], right);
}

const nameOf = ({ runs, session }: Desk, run: DebugSession): string =>
  `run ${runs.indexOf(run) + 1}${run === session ? " (this)" : ""}`.padEnd(12);

/** The event at which they part, as one of them shows it. */
function sideLine(
  { paper }: Desk,
  run: DebugSession,
  name: string,
  execution: number,
  event: NonNullable<Comparison["difference"]>["left"],
): string {
  if (event === null) return paper.colours.dim("nothing more");
  const start = run.events(execution)[0].at;
  const inside = { ...paper, colours: paper.colours, width: Math.max(40, paper.width - name.length - 3) };
  return eventLine({ ...inside, line: () => {} }, { event: event as Event, start, machine: run.scene.machine });
}

/** Where in the data both events differ, whose lines show the same: it lies in what is folded or cut. */
function tellPlace(
  { paper }: Desk,
  names: readonly [string, string],
  { left, right }: NonNullable<Comparison["difference"]>,
): void {
  const found = left && right && firstDifference(left.details as unknown as Json, right.details as unknown as Json);
  if (!found) return;
  const room = Math.max(20, paper.width - names[1].length - 3);
  paper.line(`  at ${printable(found.pointer)}:`);
  for (const [at, value] of [found.left, found.right].entries())
    paper.line(`  ${paper.colours.dim(names[at])} ${value === undefined ? "nothing" : fold(value, room)}`);
}

function tellEnding({ paper }: Desk, name: string, { status, output, error, cause }: Ending): void {
  const { dim, green, red } = paper.colours;
  const paint = status === "SUCCEEDED" ? green : status === "RUNNING" ? dim : red;
  const room = Math.max(20, paper.width - name.length - status.length - 5);
  const why = [error, cause].filter((one) => one !== null && one !== "").join(": ");
  const data = status === "SUCCEEDED" ? fold(output, room) : cut(printable(printableLines(why)), room);
  paper.line(`  ${dim(name)} ${paint(status)}  ${data}`.trimEnd());
}
