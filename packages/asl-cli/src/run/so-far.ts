import type { Event, Execution, Run, TaskRequest } from "asl-core";

/** What is known of a run that does not come to its end: pass `event` to a run's observer. */
export class SoFar {
  private root: Execution | undefined;
  private readonly events: Event[] = [];

  /** `open`: the requests without an answer. `keep`: whether the history is wanted. */
  constructor(
    private readonly open: ReadonlySet<TaskRequest>,
    private readonly keep: boolean,
  ) {}

  readonly event = (event: Event, execution: Execution): void => {
    this.root ??= execution;
    if (this.keep && execution === this.root) this.events.push(event);
  };

  /** The run as it stands; undefined before its first event. */
  run(): Run | undefined {
    if (this.root === undefined) return undefined;
    const { now, startedAt, transitions } = this.root;
    return {
      ...{ status: "RUNNING", output: null, error: null, cause: null, events: this.events, inputs: [] },
      ...{ execution: this.root, duration: now - startedAt, transitions, unanswered: null },
      ...{ waiting: [...this.open], children: [] },
    };
  }
}
