import type { Visit } from "./visit.js";

/** How a visit stood when its execution ended, before a redrive went on with it. Places are indexes into the events. */
export interface Halt extends Pick<Visit, "to" | "failed" | "failedAt" | "aborted" | "via"> {
  /** The first event that went on with it. */
  readonly until: number;
  /** How many tries it had begun. */
  readonly tries: number;
}

/** What is to be remembered of a visit that an event goes on with. */
export const haltOf = ({ to, failed, failedAt, aborted, via, tries }: Visit, until: number): Halt => ({
  ...{ to, failed, failedAt, aborted, via, until },
  tries: tries.length,
});

/** A visit as it is seen after `count` events: of one that a redrive goes on with only later, as it had ended. O(redrives). */
export function asHalted(visit: Visit, count: number): Visit {
  const halt = visit.halts?.find(({ until }) => count <= until);
  if (halt === undefined) return visit;
  const { to, failed, failedAt, aborted, via } = halt;
  return { ...visit, to, failed, failedAt, aborted, via, tries: visit.tries.slice(0, halt.tries), halts: [] };
}
