import type { Reach, Status } from "../markers.js";

const HOURGLASS = "M5.5 4.2h7M5.5 13.8h7M6.3 4.2c0 4.6 5.4 5 5.4 9.6M11.7 4.2c0 4.6-5.4 5-5.4 9.6";
const TICK = "m4.8 9.4 2.9 2.9 5.4-6.2";

/** Signs of statuses in 18 × 18, drawn so that no font is asked for them. */
export const BADGES: Readonly<Record<Status, string>> = {
  unreached: "",
  unknown: `<path d="M6.4 6.9a2.6 2.6 0 1 1 3.8 2.3c-.8.5-1.2 1-1.2 2M9 13.7v.2"/>`,
  running: `<path class="asl-solid" d="M6.5 4.5 13 9l-6.5 4.5z"/>`,
  waiting: `<path d="${HOURGLASS}"/>`,
  succeeded: `<path d="${TICK}"/>`,
  retried: `<path d="M13.2 7.2a4.7 4.7 0 1 0 .3 3.2M13.7 4v3.4h-3.4"/>`,
  caught: `<path d="M6 14.5V4.2h6.8l-2 2.9 2 2.9H6"/>`,
  failed: `<path d="m5.6 5.6 6.8 6.8M12.4 5.6l-6.8 6.8"/>`,
  "timed-out": `<path d="${HOURGLASS}M6.4 13.6h5.2L9 10.6z"/>`,
  aborted: `<circle cx="9" cy="9" r="4.8"/><path d="m5.7 5.7 6.6 6.6"/>`,
  tolerated: `<path d="${TICK}"/>`,
  mocked: `<path d="M5.2 12.8V5.4L9 10l3.8-4.6v7.4"/>`,
};

/** The same for how much tests have reached: a tick, a disc half full, a dash. */
export const REACH_BADGES: Readonly<Record<Reach, string>> = {
  full: BADGES.succeeded,
  partly: `<circle cx="9" cy="9" r="4.6"/><path class="asl-solid" d="M9 4.4a4.6 4.6 0 0 0 0 9.2z"/>`,
  none: `<path d="M5 9h8"/>`,
};

/** Signs of problems in 14 × 14: an octagon with a cross, a triangle with a stroke and a dot. */
export const PROBLEM_SIGNS: Readonly<Record<"error" | "warning", string>> = {
  error: `<path class="asl-ground" d="M4.4.7h5.2l3.7 3.7v5.2l-3.7 3.7H4.4L.7 9.6V4.4z"/><path d="m4.7 4.7 4.6 4.6m0-4.6L4.7 9.3"/>`,
  warning: `<path class="asl-ground" d="M7 .9 13.6 13H.4z"/><path d="M7 5v3.6M7 10.6v.5"/>`,
};

/** Through the sign of retriers that have never been used. */
export const STRUCK = `<path d="M2.5 2.5l13 13"/>`;
