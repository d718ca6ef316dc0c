/** One expectation that was not met. */
export interface CaseFailure {
  /** Which: "output", "path", "states.Charge.output". */
  readonly expectation: string;
  /** Where it is written in the test file. */
  readonly pointer: string;
  /** What is wrong, in one line. */
  readonly message: string;
  /** More, line by line: a structural diff, a suggestion. */
  readonly details: readonly string[];
  /** Where in the machine expectation and fact part, where that is known. */
  readonly state?: string;
  readonly stage?: string;
}
