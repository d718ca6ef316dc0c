import {
  type Answers,
  AnswersError,
  type Machine,
  type Missing,
  type Replay,
  readAnswers,
  replay,
  STAND_IN_ACCOUNT,
} from "asl-core";
import type { AnswersFile } from "../run/answers-file.js";
import { Buckets } from "../run/buckets.js";
import type { LoadedDefinition } from "../run/definition.js";
import type { Family } from "./family.js";
import { machineFor } from "./machine.js";
import type { CheckedOptions } from "./options.js";
import { type Fault, faultOf, type Recording } from "./recording.js";

/** What came of one recording. */
export interface Outcome {
  readonly recording: Recording;
  readonly replay: Replay | undefined;
  readonly fault: Fault | undefined;
}

/** What all replays of a call share. */
export interface Setting {
  readonly options: CheckedOptions;
  readonly named: LoadedDefinition | undefined;
  readonly answers: AnswersFile | undefined;
  readonly missing: Missing;
  /** Which recordings are of child executions. */
  readonly family: Family;
}

const ORPHAN: Fault = {
  text: "it is the history of a child execution of a distributed Map",
  hint: "Give it together with the history of the execution that ran the Map.",
};

/** Replays one recording. Never throws for what is wrong with the recording. */
export async function replayOne(recording: Recording, setting: Setting): Promise<Outcome> {
  const { history, fault } = recording;
  if (history === undefined) return { recording, replay: undefined, fault };
  if (setting.family.isOrphan(recording)) return { recording, replay: undefined, fault: ORPHAN };
  const { options, named, answers, missing } = setting;
  const on = machineFor(history, named, options);
  if (!("machine" in on)) return { recording, replay: undefined, fault: on };
  try {
    const given = answersFor(answers, named?.machine);
    const objects = new Buckets(await storeOf(options)).store;
    const { input } = options;
    const standInAccount = named?.embedded === true ? STAND_IN_ACCOUNT : undefined;
    const children = setting.family.of(history);
    const more = { input, objects, answers: given, missing, standInAccount, children };
    const found = await replay(history, on.machine, { type: on.type, ...more });
    return { recording, replay: found, fault: undefined };
  } catch (error) {
    if (error instanceof AnswersError) return { recording, replay: undefined, fault: { text: error.message } };
    return { recording, replay: undefined, fault: faultOf(error) };
  }
}

/** The folders that stand for buckets; undefined where there are none. */
export async function storeOf({ buckets }: Pick<CheckedOptions, "buckets">) {
  return buckets && (await import("../folder-store.js")).folderStore(buckets);
}

/** Answers as they stand in the file: they count the calls of one run. Throws AnswersError. */
export const answersFor = (answers: AnswersFile | undefined, machine: Machine | undefined): Answers | undefined =>
  answers && readAnswers(answers.read.value ?? null, machine);
