/** An error is what AWS refuses; a warning what it accepts and an author may regret. */
export type Severity = "error" | "warning";

/** What is said about one kind of finding. */
export interface Entry {
  code: string;
  severity: Severity;
  /** `{name}` stands for a parameter of the finding. */
  message: string;
  hint?: string;
}

export const schema = (message: string, hint?: string): Entry => ({
  code: "SCHEMA_VALIDATION_FAILED",
  severity: "error",
  message,
  hint,
});
export const error = (code: string, message: string, hint?: string): Entry => ({
  code,
  severity: "error",
  message,
  hint,
});
export const warning = (code: string, message: string, hint?: string): Entry => ({
  code,
  severity: "warning",
  message,
  hint,
});
