import type { Json, JsonObject } from "../json.js";
import type { Event, Execution, Identity, Input, Limits, MapItem, Status } from "../kernel/index.js";
import type { NodeIndex } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { TaskHandler, TaskRequest } from "./handler.js";
import type { ObjectStore } from "./objects/index.js";
import type { Observer } from "./observer.js";

/** What a run is given. Everything has a default, so that the same call always gives the same bytes. */
export interface RunOptions {
  /** `{}` if absent, as StartExecution has it. */
  input?: Json;
  /** Without one, the first task stops the run as unanswered. */
  handler?: TaskHandler;
  /** Everything random follows from it. 1 if absent. */
  seed?: number;
  /** The virtual clock at the start; 2026-01-01T00:00:00Z if absent. */
  at?: Millis;
  type?: "STANDARD" | "EXPRESS";
  identity?: Partial<Identity>;
  /** AWS's if absent. */
  limits?: Limits;
  /** ARNs of the activities that exist; whatever a machine names if absent. */
  activities?: readonly string[];
  /** Where distributed Maps read items from and write results to. */
  objects?: ObjectStore;
  /** AWS before September 2025: an ItemReader takes no JSON file that holds an object. */
  refuseObjects?: boolean;
  /** False: events are not kept (`Run.events` is empty) and, where no observer hears them, not even made. */
  history?: boolean;
  /** Hears of everything that happens. Absent: no cost. */
  observer?: Observer;
  /**
   * Of what is due at one moment, what comes first follows from this number instead of the order in which it was asked
   * for: a run is tried under another order that AWS might take. What belongs to one wait keeps its order. Virtual
   * clock only.
   */
  schedule?: number;
  /** The state to begin in; its block (branch, item processor) is then the whole execution. The first if absent. */
  startAt?: NodeIndex;
  /** Variables that are set at the start. */
  variables?: JsonObject;
  /** The Map item the execution works on, as `$$.Map.Item` shows it: for a start inside a Map. */
  item?: MapItem;
  /** Stops the execution, as StopExecution does, this long after its start. */
  abort?: { after: Millis; error?: string; cause?: string };
}

/** How a run went. */
export interface Run {
  /** RUNNING where it stopped at an unanswered task or waits for something nobody sends. */
  status: Status;
  /** Null unless it succeeded. */
  output: Json;
  error: string | null;
  cause: string | null;
  events: Event[];
  /** Everything that was fed to the kernel, in order: with the first snapshot it reproduces the run. Kept with the history. */
  inputs: Input[];
  /** The execution at its end: a snapshot. */
  execution: Execution;
  /** On the execution's clock. */
  duration: Millis;
  /** States entered and tried again, child executions not counted. */
  transitions: number;
  /** The request that had no answer and stopped the run. */
  unanswered: TaskRequest | null;
  /** Requests without an answer so far, where the run stopped before its end. */
  waiting: TaskRequest[];
  /** Child executions of distributed Maps, in the order in which they were started. Kept with the history. */
  children: Run[];
}
