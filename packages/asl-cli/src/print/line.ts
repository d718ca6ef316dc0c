import { formatDuration, type Json } from "asl-core";
import type { Output } from "../output.js";
import { fold, foldChange } from "./fold.js";
import type { Place } from "./places.js";
import { columns, cut, printable } from "./text.js";

/** One line of the trace: what stands between the guides and the data. */
export interface Line {
  readonly symbol: string;
  readonly paint?: (text: string) => string;
  readonly name: string;
  /** May hold colour sequences. */
  readonly note?: string;
  /** Shown folded after the note. */
  readonly data?: Json;
  /** The same before the state worked on it: only what differs is shown. */
  readonly before?: Json;
  /** Shown even in an iteration that is folded away. */
  readonly always?: boolean;
}

const TIME = 12;
const DEEPEST = 20;

/** `   +1.5s  │ ✓ [0] Charge card  note  {data}`, exactly as wide as the output allows. */
export function layLine(out: Output, elapsed: number, place: Place, line: Line): string {
  const { dim, bold } = out.colours;
  const time = dim(`+${formatDuration(elapsed, 3)}`.padStart(TIME));
  const guides = dim("│ ".repeat(Math.min(place.depth, DEEPEST)));
  const label = place.label === "" ? "" : dim(`[${place.label}] `);
  const head = `${time}  ${guides}${(line.paint ?? dim)(line.symbol)} ${label}${bold(cut(printable(line.name), 60))}`;
  return withData(out, line.note === undefined ? head : `${head}  ${line.note}`, line);
}

function withData(out: Output, text: string, { data, before }: Line): string {
  const used = columns(text.replace(PAINT, ""));
  if (data === undefined || used + 10 > out.width) return used <= out.width ? text : cutPainted(text, out.width);
  const room = out.width - used - 2;
  return `${text}  ${before === undefined ? fold(data, room) : foldChange(data, before, room)}`;
}

/** A colour sequence. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the start of a colour sequence
export const PAINT = /\u001b\[[\d;]*m/g;

/** Cuts a text with colour sequences in it to a width; the sequences stay, so that colours end. */
export function cutPainted(text: string, width: number): string {
  let left = width - 1;
  let kept = "";
  let from = 0;
  for (const match of [...text.matchAll(PAINT), { index: text.length, 0: "" }]) {
    const part = text.slice(from, match.index);
    kept += columns(part) <= left ? part : left > 0 ? cut(part, left + 1) : "";
    left = Math.max(0, left - columns(part));
    kept += match[0];
    from = match.index + match[0].length;
  }
  return kept;
}
