import { formatDuration } from "asl-core";
import { formatPosition } from "asl-core/debug";
import type { Desk } from "../desk.js";
import { reasonText } from "../stop-lines.js";
import { dataPane } from "./data-pane.js";
import { eventsPane } from "./events-pane.js";
import { fit, width } from "./fit.js";
import { outlinePane } from "./outline-pane.js";
import { beside, type Size } from "./pane.js";
import { pointLines, pointsPane, threadsPane } from "./points-pane.js";
import { sourcePane } from "./source-pane.js";
import type { Talk } from "./talk.js";

/** Below this size there are no panes beside each other, and below the other none but what was told. */
const NARROW = 56;
const LOW = 12;
const WIDE = 130;

/** The whole screen but for the prompt in its last row: rows of exactly the terminal's width. */
export function screenRows(desk: Desk, talk: Talk, title: string, size: Size): string[] {
  const { columns } = size;
  const rows = size.rows - 1;
  if (rows < 1) return [];
  const head = headRow(desk, title, columns);
  if (rows < LOW) return [head, ...(rows < 2 ? [] : talk.rows({ columns, rows: rows - 1 }))];
  const { upper, events, said } = heights(rows - 1, talk.wish);
  const top = columns < NARROW ? dataPane(desk, { columns, rows: upper }) : upperPanes(desk, { columns, rows: upper });
  const below = events === 0 ? [] : eventsPane(desk, { columns, rows: events });
  return [head, ...top, ...below, ...talk.rows({ columns, rows: said })];
}

/** What is told at this moment, in the rows it will have below the others. */
export function saidRows(talk: Talk, { columns, rows }: Size): string[] {
  if (rows < 3) return [];
  const said = rows - 1 < LOW ? rows - 2 : heights(rows - 2, talk.wish).said;
  return talk.rows({ columns, rows: said }, true);
}

/** What was told last may take up to half of the screen; the rest is shared by data and events. */
function heights(rows: number, wish: number): { upper: number; events: number; said: number } {
  const said = Math.max(
    Math.min(Math.max(4, Math.floor(rows * 0.15)), rows - 6),
    Math.min(wish, Math.floor(rows * 0.55)),
  );
  const rest = rows - said;
  const events = rest < 10 ? 0 : Math.min(14, Math.max(4, Math.floor(rest * 0.28)));
  return { upper: rest - events, events, said };
}

function upperPanes(desk: Desk, { columns, rows }: Size): string[] {
  const { colours } = desk.paper;
  const left = Math.min(48, Math.max(26, Math.floor(columns * 0.36)));
  const outline = outlinePane(desk, { columns: left, rows });
  if (columns < WIDE) return beside(colours, [outline, dataColumn(desk, { columns: columns - left - 1, rows })]);
  const right = Math.floor((columns - left - 2) / 2);
  const middle = columns - left - right - 2;
  return beside(colours, [
    outline,
    dataColumn(desk, { columns: middle, rows }),
    sourceColumn(desk, { columns: right, rows }),
  ]);
}

/** Data, and below it what is watched where there is something. */
function dataColumn(desk: Desk, { columns, rows }: Size): string[] {
  const points = pointLines(desk, columns).length;
  const below = points === 0 || rows < 8 ? 0 : Math.min(points + 1, Math.floor(rows / 3));
  return [
    ...dataPane(desk, { columns, rows: rows - below }),
    ...(below === 0 ? [] : pointsPane(desk, { columns, rows: below })),
  ];
}

function sourceColumn(desk: Desk, { columns, rows }: Size): string[] {
  const below = rows < 16 ? 0 : Math.floor(rows / 3);
  return [
    ...sourcePane(desk, { columns, rows: rows - below }),
    ...(below === 0 ? [] : threadsPane(desk, { columns, rows: below })),
  ];
}

/** The first row: where the run stands, and its clock. */
export function headRow({ session, stop, paper, runs }: Desk, title: string, columns: number): string {
  const { inverse, bold } = paper.colours;
  const start = session.events(0)[0]?.at ?? session.scene.now;
  const run = runs.length > 1 ? `  run ${runs.indexOf(session) + 1} of ${runs.length}` : "";
  const left = ` ${bold(title)}  [${formatPosition(session.position)}${session.length - stop.position.step > 1 ? ` of ${session.length}` : ""}]${run}  ${reasonText(stop)}`;
  const status = session.status === "RUNNING" ? "" : session.status.replace("_", " ");
  const right = `${status}  +${formatDuration(session.scene.now - start, 3)} `;
  const gap = columns - width(left) - width(right);
  return inverse(gap < 1 ? fit(left, columns) : `${left}${" ".repeat(gap)}${right}`);
}
