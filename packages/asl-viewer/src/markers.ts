/** What became of a state in a run. */
export type Status =
  | "unreached"
  | "running"
  | "waiting"
  | "succeeded"
  | "retried"
  | "caught"
  | "failed"
  | "timed-out"
  | "aborted"
  | "tolerated"
  | "mocked";

/** How a status is told apart: never by its colour alone. */
export interface StatusLook {
  /** Suffix of the CSS class and of the custom property: `asl-is-failed`, `--asl-failed`. */
  readonly status: Status;
  /** For people and screen readers. */
  readonly words: string;
  /** A character for where only text is shown; pictures draw their own. "" for none. */
  readonly sign: string;
}

/** Every status with its words and sign. */
export const STATUSES: Readonly<Record<Status, StatusLook>> = {
  unreached: { status: "unreached", words: "not reached", sign: "" },
  running: { status: "running", words: "running", sign: "▶" },
  waiting: { status: "waiting", words: "waiting", sign: "…" },
  succeeded: { status: "succeeded", words: "succeeded", sign: "✓" },
  retried: { status: "retried", words: "succeeded after retries", sign: "↻" },
  caught: { status: "caught", words: "failed and caught", sign: "⚑" },
  failed: { status: "failed", words: "failed", sign: "✕" },
  "timed-out": { status: "timed-out", words: "timed out", sign: "!" },
  aborted: { status: "aborted", words: "aborted", sign: "⊘" },
  tolerated: { status: "tolerated", words: "succeeded with tolerated failures", sign: "✓" },
  mocked: { status: "mocked", words: "mocked", sign: "M" },
};

/** What is known of a node in a run, for drawing. */
export interface NodeMark {
  readonly status?: Status;
  /** Beside the sign, such as how many tries or failed iterations: "3". */
  readonly count?: string;
  readonly breakpoint?: boolean;
  /** The debugger stands here. */
  readonly current?: boolean;
  readonly selected?: boolean;
}

/** What is known of an edge in a run, for drawing. */
export interface EdgeMark {
  readonly taken?: boolean;
  /** How often it was taken, where more than once. */
  readonly count?: number;
}

/** The CSS classes of a mark: the only link from what happened to how it looks. */
export function classesOf({ status, breakpoint, current, selected }: NodeMark): string[] {
  return [
    status === undefined ? "" : `asl-is-${status}`,
    breakpoint ? "asl-breakpoint" : "",
    current ? "asl-current" : "",
    selected ? "asl-selected" : "",
  ].filter(Boolean);
}
