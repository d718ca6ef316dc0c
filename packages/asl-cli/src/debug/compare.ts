import { type Event, printableLines } from "asl-core";
import { type Comparison, DebugSession, type Ending } from "asl-core/debug";
import { fold } from "../print/fold.js";
import { cut, printable } from "../print/text.js";
import type { Desk } from "./desk.js";
import { eventLine } from "./event-text.js";

/** Tells where two runs part, with what each shows there, and how each stands; the run at hand comes second. */
export function compare(desk: Desk, other: DebugSession): void {
  const { paper, session } = desk;
  const { difference, left, right } = DebugSession.compare(other, session);
  const names = [nameOf(desk, other), nameOf(desk, session)] as const;
  if (difference === null) paper.line("the same has happened in both");
  else {
    const { execution, event } = difference;
    paper.line(`they part at event ${event}${execution === 0 ? "" : ` of child execution ${execution}`}:`);
    tellSide(desk, other, names[0], execution, difference.left);
    tellSide(desk, session, names[1], execution, difference.right);
  }
  paper.line("as they stand:");
  tellEnding(desk, names[0], left);
  tellEnding(desk, names[1], right);
}

const nameOf = ({ runs, session }: Desk, run: DebugSession): string =>
  `run ${runs.indexOf(run) + 1}${run === session ? " (this)" : ""}`.padEnd(12);

function tellSide(
  { paper }: Desk,
  run: DebugSession,
  name: string,
  execution: number,
  event: NonNullable<Comparison["difference"]>["left"],
): void {
  const head = `  ${paper.colours.dim(name)} `;
  if (event === null) return paper.line(`${head}${paper.colours.dim("nothing more")}`);
  const start = run.events(execution)[0].at;
  const inside = { ...paper, colours: paper.colours, width: Math.max(40, paper.width - name.length - 3) };
  paper.line(
    head + eventLine({ ...inside, line: () => {} }, { event: event as Event, start, machine: run.scene.machine }),
  );
}

function tellEnding({ paper }: Desk, name: string, { status, output, error, cause }: Ending): void {
  const { dim, green, red } = paper.colours;
  const paint = status === "SUCCEEDED" ? green : status === "RUNNING" ? dim : red;
  const room = Math.max(20, paper.width - name.length - status.length - 5);
  const why = [error, cause].filter((one) => one !== null && one !== "").join(": ");
  const data = status === "SUCCEEDED" ? fold(output, room) : cut(printable(printableLines(why)), room);
  paper.line(`  ${dim(name)} ${paint(status)}  ${data}`.trimEnd());
}
