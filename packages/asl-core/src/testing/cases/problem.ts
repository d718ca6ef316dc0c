/** What is wrong at one place of a test file. `part` says whether the key or the value there is meant. */
export interface FileProblem {
  /** RFC 6901 pointer into the file's value. */
  readonly pointer: string;
  readonly part: "key" | "value";
  readonly message: string;
  readonly hint?: string;
  /** "error" if absent. Warnings do not keep a file from being used. */
  readonly severity?: "error" | "warning";
}

/** Where a reader puts what it finds. */
export type Complain = (problem: FileProblem) => void;

/** A file that cannot be used: every error in it, in the order in which they were found. */
export class TestFileError extends Error {
  override readonly name = "TestFileError";
  constructor(readonly problems: readonly FileProblem[]) {
    super(problems.map(({ pointer, message }) => `${pointer || "/"}: ${message}`).join("\n"));
  }
}
