import { breakpointLines } from "../breakpoint-lines.js";
import type { Desk } from "../desk.js";
import { excerptAround, lineOf, sourceLines } from "../source-lines.js";
import { topFrame } from "../stop-lines.js";
import { filled, type Size, titleRow } from "./pane.js";

/** The definition around the state at hand. */
export function sourcePane(desk: Desk, size: Size): string[] {
  const { read, file, machine } = desk.session.program;
  const path = topFrame(desk)?.state;
  const node = machine.nodes.find((one) => one.path === path);
  const line = (read && node && lineOf(node, read)) ?? 1;
  const rows = size.rows - 1;
  const before = Math.min(Math.floor(rows / 4), line - 1);
  const armed = breakpointLines(desk);
  const paper = { ...desk.paper, colours: desk.paper.colours, width: size.columns, line: () => {} };
  const lines =
    read === undefined ? [] : sourceLines(paper, excerptAround(read, line, before, rows - before - 1), armed);
  return [titleRow(desk.paper.colours, file ?? "Definition", size.columns), ...filled(lines, { ...size, rows })];
}
