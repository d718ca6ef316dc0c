import { cut, printable } from "../../print/text.js";
import { breakpointText } from "../breakpoint-text.js";
import type { Desk } from "../desk.js";
import { placeText } from "../place-text.js";
import { watchValue } from "../watch-lines.js";
import { counted } from "../words.js";
import { filled, type Size, titleRow } from "./pane.js";

/** Rows of breakpoints and watched expressions; none where there are none. */
export function pointLines(desk: Desk, columns: number): string[] {
  const { paper, points: all, watches } = desk;
  const { red, dim } = paper.colours;
  const watched = watches.map((expression, index) => {
    const head = `${dim(`${index + 1}:`)} ${cut(printable(expression), Math.floor(columns / 2))} = `;
    return ` ${head}${watchValue(desk, expression, Math.max(8, Math.floor(columns / 2) - 6))}`;
  });
  const points = all.list().map((one) => {
    const hits = one.hits === 0 ? "" : dim(` ×${one.hits}`);
    return ` ${red(one.log === undefined ? "●" : "◆")} ${one.id} ${cut(breakpointText(one), columns - 10)}${hits}${one.verified ? "" : dim(" never hit")}`;
  });
  return [...watched, ...points];
}

/** The same as a pane. */
export function pointsPane(desk: Desk, size: Size): string[] {
  const lines = pointLines(desk, size.columns);
  return [
    titleRow(desk.paper.colours, "Watched and breakpoints", size.columns),
    ...filled(lines, { ...size, rows: size.rows - 1 }),
  ];
}

/** The stack and the threads, where there is more than one. */
export function threadsPane(desk: Desk, size: Size): string[] {
  const { paper, session, frame } = desk;
  const { cyan, dim } = paper.colours;
  const stack =
    frame === undefined
      ? []
      : session.stack(frame).map((one, index) => ` ${index === 0 ? cyan("→") : " "} ${placeText(one, undefined)}`);
  const threads = session.threads();
  const others =
    threads.length < 2
      ? []
      : [
          "",
          ...threads.map((one, index) => ` ${index + 1} ${printable(one.state)} ${dim(one.waits?.for ?? one.status)}`),
        ];
  return [
    titleRow(paper.colours, `Stack, ${counted(threads.length, "thread")}`, size.columns),
    ...filled([...stack, ...others], { ...size, rows: size.rows - 1 }),
  ];
}
