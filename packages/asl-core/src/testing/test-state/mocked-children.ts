import type { Json } from "../../json.js";
import type { Execution, Frame, Join } from "../../kernel/index.js";
import type { MockedWork } from "./mock.js";

/*
 * A Map or Parallel that stands before its children is plain data like any execution: its frame waits in phase "join",
 * and what its children would have left is put there in their place. From then on the kernel does what it always does:
 * compares failures with what is tolerated, asks Retry and Catch, writes results, shapes the output.
 */

/** A frame that waits for its children. */
export interface JoiningFrame extends Frame {
  join: Join;
}

/** The tested state's frame where it waits for children, else undefined. */
export function joining({ frames }: Execution): JoiningFrame | undefined {
  const frame = frames[0];
  return frame != null && frame.join !== null ? (frame as JoiningFrame) : undefined;
}

/** Lets a Map open all its iterations at once: their inputs are wanted, not their work. O(items) with the kernel's next step. */
export function openAll(execution: Execution, frame: JoiningFrame): void {
  frame.join.concurrency = frame.join.items.length;
  goOn(execution, frame, "resume");
}

/** Puts the mocked outcome in the place of the children's work. `failures`: iterations of a Map that count as failed. */
export function settle(execution: Execution, frame: JoiningFrame, mock: MockedWork, failures: number): void {
  execution.frames = [frame];
  execution.free = [];
  if (mock.type === "error") fail(execution, frame, mock);
  else succeed(execution, frame, mock.result, failures);
}

function fail(execution: Execution, frame: Frame, { error, cause }: Extract<MockedWork, { type: "error" }>): void {
  execution.awaiting = {};
  frame.token = 0;
  frame.join = null;
  frame.failure = { error, cause, heartbeat: false };
  goOn(execution, frame, "recover");
}

/** An object is what a ResultWriter leaves: it is handed over when the kernel asks for the results to be written. */
function succeed(execution: Execution, frame: JoiningFrame, result: Json, failures: number): void {
  const { join } = frame;
  join.results = Array.isArray(result) ? result : [];
  if (join.items.length === 0) join.items = new Array<Json>(Math.max(1, join.results.length)).fill(null);
  join.next = join.items.length;
  join.live = 0;
  if (join.run !== null) {
    const { toleratedCount, toleratedPercentage } = join.run;
    join.run.stage = "running";
    // Without a tolerance failed iterations do not fail a mocked Map (recorded: test_map_state_failure_count).
    join.run.failed = toleratedCount < 0 && toleratedPercentage < 0 ? 0 : failures;
  }
  goOn(execution, frame, "resume");
}

function goOn(execution: Execution, frame: Frame, phase: "resume" | "recover"): void {
  frame.phase = phase;
  execution.ready = [];
  execution.current = 0;
}
