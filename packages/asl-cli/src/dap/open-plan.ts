import { resolve } from "node:path";
import { type Machine, RecordedHandler, startOfReplay, stringify } from "asl-core";
import { openDefinition, openRecording } from "../debug/open.js";
import type { Opening } from "../debug/opening.js";
import { type CheckedOptions, checkOptions } from "../debug/options.js";
import { openReplay } from "../replay/debug.js";
import { Family } from "../replay/family.js";
import { machineFor } from "../replay/machine.js";
import { faultOf, type Recording, recordingsIn } from "../replay/recording.js";
import { loadAnswers } from "../run/answers-file.js";
import { loadDefinition } from "../run/definition.js";
import { Stop, usage } from "../stop.js";
import { pathOf } from "./definition-source.js";
import type { Plan } from "./plan.js";

/** How the run of a plan is come to. Rejects with Stop for what is wrong with its files and values. */
export async function openPlan(plan: Plan): Promise<Opening> {
  try {
    return await opened(plan);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    throw new Stop(error.exitCode, inLaunchWords(error.message), error.hint && inLaunchWords(error.hint));
  }
}

/** Launch arguments that are called otherwise than their options. */
const CALLED: Readonly<Record<string, string>> = {
  type: "stateMachineType",
  name: "executionName",
  "no-limits": "limits",
};
const OPTIONS = /--(input|answers|handlers|substitutions|recording|object-store|seed|type|name|at|no-limits)(?![\w-])/g;

/** The command line's words for options, in those of launch: `--input:1:2` is `"input":1:2`. */
const inLaunchWords = (text: string): string =>
  text.replace(OPTIONS, (_, option: string) => `"${CALLED[option] ?? option.replace("object-store", "objectStore")}"`);

function opened(plan: Plan): Promise<Opening> {
  const options = optionsOf(plan);
  if (plan.history !== undefined) return openHistory(plan, options);
  return plan.recording === undefined ? openDefinition(pathIn(plan, plan.program!), options) : openRecording(options);
}

/** The options that would say the same on a command line. */
function optionsOf(plan: Plan): CheckedOptions {
  const { program, recording, history, seed, type, name, at, limits, objectStore } = plan;
  const buckets = Object.entries(objectStore).map(([bucket, folder]) => `${bucket}=${pathIn(plan, folder)}`);
  const path = (given: string | undefined) => (given === undefined ? undefined : pathIn(plan, given));
  return checkOptions(history === undefined && recording !== undefined ? undefined : (program ?? ""), {
    input: inputOf(plan),
    answers: path(plan.answers),
    handlers: path(plan.handlers),
    substitutions: path(plan.substitutions),
    recording: path(recording),
    objectStore: buckets.length === 0 ? undefined : buckets,
    seed: seed === undefined ? undefined : String(seed),
    ...{ type, name, at, limits, clock: "virtual", stopOnEntry: true, commandHistory: false },
  });
}

const pathIn = ({ cwd }: Plan, path: string): string => resolve(pathOf(cwd), pathOf(path));

/** A path or JSON text, as on the command line; any other value as it is. */
function inputOf(plan: Plan): string | undefined {
  const { input } = plan;
  if (input === undefined) return undefined;
  if (typeof input !== "string") return stringify(input);
  if (input === "-") throw usage("standard input belongs to the protocol: name a file, or write the value");
  return /^\s*[[{"]|^\s*(-?\d[\d.eE+-]*|true|false|null)\s*$/.test(input) ? input : pathIn(plan, input);
}

/** A recorded execution, on its own definition or an edited one. */
async function openHistory(plan: Plan, { run }: CheckedOptions): Promise<Opening> {
  const { program, missing } = plan;
  const loaded = program === undefined ? undefined : await loadDefinition(pathIn(plan, program), run);
  const recordings = recordingsIn(pathIn(plan, plan.history!));
  const family = new Family(recordings, loaded, run);
  const recording = theOne(
    plan,
    recordings.filter((one) => !family.isChild(one)),
  );
  const { history, file, fault } = recording;
  if (history === undefined) throw usage(`cannot read the history ${file}: ${fault?.text}`, fault?.hint);
  const named = () => loadDefinition(pathIn(plan, program!), run);
  const on = machineFor(history, loaded, run);
  if (!("machine" in on)) throw usage(`${file}: ${on.text}`, on.hint);
  const runOptions = startIn(recording, on.machine, { type: on.type, input: plan.input });
  const answers = run.answers === undefined ? undefined : (await loadAnswers(run.answers, on.machine)).answers;
  const children = family.of(history);
  const makeHandler = () => new RecordedHandler(history, { missing, answers, children });
  return openReplay({ history, on, runOptions, makeHandler, reread: program === undefined ? undefined : named });
}

function theOne({ execution }: Plan, recordings: readonly Recording[]): Recording {
  const meant = execution === undefined ? recordings : recordings.filter((one) => one.execution === execution);
  if (meant.length === 1) return meant[0];
  const names = recordings.slice(0, 10).map((one) => one.execution ?? "one without a name");
  throw usage(
    execution === undefined
      ? `the history holds ${recordings.length} executions: name one with "execution"`
      : `the history holds no execution ${execution}`,
    `It holds ${names.join(", ")}.`,
  );
}

function startIn({ history, file }: Recording, machine: Machine, options: Parameters<typeof startOfReplay>[2]) {
  try {
    return startOfReplay(history!, machine, options).run;
  } catch (error) {
    const { text, hint } = faultOf(error);
    throw usage(`${file}: ${text}`, hint);
  }
}
