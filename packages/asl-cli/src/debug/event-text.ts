import { type Event, formatDuration, type Json, type Machine } from "asl-core";
import { fold, foldChange } from "../print/fold.js";
import { columns, cut, printable } from "../print/text.js";
import type { Paper } from "./paper.js";

/** What a line on an event needs to know beside it. */
export interface Told {
  readonly event: Event;
  /** The clock when the execution began. */
  readonly start: number;
  readonly machine: Machine;
  /** Of an event that leaves a state: what it was entered with, so that only changes are shown. */
  readonly input?: Json;
  /** Whether the data of events is left out that say no more than the one before or after. */
  readonly brief?: boolean;
  /** The child execution whose event it is, where others' are told beside it: each numbers its events by itself. */
  readonly child?: number;
  /** Columns for the event's type. */
  readonly room?: number;
}

const TYPE = 20;

/** Events that are looked back for the one that entered the state. */
const LOOK = 300;

/** What a state was entered with that an event leaves. O(events since then), at most some hundred. */
export function inputOf(events: readonly Event[], at: number): Json | undefined {
  const { type, frame } = events[at];
  if (!type.endsWith("StateExited")) return undefined;
  for (let i = at - 1; i >= Math.max(0, at - LOOK); i--)
    if (events[i].frame === frame && events[i].type.endsWith("StateEntered"))
      return (events[i].details as { input: Json }).input;
  return undefined;
}

/** `  14     +2s  TaskFailed  Charge card  Payments.Declined: no money`, no wider than the paper. */
export function eventLine(
  { width, colours }: Paper,
  { event, start, machine, input, brief = false, child, room = TYPE }: Told,
): string {
  const { dim, bold } = colours;
  const { id, at, type, node } = event;
  const head = `${String(id).padStart(5)} ${`+${formatDuration(at - start, 3)}`.padStart(8)}  `;
  const name = [
    ...(child === undefined ? [] : [`child ${child}`]),
    ...(node < 0 ? [] : [printable(machine.nodes[node].name)]),
  ].join(" › ");
  const kind = cut(shortType(type), Math.max(room, 10)).padEnd(room);
  const used = columns(head) + columns(kind) + 2;
  const shown = cut(name, Math.max(0, Math.min(40, width - used)));
  const left = width - used - columns(shown) - 2;
  const isKnown = brief && /StateEntered$|^Execution(?:Started|Succeeded)$/.test(type);
  const data = left > 10 && !isKnown ? `  ${dataOf(event, left, input)}` : "";
  return `${dim(head)}${paintOf(type, colours)(kind)}${shown === "" ? "" : `  ${bold(shown)}`}${data}`.trimEnd();
}

/** Every state has Entered and Exited events: what kind of state it is stands elsewhere. */
const shortType = (type: string): string => type.replace(/^\w+?(?=State(?:Entered|Exited)$)/, "");

function paintOf(type: string, { red, green, yellow, cyan, dim }: Paper["colours"]): (text: string) => string {
  if (/Failed$|TimedOut$/.test(type)) return red;
  if (/Aborted$/.test(type)) return dim;
  if (/Succeeded$|StateExited$/.test(type)) return green;
  return /Scheduled$|Submitted$/.test(type) ? yellow : cyan;
}

/** By which rule or catcher a state was left, in the words of `why`. */
function wayOf(via: string | null | undefined): string {
  const [kind, index] = (via ?? "").split(" ");
  const name = { choice: "rule", catch: "catcher", default: "default" }[kind];
  return name === undefined ? "" : `by ${[name, index].filter(Boolean).join(" ")} `;
}

/** What an event carries, in one line. */
function dataOf({ details, via }: Event, width: number, input: Json | undefined): string {
  const carried = (details ?? {}) as Readonly<Record<string, Json>>;
  if ("error" in carried) return cut(printable([carried.error, carried.cause].filter(Boolean).join(": ")), width);
  const value = ["output", "input", "parameters"].map((key) => carried[key]).find((one) => one !== undefined);
  const way = wayOf(via);
  const room = width - way.length;
  if (value !== undefined) return way + (input === undefined ? fold(value, room) : foldChange(value, input, room));
  return "index" in carried ? `index ${carried.index}` : "length" in carried ? `${carried.length} items` : "";
}
