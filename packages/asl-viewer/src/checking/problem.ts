/** Something that is wrong with a definition, or that is allowed and looks wrong. Plain data. */
export interface Problem {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** JSON pointer into the definition. */
  readonly pointer: string;
  /** The same place for people; "" for the whole definition. */
  readonly path: string;
  /** Where it stands in the text, counted from 1; absent where there is no text. */
  readonly line?: number;
  readonly column?: number;
}

/** What is checked: one machine of a text, or a definition that has none. */
export type Question =
  | { readonly text: string; readonly file: string; readonly machine?: string }
  | { readonly definition: unknown };

/** What came of it. */
export interface Checked {
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** Whether more was found than is listed. */
  readonly cut: boolean;
}

/** Checks definitions. Rejects where it gives up; resolves with undefined where it cannot begin: then others may. */
export interface Checker {
  check(question: Question): Promise<Checked | undefined>;
}
