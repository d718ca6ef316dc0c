/**
 * Seeded randomness. A generator's whole state is one unsigned 32-bit number, so it can live in a snapshot.
 * Algorithm: mulberry32. Not for cryptography.
 */
export const nextSeed = (seed: number): number => (seed + 0x6d2b79f5) >>> 0;

/** The number in [0, 1) that belongs to a seed; draw with `seed = nextSeed(seed)` first. */
export function fraction(seed: number): number {
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

/** A version 4 UUID made of sixteen draws. */
export function uuid(random: () => number): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(random() * 256));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
