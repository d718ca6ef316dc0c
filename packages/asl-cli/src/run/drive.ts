import {
  type Event,
  type Execution,
  type Machine,
  type Run,
  type RunOptions,
  runRealtime,
  runSync,
  type TaskRequest,
  VirtualDriver,
} from "asl-core";
import { EXIT, Stop } from "../stop.js";
import { whileAlive } from "./alive.js";
import type { Session } from "./session.js";

/** Sees each event as it happens. */
export type Watcher = (event: Event, execution: Execution) => void;

/** Runs the machine on the clock asked for. Rejects with Stop where it cannot end, or not in time. */
export async function drive(session: Session, watchers: readonly Watcher[]): Promise<Run> {
  const { options, deadline, open, runOptions } = session;
  const { machine } = session.definition;
  const onEvent: Watcher = (event, execution) => {
    for (const watcher of watchers) watcher(event, execution);
    deadline?.event(event);
  };
  const all = { ...runOptions, history: options.history !== undefined || options.events, onEvent };
  if (options.handlers === undefined && !options.realClock) return runSync(machine, all);
  const work = options.realClock ? realtime(machine, all) : new VirtualDriver(machine, all).run();
  return whileAlive(work, () => stuck(open));
}

/** Ctrl-C ends a run on the real clock with its summary. */
function realtime(machine: Machine, options: RunOptions): Promise<Run> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  return runRealtime(machine, { ...options, signal: stop.signal });
}

function stuck(open: ReadonlySet<TaskRequest>): Stop {
  const tasks = [...open].map(({ path, call }) => `${path} (call ${call + 1})`).join(", ");
  return new Stop(EXIT.unanswered, `the handler never answers: ${tasks || "the run waits for nothing"}`);
}
