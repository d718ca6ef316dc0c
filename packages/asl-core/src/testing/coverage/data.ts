import { isObject, type Json, type JsonObject } from "../../json.js";

/** Version of the form in which coverage is written. */
export const COVERAGE_VERSION = 1;

/** What is known of one version of one machine. Plain JSON. */
export interface CoverageRecord {
  /** The file the machine was read from; null where it was given as a value. */
  readonly file: string | null;
  /** Its id in that file, "" where the file is the definition itself. */
  readonly machine: string;
  /** Fingerprint of the definition: tells its versions apart. */
  readonly digest: string;
  readonly definition: JsonObject;
  /** Ids of the items covered, sorted. */
  readonly covered: readonly string[];
}

/** Coverage as it is written to files; records in the order of their keys, so that equal coverage is equal text. */
export interface CoverageData {
  readonly aslCoverage: typeof COVERAGE_VERSION;
  readonly machines: readonly CoverageRecord[];
}

/** A value that is no coverage, or coverage of another version. The message says which. */
export class CoverageError extends Error {
  override readonly name = "CoverageError";
}

/** Checks a value read from a file. Throws CoverageError. Linear. */
export function readCoverageData(value: Json | undefined): CoverageData {
  if (!isObject(value) || value.aslCoverage === undefined) throw new CoverageError("this is no coverage of asl");
  const { aslCoverage: version, machines } = value;
  if (version !== COVERAGE_VERSION)
    throw new CoverageError(
      `version ${JSON.stringify(version)} of coverage is unknown: this asl writes ${COVERAGE_VERSION}`,
    );
  if (!Array.isArray(machines) || !machines.every(isRecord)) throw new CoverageError("the coverage is damaged");
  return value as unknown as CoverageData;
}

function isRecord(value: Json): boolean {
  if (!isObject(value)) return false;
  const { file, machine, digest, definition, covered } = value;
  if ((file !== null && typeof file !== "string") || typeof machine !== "string" || typeof digest !== "string")
    return false;
  return isObject(definition) && Array.isArray(covered) && covered.every((id) => typeof id === "string");
}
