/** What became of a state in a run. */
export type Status =
  | "unreached"
  | "unknown"
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
  unknown: { status: "unknown", words: "not known", sign: "?" },
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

/** Every status, the worst first: as bars tell them, and tables sort them. */
export const WORST_FIRST: readonly Status[] = [
  ...(["failed", "timed-out", "caught", "aborted", "tolerated", "running", "waiting"] as const),
  ...(["mocked", "retried", "succeeded", "unknown", "unreached"] as const),
];

/** How much of something tests have reached. */
export type Reach = "full" | "partly" | "none";

/** The parts of a Map's work as a strip of cells: iterations, or child executions. */
export interface Strip {
  /** One letter for each cell: f failed, a aborted, r running, s succeeded, "." not begun; of several parts the worst. */
  readonly looks: string;
  /** How many parts share a cell. */
  readonly size: number;
  readonly total: number;
  /** Number of the part that is chosen. */
  readonly chosen?: number;
}

/** Of two runs that are compared: reached or taken in one alone, or how it stands differs. */
export type ComparedSide = "a" | "b" | "differs";

/** The same in words, for people. */
export const SIDE_WORDS: Readonly<Record<ComparedSide, string>> = {
  a: "only A",
  b: "only B",
  differs: "A ≠ B",
};

/** What is known of a branch of a Parallel. */
export interface BranchMark {
  readonly status: Status;
  /** Its sign and how long it took: "✓ 3.2 s". */
  readonly text: string;
  /** Took longest of all: the Parallel waited for it. */
  readonly critical?: boolean;
}

/** A field that is watched, with its value in one line, as it stands at a state. */
export interface WatchedValue {
  readonly name: string;
  readonly text: string;
}

/** What is known of a node in a run, or in all runs of tests, for drawing. */
export interface NodeMark {
  readonly status?: Status;
  /** Beside the sign, such as how many tries or failed iterations: "3"; of a state partly reached, how much: "2/5". */
  readonly count?: string;
  readonly breakpoint?: boolean;
  /** The debugger stands here. */
  readonly current?: boolean;
  readonly selected?: boolean;
  /** Of a Map. */
  readonly strip?: Strip;
  /** Of a Parallel: by the numbers of its branches. */
  readonly branches?: readonly (BranchMark | undefined)[];
  /** Which of its visits is shown, from 1, of how many. */
  readonly turn?: { readonly at: number; readonly of: number };
  /** What came of what is inside, for where that is folded: "48 ✓ 2 ✕ · 12 s". */
  readonly summary?: string;
  /** How much of it tests have reached; stands where there is no status. */
  readonly reach?: Reach;
  /** The same of its retriers. */
  readonly retryReach?: Reach;
  /** More for its title: "never entered". */
  readonly note?: string;
  readonly side?: ComparedSide;
  /** The worse of what the check of the definition found in it. */
  readonly problem?: "error" | "warning";
  /** Written under the state. */
  readonly watch?: readonly WatchedValue[];
}

/** What is known of an edge in a run, or in all runs of tests, for drawing. */
export interface EdgeMark {
  readonly taken?: boolean;
  /** How often it was taken, where more than once. */
  readonly count?: number;
  /** How much of it tests have reached. */
  readonly reach?: Reach;
  /** More for its title: "rule 2 never taken". */
  readonly note?: string;
  readonly side?: "a" | "b";
}

/** Whether marks tell of a run: of states that are reached, or not. */
export function tellOfRun(marks: ReadonlyMap<string, NodeMark> | undefined): boolean {
  for (const { status, reach } of marks?.values() ?? []) if (status !== undefined || reach !== undefined) return true;
  return false;
}

/** The CSS classes of a mark: the only link from what happened to how it looks. */
export function classesOf({ status, breakpoint, current, selected, reach, side }: NodeMark): string[] {
  return [
    status === undefined ? "" : `asl-is-${status}`,
    breakpoint ? "asl-breakpoint" : "",
    current ? "asl-current" : "",
    selected ? "asl-selected" : "",
    reach === undefined ? "" : `asl-reach-${reach}`,
    side === undefined ? "" : `asl-side-${side}`,
  ].filter(Boolean);
}
