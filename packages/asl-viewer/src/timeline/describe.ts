import type { Event } from "asl-core";
import { failureOf } from "./run.js";

/** What an event is about beside its type, in one line; "" where the type says all. Not escaped: foreign text. */
export function describe(event: Event): string {
  const failure = failureOf(event);
  if (failure !== undefined) return [failure.error, firstLine(failure.cause)].filter(Boolean).join(": ");
  const { via, details } = event;
  if (via !== null && via !== "next" && via !== "end") return via;
  const index = (details as { index?: number } | null)?.index;
  if (index !== undefined) return `iteration ${index}`;
  const length = (details as { length?: number } | null)?.length;
  return length === undefined ? "" : `${length} items`;
}

const firstLine = (text: string): string => {
  const line = text.slice(0, 300).trimStart();
  const end = line.indexOf("\n");
  return end < 0 ? line : line.slice(0, end);
};

/** A rough class of an event, for its colour and sign. */
export type Tone = "plain" | "good" | "bad" | "entered";

/** The tone of an event's type. */
export function toneOf(type: string): Tone {
  if (/(Failed|TimedOut|Aborted)$|^FailState/.test(type)) return "bad";
  if (type.endsWith("Entered")) return "entered";
  return /(Succeeded|Exited)$/.test(type) ? "good" : "plain";
}

/** Milliseconds as people read them: "340 ms", "12.4 s", "3 min 5 s", "2 h 10 min", "4 d 3 h". */
export function shortDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${digits(seconds)} s`;
  if (seconds < 3600) return pair(seconds, 60, "min", "s");
  if (seconds < 86_400) return pair(seconds / 60, 60, "h", "min");
  return pair(seconds / 3600, 24, "d", "h");
}

const digits = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1)).replace(/\.?0+$/, "");

function pair(value: number, size: number, unit: string, smaller: string): string {
  const whole = Math.floor(value / size);
  const rest = Math.floor(value % size);
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${smaller}`;
}
