import type { FieldValidationMode } from "../../drivers/answer-fields.js";
import type { Json, JsonObject } from "../../json.js";

/** What a case expects of a visit. Values that are absent are not looked at. */
export interface VisitExpectation {
  readonly input?: Json;
  readonly arguments?: Json;
  readonly result?: Json;
  readonly output?: Json;
  readonly variables?: JsonObject;
  readonly contains?: {
    readonly input?: Json;
    readonly arguments?: Json;
    readonly result?: Json;
    readonly output?: Json;
  };
  readonly stages?: JsonObject;
  readonly error?: string;
  readonly cause?: string;
  readonly attempts?: number;
  readonly next?: string;
}

/** A quantity, or its bounds. */
export type Bounds<T> = T | { readonly atLeast?: T; readonly atMost?: T };

/** What a case expects of its run, as written. Everything is optional. */
export interface Expectations {
  readonly status?: string;
  readonly output?: Json;
  readonly outputContains?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly path?: readonly string[];
  readonly visited?: Readonly<Record<string, Bounds<number>>>;
  readonly sent?: JsonObject;
  readonly sentContains?: JsonObject;
  readonly states?: Readonly<Record<string, VisitExpectation | readonly VisitExpectation[]>>;
  readonly assigned?: JsonObject;
  readonly takes?: Bounds<number | string>;
  readonly trace?: string;
  readonly unused?: "allowed";
}

/** One case of a test file: rows of tables are filled in, defaults are merged. Plain data. */
export interface TestCase {
  readonly name: string;
  /** Where it stands in the file: the case, or the row of its table. */
  readonly pointer: string;
  readonly tags: readonly string[];
  /** The reason why it is not run. */
  readonly skip?: string;
  /** A file as it is written, or the definition itself. */
  readonly definition: string | JsonObject;
  /** Where it is written. */
  readonly definitionAt: string;
  readonly input?: Json;
  readonly answers: JsonObject;
  /** For each key of the answers where it is written: in the case, or in the defaults. */
  readonly answersAt: ReadonlyMap<string, string>;
  /** Keys of the answers that the case itself gives: those of the defaults need not be used. */
  readonly ownAnswers: ReadonlySet<string>;
  readonly mockConfig?: string;
  readonly clock?: string;
  readonly seed?: number;
  readonly startAt?: string;
  readonly type?: "STANDARD" | "EXPRESS";
  /** Events its run may have; those of `run` if absent. */
  readonly mostEvents?: number;
  /** How answers are judged by the models of the services they stand for. */
  readonly fieldValidation?: FieldValidationMode;
  readonly variables?: JsonObject;
  /** For each bucket a folder as it is written, or texts by their keys. */
  readonly objects?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly expect: Expectations;
  /** For each expectation where it is written. */
  readonly expectAt: ReadonlyMap<string, string>;
}

/** A test file that has been read. */
export interface TestFile {
  readonly cases: readonly TestCase[];
  /** Values for placeholders of its definitions: a file as it is written, or the values. */
  readonly substitutions?: string | JsonObject;
}
