import {
  type CheckedOptions as CheckedRunOptions,
  checkOptions as checkRunOptions,
  type WrittenOptions as WrittenRunOptions,
} from "../run/options.js";
import { usage } from "../stop.js";
import { checkServing, type ServingOptions, type WrittenServing } from "../ui/options.js";

/** `asl debug`'s options as commander hands them over. */
export interface WrittenOptions
  extends Pick<
      WrittenRunOptions,
      | "input"
      | "answers"
      | "handlers"
      | "clock"
      | "seed"
      | "type"
      | "substitutions"
      | "objectStore"
      | "name"
      | "at"
      | "limits"
    >,
    Partial<WrittenServing> {
  break?: string[];
  stopOnEntry: boolean;
  commands?: string;
  plain?: boolean;
  recording?: string;
  save?: string;
  force?: boolean;
  commandHistory: boolean;
  ui?: boolean;
}

/** What the debugger itself is asked for. */
export interface Wishes {
  readonly breaks: readonly string[];
  readonly stopOnEntry: boolean;
  /** A file of commands. */
  readonly commands: string | undefined;
  readonly plain: boolean;
  /** Where the run is kept at the end. */
  readonly save: string | undefined;
  /** Whether it may be kept in a file that holds something else. */
  readonly force?: boolean;
  /** Whether commands are kept for the next time. */
  readonly keepsCommands: boolean;
}

/** The same, checked. */
export interface CheckedOptions {
  readonly wishes: Wishes;
  readonly run: CheckedRunOptions;
  readonly recording: string | undefined;
  /** How the page is served that the debugger is behind; undefined where it is in the terminal. */
  readonly serving: ServingOptions | undefined;
}

/** What a run would be given that a recording has already. */
const OF_RUNS = ["input", "seed", "type", "substitutions", "name", "at"] as const;

/** Checks every option. Throws Stop (exit code 2) for the first that is wrong. */
export function checkOptions(path: string | undefined, written: WrittenOptions): CheckedOptions {
  checkTogether(path, written);
  const { break: breaks = [], stopOnEntry, commands, plain = false, recording, save, force = false, ...more } = written;
  const { commandHistory, ui = false, port, open = true, ...run } = more;
  return {
    run: checkRunOptions(run),
    recording,
    serving: ui ? checkServing({ port, open }) : undefined,
    wishes: { breaks, stopOnEntry, commands, plain, save, force, keepsCommands: commandHistory },
  };
}

/** Throws Stop for options that do not go together. */
function checkTogether(path: string | undefined, written: WrittenOptions): void {
  const { clock, recording, ui = false, port, open = true, commands, save, plain = false, force = false } = written;
  if (clock.toLowerCase() !== "virtual")
    throw usage(
      `--clock ${clock}: the debugger's clock is virtual`,
      "--at says where it starts; asl run has the real one.",
    );
  if (path === undefined && recording === undefined)
    throw usage("there is nothing to debug", "Name a definition, or open a run with --recording.");
  if (path !== undefined && recording !== undefined)
    throw usage("--recording brings its own definition: leave out the other");
  if (!ui && (port !== undefined || !open)) throw usage("--port and --no-open are about the page of --ui");
  if (ui && (commands !== undefined || save !== undefined || plain))
    throw usage("--ui is a page: leave out --commands, --save and --plain", "The page saves the run, too.");
  if (force && save === undefined) throw usage("--force belongs to --save");
  const vain = recording === undefined ? undefined : OF_RUNS.find((name) => written[name] !== undefined);
  if (vain !== undefined) throw usage(`--recording has its own ${vain}: leave out --${vain}`);
}
