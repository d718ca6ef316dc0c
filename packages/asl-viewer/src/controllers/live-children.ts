import type { ExecutionStanding, Passage, Standing } from "../debugging/index.js";
import { type Child, type Children, firstLine, mapRunKey, type Run, type Timeline } from "../timeline/index.js";

/** The child executions of a run that is debugged, as its standings tell of them. */
export class LiveChildren {
  /** A child is the same object while its standing is. */
  private readonly made = new WeakMap<ExecutionStanding, Child>();

  /** `runOf` gives an execution with the events that were asked for. */
  constructor(
    private readonly runOf: (execution: number) => Run,
    private readonly passagesOf: (one: ExecutionStanding) => readonly Passage[],
  ) {}

  /** Those of one execution. O(executions). */
  of({ executions }: Standing, parent: number): Children {
    const found = new Map<string, Child[]>();
    for (const one of executions) {
      if (one.parent !== parent) continue;
      const child = this.childOf(one);
      const known = found.get(one.mapRun ?? "");
      if (known === undefined) found.set(one.mapRun ?? "", [child]);
      else known.push(child);
    }
    return found;
  }

  private childOf(one: ExecutionStanding): Child {
    let child = this.made.get(one);
    if (child === undefined) this.made.set(one, (child = this.make(one)));
    return child;
  }

  private make(one: ExecutionStanding): Child {
    const { execution, iteration, from = 0, to = Number.POSITIVE_INFINITY, status, failure } = one;
    return {
      ...{ execution, number: iteration.at(-1) ?? 0, name: iteration.join(" › "), from, to },
      ending: status === "RUNNING" ? null : status === "SUCCEEDED" ? "succeeded" : failed(status),
      error: failure?.error ?? "",
      cause: firstLine(failure?.cause ?? ""),
      run: () => this.runOf(execution),
      passages: () => this.passagesOf(one),
    };
  }
}

const failed = (status: ExecutionStanding["status"]) => (status === "ABORTED" ? "aborted" : "failed");

/** An execution around another one: how it is known, and the visit of the Map in it that leads on. */
export interface Around {
  readonly execution: number;
  readonly timeline: Timeline;
  readonly visit: number;
  readonly number: number;
  /** "Each file[12]". */
  readonly text: string;
}

/** The executions around one, outermost first. O(their events). */
export function executionsAround(
  { executions }: Standing,
  execution: number,
  timelineOf: (execution: number) => Timeline,
): Around[] {
  const around: Around[] = [];
  for (let one = executions[execution]; one !== undefined && one.parent !== null; one = executions[one.parent]) {
    const timeline = timelineOf(one.parent);
    const visit = mapOf(timeline, one);
    const number = one.iteration.at(-1) ?? 0;
    const name = visit === undefined ? "Child" : timeline.nodeOf(visit).name;
    around.unshift({
      ...{ execution: one.parent, timeline, number },
      visit: visit?.index ?? -1,
      text: `${name}[${number}]`,
    });
  }
  return around;
}

/** The visit whose Map Run started a child: the last one of its label by then. */
function mapOf({ events, visits }: Timeline, { mapRun, from = Number.POSITIVE_INFINITY }: ExecutionStanding) {
  const at = events.findLastIndex(
    ({ type, details, at }) =>
      type === "MapRunStarted" &&
      at <= from &&
      mapRunKey((details as { mapRunArn?: string } | null)?.mapRunArn) === mapRun,
  );
  return visits.visits[visits.ofEvent[at] ?? -1];
}
