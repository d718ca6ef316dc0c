import { openTextFile, resolvePath, writeTextFile } from "../files.js";
import { whyTraceNotWritten } from "../golden-file.js";
import { textDiff } from "../text-diff.js";
import { type Matcher, type MatcherContext, result, runOf } from "./protocol.js";
import { standing } from "./standing.js";

/** What vitest and Jest keep of a test file's snapshots; the part used here. */
interface SnapshotState {
  match(options: { testName: string; testId?: string; received: unknown; isInline: false }): {
    pass: boolean;
    actual?: string;
    expected?: string;
  };
  /** "all": with the update flag. "new": writes what is not there yet. "none": in CI. */
  _updateSnapshot?: "all" | "new" | "none";
}

interface SnapshotContext extends MatcherContext {
  readonly snapshotState?: SnapshotState;
  readonly task?: { readonly id?: string };
}

/**
 * The run's golden trace is as it was. With a file: as that file has it, whose path counts from the test file; where there
 * is none it is written, save in CI, and with the runner's update flag (`-u`) it is written anew. Without one: as the
 * runner's own snapshot has it, which the same flag updates. Throws TypeError where a new file would stand outside the test's
 * folder, or one that is no golden trace would be written over.
 */
export const toMatchTrace: Matcher<[file?: string]> = function (received, file) {
  const run = runOf(received, "toMatchTrace");
  const { trace } = run;
  if (this.isNot) throw new TypeError("toMatchTrace cannot be negated: a trace that differs says nothing by itself");
  const matched = file === undefined ? bySnapshot(this, trace) : byFile(this, trace, file);
  const name = file === undefined ? "toMatchTrace()" : `toMatchTrace(${JSON.stringify(file)})`;
  return result(this, name, matched.pass, () => [...matched.lines(), "", ...standing(run)]);
};

interface Matched {
  pass: boolean;
  lines(): string[];
}

function bySnapshot(context: SnapshotContext, trace: string): Matched {
  const { snapshotState, currentTestName = "", task } = context;
  if (snapshotState === undefined)
    throw new TypeError('there are no snapshots here: give toMatchTrace a file, as in toMatchTrace("order.trace")');
  const { pass, expected } = snapshotState.match({
    testName: currentTestName,
    testId: task?.id,
    received: trace,
    isInline: false,
  });
  return { pass, lines: () => compared(unquoted(expected), trace, "the snapshot") };
}

/** Snapshots hold a text in quotes. */
const unquoted = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === "" ? undefined : `${text.trim().replace(/^"|"$/g, "").trim()}\n`;

function byFile(context: SnapshotContext, trace: string, file: string): Matched {
  const path = resolvePath(file, context.testPath);
  const update = context.snapshotState?._updateSnapshot ?? "new";
  const before = openTextFile(path)?.replaceAll("\r\n", "\n");
  const pass = before === trace || update === "all" || (before === undefined && update === "new");
  if (pass && before !== trace) write(context, path, trace, before, file);
  return { pass, lines: () => compared(before, trace, path) };
}

/** Throws TypeError where it is not to be written. */
function write(
  { testPath }: MatcherContext,
  path: string,
  trace: string,
  before: string | undefined,
  file: string,
): void {
  const wrong = whyTraceNotWritten(file, before, path, testPath === undefined ? "." : `${testPath}/..`);
  if (wrong !== undefined) throw new TypeError(`${wrong}: name a file of its own for the trace`);
  writeTextFile(path, trace);
}

const ADVICE = "To keep what is there now, run the tests with -u.";

function compared(expected: string | undefined, trace: string, place: string): string[] {
  if (expected === undefined)
    return [`There is no trace in ${place} yet, and none is written in CI: run the test once elsewhere and commit it.`];
  return [`The trace differs from ${place}:`, ...textDiff(expected, trace), "", ADVICE];
}
