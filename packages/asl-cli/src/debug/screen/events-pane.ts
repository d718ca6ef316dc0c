import type { Desk } from "../desk.js";
import { eventLine, inputOf } from "../event-text.js";
import { executionHere } from "../execution-here.js";
import { filled, type Size, titleRow } from "./pane.js";

/** The last events of the execution at hand. */
export function eventsPane(desk: Desk, size: Size): string[] {
  const { session, paper } = desk;
  const number = executionHere(desk);
  const events = session.events(number);
  const { machine } = session.program;
  const rows = size.rows - 1;
  const first = Math.max(0, events.length - rows);
  const inside = { ...paper, colours: paper.colours, width: size.columns, line: () => {} };
  const lines = events.slice(first).map((event, index) =>
    eventLine(inside, {
      event,
      start: events[0].at,
      machine,
      input: inputOf(events, first + index),
      room: size.columns < 70 ? 14 : 20,
    }),
  );
  const title = number === 0 ? `Events (${events.length})` : `Events of child execution ${number} (${events.length})`;
  return [titleRow(paper.colours, title, size.columns), ...filled(lines, { ...size, rows })];
}
