import type { NodeKind } from "../graph/index.js";

/** Drawn in 18 × 18 with lines only, except for what has the class `asl-solid`. */
const GEAR = `<circle cx="9" cy="9" r="3"/><path d="M9 2.2v2.6M9 13.2v2.6M2.2 9h2.6M13.2 9h2.6M4.2 4.2l1.8 1.8M12 12l1.8 1.8M4.2 13.8l1.8-1.8M12 6l1.8-1.8"/>`;
const RING = `<circle cx="9" cy="9" r="6.6"/>`;

/** One icon for each type of state: types are told apart by shape, so that colours are left for what happened. */
const ICONS: Readonly<Record<NodeKind, string>> = {
  Task: GEAR,
  Wait: `${RING}<path d="M9 5v4l2.8 1.8"/>`,
  Pass: `<path d="M2.5 9h12M10.5 5l4 4-4 4"/>`,
  Choice: `<path d="M9 2.2 15.8 9 9 15.8 2.2 9zM7.4 7.6a1.7 1.7 0 1 1 2.4 1.6c-.6.3-.8.6-.8 1.2M9 12.4v.1"/>`,
  Parallel: `<path d="M3.5 3v12M9 3v12M14.5 3v12"/>`,
  Map: `<rect x="2.5" y="6.5" width="9" height="9" rx="1.5"/><path d="M5 4.2h7.3a1.5 1.5 0 0 1 1.5 1.5V13M7.5 2h7a1.5 1.5 0 0 1 1.5 1.5v7"/>`,
  Succeed: `${RING}<path d="m5.8 9.2 2.3 2.3 4.2-4.6"/>`,
  Fail: `${RING}<path d="m6.4 6.4 5.2 5.2M11.6 6.4l-5.2 5.2"/>`,
  Missing: `<path d="M6.5 6.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.8M9 13.4v.2"/>`,
  Start: "",
  End: "",
};

/** Two arrows in a circle: the state has retriers. */
export const RETRY = `<path d="M3.5 7.5a5.8 5.8 0 0 1 10.4-1.6M14.5 10.5a5.8 5.8 0 0 1-10.4 1.6M14.2 2.6v3.5h-3.5M3.8 15.4v-3.5h3.5"/>`;

/** An icon with its upper left corner at a point, `size` pixels wide and high. */
export function icon(shape: string, x: number, y: number, size = 18, name = "asl-icon"): string {
  if (shape === "") return "";
  const scale = size === 18 ? "" : ` scale(${Math.round((size / 18) * 1000) / 1000})`;
  return `<g class="${name}" transform="translate(${Math.round(x)} ${Math.round(y)})${scale}">${shape}</g>`;
}

/** The icon's lines for a type of state; "" for Start and End. */
export const iconOf = (kind: NodeKind): string => ICONS[kind];
