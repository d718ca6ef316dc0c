/** One of two runs that are compared. */
export type Side = "a" | "b";

/** Which of them are shown. */
export type Shown = Side | "both";

/** Something of either run. */
export interface Both<T> {
  readonly a: T;
  readonly b: T;
}
