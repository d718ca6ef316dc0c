import { fold } from "../print/fold.js";
import { cut, printable } from "../print/text.js";
import type { Desk } from "./desk.js";
import { whyNoValue } from "./faults.js";

/** The expressions that are watched, each with its value here. */
export function watchLines(desk: Desk): string[] {
  const { paper, watches, frame } = desk;
  if (frame === undefined) return [];
  return watches.map((expression, index) => {
    const head = `  ${paper.colours.dim(`${index + 1}:`)} ${cut(printable(expression), 40)} = `;
    return `${head}${watchValue(desk, expression, Math.max(10, paper.width - Math.min(40, expression.length) - 9))}`;
  });
}

/** The value of a watched expression, folded, or why it has none. */
export function watchValue(desk: Desk, expression: string, width: number): string {
  try {
    return fold(desk.session.evaluate(desk.here(), expression), width);
  } catch (error) {
    return desk.paper.colours.dim(cut(whyNoValue(error), width));
  }
}
