import {
  type Event,
  type Execution,
  type Machine,
  type Observer,
  type Run,
  type RunOptions,
  runRealtime,
  runSync,
  type TaskRequest,
  VirtualDriver,
} from "asl-core";
import { EXIT, Stop } from "../stop.js";
import { whileAlive } from "./alive.js";
import type { Deadline } from "./deadline.js";
import { keepsHistory } from "./options.js";
import type { Session } from "./session.js";

/** Sees each event as it happens. */
export type Watcher = (event: Event, execution: Execution) => void;

/** What ended a run from outside before its end. */
export type Stopped = "timeout" | "interrupt";

/** How a run ended, and what ended it where that was not its own doing. */
export interface Ending {
  readonly run: Run;
  readonly stopped?: Stopped;
}

/** Runs the machine on the clock asked for; `failure` hears of failures. Rejects with Stop where it cannot end, and with Expired where not in time. */
export async function drive(
  session: Session,
  watchers: readonly Watcher[],
  failure?: Observer["failure"],
): Promise<Ending> {
  const { options, deadline, open, coverage, runOptions } = session;
  const { machine } = session.definition;
  const event: Watcher = (one, execution) => {
    for (const watcher of watchers) watcher(one, execution);
    deadline?.event(one);
  };
  const heard = {
    ...runOptions,
    history: keepsHistory(options),
    observer: { event, failure },
  };
  const all = coverage?.observe(heard) ?? heard;
  if (options.handlers === undefined && !options.realClock) return { run: runSync(machine, all) };
  const work = options.realClock ? realtime(machine, all, deadline) : new VirtualDriver(machine, all).run().then(ended);
  return whileAlive(deadline?.bound(work) ?? work, () => stuck(open));
}

const ended = (run: Run): Ending => ({ run });

/** Ctrl-C and --timeout end a run on the real clock with what it has. */
async function realtime(machine: Machine, options: RunOptions, deadline: Deadline | undefined): Promise<Ending> {
  const { onInterrupt } = await import("./interrupt.js");
  const stop = new AbortController();
  let stopped: Stopped | undefined;
  const halt = (by: Stopped) => {
    stopped ??= by;
    stop.abort();
  };
  const unlisten = await onInterrupt(() => halt("interrupt"));
  if (deadline !== undefined) deadline.halt = () => halt("timeout");
  try {
    return { run: await runRealtime(machine, { ...options, signal: stop.signal }), stopped };
  } finally {
    unlisten();
  }
}

function stuck(open: ReadonlySet<TaskRequest>): Stop {
  const tasks = [...open].map(({ path, call }) => `${path} (call ${call + 1})`).join(", ");
  return new Stop(EXIT.unanswered, `the handler never answers: ${tasks || "the run waits for nothing"}`);
}
