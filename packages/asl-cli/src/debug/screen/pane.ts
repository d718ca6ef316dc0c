import type { Colours } from "../../output.js";
import { fit, width } from "./fit.js";

/** Room on the screen. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** `── States ────────`, as wide as asked. */
export function titleRow({ dim, bold }: Colours, title: string, columns: number): string {
  const head = `${dim("──")} ${bold(title)} `;
  return fit(head + dim("─".repeat(Math.max(0, columns - width(head)))), columns);
}

/** Rows of exactly this size: what is missing is blank, what is too much is left out at the end. */
export function filled(lines: readonly string[], { columns, rows }: Size): string[] {
  return Array.from({ length: Math.max(0, rows) }, (_, row) => fit(lines[row] ?? "", columns));
}

/** Panes beside each other, with a line between them. All are as high as the first. */
export function beside({ dim }: Colours, panes: readonly (readonly string[])[]): string[] {
  return panes[0].map((_, row) => panes.map((pane) => pane[row] ?? "").join(dim("│")));
}
