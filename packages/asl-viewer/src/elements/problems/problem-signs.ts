import { svg } from "lit";
import type { Problem } from "../../checking/problem.js";

type Severity = Problem["severity"];

/** What severities look like: never their colour alone. */
const SHAPES: Readonly<Record<Severity, string>> = {
  error: "M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5zM5.5 5.5l5 5m0-5-5 5",
  warning: "M8 1.8 14.8 14H1.2zM8 6.2v4M8 11.8v.4",
};

/** The sign of a severity, 16 × 16; texts beside it say the same. */
export const problemSign = (severity: Severity) =>
  svg`<svg class="problem-sign ${severity}" viewBox="0 0 16 16" aria-hidden="true"><path d=${SHAPES[severity]}/></svg>`;

/** "1 error", "3 warnings". */
export const countOf = (count: number, severity: Severity): string =>
  `${count.toLocaleString("en")} ${severity}${count === 1 ? "" : "s"}`;
