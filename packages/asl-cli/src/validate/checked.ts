import type { Diagnostic, Excerpt, MachineType, RelatedPlace, Source, SourceKind } from "asl-core";
import type { Found } from "./found.js";

/** What a check found in one file. Plain data of bounded size: texts are not kept. */
export interface CheckedFile {
  /** As reports name it. */
  readonly file: string;
  readonly kind: SourceKind;
  readonly machines: readonly CheckedMachine[];
  readonly diagnostics: readonly Placed[];
  readonly by: Found["by"];
  /** Why the file could not be read at all. */
  readonly problem?: string;
  /** Other files that were opened for it. */
  readonly opened: readonly string[];
  /** Substitutions that fill nothing in it; none where it could not be read. */
  readonly unused: readonly string[];
}

/** A state machine that was checked. */
export interface CheckedMachine {
  readonly id: string;
  readonly type: MachineType;
  /** Where its definition stands. */
  readonly file: string;
  /** Present where more was found than is listed. */
  readonly cut?: true;
}

/** A diagnostic with its place: what is said about a machine and what about a file look alike. */
export interface Placed extends Diagnostic {
  /** The file its ranges refer to. */
  readonly file: string;
  /** The machine's id; "" where the file is the definition, or where it is about the file. */
  readonly machine: string;
  readonly excerpt?: Excerpt;
  readonly related?: (RelatedPlace & { file?: string })[];
}

/** Whether there is nothing to say about a file but that it holds no machine. */
export const isEmpty = (file: Source | CheckedFile): boolean =>
  file.machines.length === 0 && !("problem" in file) && file.diagnostics.every(({ rule }) => rule === "no-machine");
