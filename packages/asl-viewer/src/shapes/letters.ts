import { FONTS } from "../layout/index.js";

/** Smaller letters are never on the screen, in pixels. */
const LEAST_LETTERS = 9;
/** What is written from afar is so large, and written anew once it has grown or shrunk by so much. */
export const FAR_LETTERS = 10;
const FAR_STEP = 1.1;

/** All that is smaller than a name has one size: details, labels, counts. */
const SMALL = FONTS.label.size;
/** Small letters may be written so much larger before they leave their frames. */
export const ROOM = 1.05;
/** So large are small letters where the picture is a little too small for them. */
export const GROWN = SMALL * ROOM;

/** Scales below which small letters are written larger, are left out, and names are left out, too. */
const SNUG = LEAST_LETTERS / SMALL;
const MID = LEAST_LETTERS / GROWN;
const FAR = LEAST_LETTERS / FONTS.name.size;

/** How near a picture is: as it is drawn, with small letters written larger, with dots for them, with names as large as can be read. */
export type Nearness = "near" | "snug" | "mid" | "far";

/** At a scale of the picture. */
export const nearnessAt = (scale: number): Nearness =>
  scale < FAR ? "far" : scale < MID ? "mid" : scale < SNUG ? "snug" : "near";

/** Whether what was written for one scale is too small or too large at another. */
export const isStale = (scale: number, written: number): boolean =>
  Math.max(scale / written, written / scale) >= FAR_STEP;
