/** Which hits of a breakpoint count: "5" the fifth, ">=5", ">5", "<5", "<=5", "%2" every second. Undefined where it is none of these. */
export function parseHitCondition(text: string): ((hits: number) => boolean) | undefined {
  const found = /^(>=|<=|==|=|>|<|%)?\s*(\d{1,9})$/.exec(text.trim());
  if (found === null) return undefined;
  const count = Number(found[2]);
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
      return count === 0 ? undefined : (hits) => hits % count === 0;
    default:
      return (hits) => hits === count;
  }
}
