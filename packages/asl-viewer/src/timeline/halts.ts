import type { Halt, Visit } from "./visit.js";

/** What is to be remembered of a visit that an event goes on with. */
export const haltOf = ({ to, failed, failedAt, aborted, via, tries }: Visit, until: number): Halt => ({
  ...{ to, failed, failedAt, aborted, via, until },
  tries: tries.length,
});

/** A visit as it is seen after `count` events: of one that a redrive goes on with only later, as it had ended. O(redrives). */
export function asHalted(visit: Visit, count: number): Visit {
  const { halts = [] } = visit;
  const at = halts.findIndex(({ until }) => count <= until);
  const halt = halts[at];
  if (halt === undefined) return visit;
  const { to, failed, failedAt, aborted, via } = halt;
  return {
    ...visit,
    to,
    failed,
    failedAt,
    aborted,
    via,
    tries: visit.tries.slice(0, halt.tries),
    halts: halts.slice(0, at),
  };
}
