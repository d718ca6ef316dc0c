/** Pixels from the upper left corner of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A place in the picture. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** The way the machine runs: from top to bottom, or from left to right. */
export type Direction = "down" | "right";
