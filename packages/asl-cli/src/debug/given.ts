import type { Json } from "asl-core";

/** A failure given by hand instead of an output. */
export interface GivenFailure {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

/** What a task was given by hand. */
export type Given = { readonly output: Json } | GivenFailure;
