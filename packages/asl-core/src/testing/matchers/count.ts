/** A number, or the least and the most there may be. */
export type Count = number | { readonly atLeast?: number; readonly atMost?: number };

/** Whether a number is as wanted. */
export function fits(actual: number, wanted: Count): boolean {
  if (typeof wanted === "number") return actual === wanted;
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = wanted;
  return actual >= atLeast && actual <= atMost;
}

/** "2", "at least 1", "at least 1 and at most 3". */
export function countText(wanted: Count, write: (count: number) => string = String): string {
  if (typeof wanted === "number") return write(wanted);
  const { atLeast, atMost } = wanted;
  const parts = [
    atLeast === undefined ? "" : `at least ${write(atLeast)}`,
    atMost === undefined ? "" : `at most ${write(atMost)}`,
  ];
  return parts.filter((part) => part !== "").join(" and ") || "any";
}
