/** Milliseconds since 1970-01-01T00:00:00Z. The only representation of time inside the interpreter. */
export type Millis = number;

const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads the RFC 3339 profile ASL asks for: uppercase `T`, and `Z` or a numeric offset.
 * Returns undefined for anything else, including days and hours that do not exist.
 */
export function parseTimestamp(text: string): Millis | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute] = match.slice(1, 6).map(Number);
  const second = Number(match[6] ?? 0);
  const millis = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = offsetMinutes(match[8]);
  if (offset === undefined) return undefined;
  return (
    new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute - offset) * 60 + second) * 1000 + millis
  );
}

/** Not with Date.UTC, which takes the years 0 to 99 for those of the twentieth century. */
const daysIn = (year: number, month: number): number =>
  new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();

function offsetMinutes(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 18 || minutes > 59) return undefined;
  return (zone[0] === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** The last moment that a date can show. A loop of long waits can pass it. */
const LAST = 8.64e15;

/** ISO 8601 in UTC with milliseconds, as the context object shows times. */
export const formatTimestamp = (at: Millis): string => new Date(Math.min(at, LAST)).toISOString();
