import { it } from "vitest";

/** `it` where the condition does not hold; else the test is skipped, and the reason is printed. */
export function itUnless(condition: boolean, reason: string): typeof it | typeof it.skip {
  return condition ? skipped(reason) : it;
}

function skipped(reason: string): typeof it.skip {
  return ((title: string, ...rest: never[]) => {
    console.warn(`SKIPPED: it ${title}: ${reason}`);
    return it.skip(title, ...(rest as []));
  }) as typeof it.skip;
}
