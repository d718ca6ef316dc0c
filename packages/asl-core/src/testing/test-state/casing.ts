/** How an integration spells the members of an answer, given their names in the service's model. */
export type Casing = (member: string) => string;

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Optimised integrations: `executionArn` → `ExecutionArn`, `MD5OfMessageBody` stays (recorded). */
export const optimisedCasing: Casing = capitalised;

/**
 * AWS SDK integrations spell members as the SDK for Java 2.x does, beginning with a capital: a run of capitals at the
 * start counts as one word, so `DBInstanceArn` → `DbInstanceArn`, while `ETag` stays (guide, supported-services-awssdk).
 */
export function sdkCasing(member: string): string {
  const run = /^[A-Z]+(?![a-z])/.exec(member)?.[0] ?? "";
  return capitalised(run.toLowerCase() + member.slice(run.length));
}
