import type { Millis } from "./time.js";

const UNITS: readonly (readonly [unit: string, millis: Millis])[] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
];

/** Reads "250ms", "2s", "1.5m", "1h30m", "3d" or a number of milliseconds; undefined for anything else. */
export function parseDuration(value: unknown): Millis | undefined {
  if (typeof value === "number") return Number.isFinite(value) && value >= 0 ? value : undefined;
  if (typeof value !== "string" || value.length > 100) return undefined;
  const text = value.trim();
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return /^\d+$/.test(text) ? Number(text) : undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)) sum += Number(amount) * millisOf(unit);
  return Math.round(sum);
}

const millisOf = (unit: string): Millis => (UNITS.find(([name]) => name === unit) as (typeof UNITS)[number])[1];

/** A duration as people write it, in its largest units, two if not told: "0s", "250ms", "1.5s", "2m 5s", "3d 4h". */
export function formatDuration(millis: Millis, units = 2): string {
  if (millis < 1000) return millis === 0 ? "0s" : `${Number(millis.toPrecision(3))}ms`;
  if (millis < 60_000) return `${Math.floor(millis / 10) / 100}s`;
  const first = UNITS.findIndex(([, size]) => millis >= size);
  const parts: string[] = [];
  let rest = millis;
  for (const [unit, size] of UNITS.slice(first, Math.min(first + units, UNITS.length - 1))) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)}${unit}`);
    rest %= size;
  }
  return parts.join(" ");
}

/** A duration to the millisecond, as parseDuration reads it: "0s", "250ms", "1m30s", "3d4h". */
export function exactDuration(millis: Millis): string {
  let rest = Math.round(millis);
  let text = "";
  for (const [unit, size] of UNITS) {
    if (rest >= size) text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return text === "" ? "0s" : text;
}
