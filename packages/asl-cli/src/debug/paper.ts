import type { Colours } from "../output.js";

/** Where lines for people go: standard output, or a part of the screen. */
export interface Paper {
  /** Columns to fill. */
  readonly width: number;
  readonly colours: Colours;
  /** One line; it may hold colour sequences, and nothing else that steers a terminal. */
  line(text?: string): void;
}
