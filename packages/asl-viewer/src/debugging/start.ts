import type { Json, MachineType, Millis } from "asl-core";

/** How a run is begun; as of RunOptions. Everything has a default. */
export interface RunSettings {
  /** JSON; `{}` if absent. */
  readonly input?: Json;
  /** A text in YAML or JSON: what tasks answer, as `asl run --answers` takes it. */
  readonly answers?: string;
  readonly type?: MachineType;
  /** A whole number: what jitter, uuids and random numbers follow from. */
  readonly seed?: number;
  /** Where the virtual clock starts. */
  readonly at?: Millis;
  /** Name of the execution. */
  readonly execution?: string;
  /** Objects that distributed Maps read; no others are there. */
  readonly objects?: readonly GivenObject[];
}

/** An object of S3, as the run finds it. */
export interface GivenObject {
  readonly bucket: string;
  readonly key: string;
  readonly text: string;
}

/** What `start` debugs. What was debugged before is over. */
export type Start =
  | ({
      readonly kind: "definition";
      readonly text: string;
      /** The file's name: it helps to tell the format. */
      readonly name?: string;
      /** Which of several machines in the text, by its id; the first if absent. */
      readonly machine?: string;
    } & RunSettings)
  | {
      /** An execution that was recorded, run again: its tasks give what they gave. It is run to its end, and stands there. */
      readonly kind: "history";
      readonly text: string;
      /** Which of several executions in the text; 0 if absent. */
      readonly index?: number;
      /** JSON: a list of histories of the child executions of its distributed Maps. Their tasks give what they gave, too. */
      readonly children?: string;
      /** Text of the definition it ran on; where absent the history must hold it. */
      readonly definition?: string;
      readonly name?: string;
      readonly machine?: string;
      /** For what was never recorded: wait for an answer by hand (absent), or take the nearest recorded one. */
      readonly missing?: "nearest";
      /** Another input than the recorded one, or the input where the recording does not hold it. */
      readonly input?: Json;
    }
  | {
      /** A run that was saved: it stands at its end. */
      readonly kind: "recording";
      readonly text: string;
      readonly name?: string;
      readonly answers?: string;
    };
