/** Which hits of a breakpoint count: "5" the fifth, ">=5", ">5", "<5", "<=5", "%2" every second. Undefined where it is none of these, or no hit could be the one: "0", "<1". */
export function parseHitCondition(text: string): ((hits: number) => boolean) | undefined {
  const found = /^(>=|<=|==|=|>|<|%)?\s*(\d{1,9})$/.exec(text.trim());
  if (found === null) return undefined;
  const count = Number(found[2]);
  if (isNever(found[1], count)) return undefined;
  switch (found[1]) {
    case ">=":
      return (hits) => hits >= count;
    case ">":
      return (hits) => hits > count;
    case "<":
      return (hits) => hits < count;
    case "<=":
      return (hits) => hits <= count;
    case "%":
      return (hits) => hits % count === 0;
    default:
      return (hits) => hits === count;
  }
}

/** Hits count from 1. */
const isNever = (sign: string | undefined, count: number): boolean =>
  count === 0 ? sign !== ">" && sign !== ">=" : sign === "<" && count === 1;
