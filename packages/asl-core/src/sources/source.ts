import type { Diagnostic, MachineType, Range, ReadText } from "../definition/index.js";
import type { Json } from "../json.js";

/** How a file holds its state machines. */
export type SourceKind = "definition" | "description" | "cloudformation" | "serverless" | "terraform";

/**
 * Opens a file that another one names (`DefinitionUri`, `file()`), by its path: the folder of the file that names it,
 * joined with what is written there, with `/`. Undefined where there is none or it may not be read.
 */
export type OpenFile = (path: string) => string | undefined;

/** How a source is read. */
export interface SourceOptions {
  /** Without it, what stands in other files counts as unreadable. */
  open?: OpenFile;
  /** Values for placeholders: `{"OrdersTable": "orders"}` fills `${OrdersTable}`. They win over what a template says. */
  substitutions?: Substitutions;
  /** The one machine wanted, by its id; others are not read. */
  only?: string;
}

/** Values by the name inside `${…}`. Strings go in as they are, other values as JSON. */
export type Substitutions = Readonly<Record<string, Json>>;

/** One state machine found in a file. */
export interface SourceMachine {
  /** Logical id, key or resource name; "" where the file is the definition itself. */
  readonly id: string;
  /** Its type where the file says so. */
  readonly type?: MachineType;
  /** The file the definition's text stands in: what ranges of `read` refer to. */
  readonly file: string;
  readonly read: ReadText;
  /** Names of the placeholders in its text that nothing filled, in their order; absent where there are none. */
  readonly unfilled?: readonly string[];
  /** The same definition where conditions of its file pick other parts of it; absent where there are none. */
  readonly alternatives?: readonly MachineAlternative[];
  /** Where values for its placeholders stand, by their names; absent where its file has none. */
  readonly filled?: ReadonlyMap<string, { readonly file: string; readonly range: Range }>;
}

/** A machine's definition where one condition is turned round. Its ranges refer to the machine's file, too. */
export interface MachineAlternative {
  readonly condition: string;
  /** What it is taken for. */
  readonly holds: boolean;
  readonly read: ReadText;
}

/** Something to say about a file rather than a definition in it. */
export interface SourceDiagnostic extends Diagnostic {
  readonly file: string;
  /** The machine it is about, where `path` is a path in its definition. */
  readonly machine?: string;
}

/** What a file holds. Never throws; what cannot be read is said in `diagnostics`. */
export interface Source {
  readonly kind: SourceKind;
  readonly file: string;
  readonly text: string;
  readonly machines: readonly SourceMachine[];
  /** Machines that lie elsewhere or are computed, files that are missing, an id that no machine has. */
  readonly diagnostics: readonly SourceDiagnostic[];
}
