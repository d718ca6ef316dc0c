import { type Json, type JsonObject, put } from "../json.js";
import type { EventOf, Execution, Failure, Frame, Stage } from "../kernel/index.js";
import { END, type Machine, type Node, type Way } from "../machine/machine.js";
import type { Millis } from "../time.js";
import type { Attempt, StageValue, Visit, VisitStatus } from "./visit.js";

class Try {
  arguments?: Json = undefined;
  result?: Json = undefined;
  error?: string | null = undefined;
  cause?: string | null = undefined;
  readonly stages: StageValue[] = [];
  endedAt?: Millis = undefined;
  /** Whether it has failed: what comes next belongs to the next try. */
  failed = false;

  constructor(readonly startedAt: Millis) {}

  plain(): Attempt {
    const { failed, ...attempt } = this;
    return { ...attempt, stages: [...this.stages] };
  }
}

/** A visit while it is recorded. One shape for all. */
export class VisitRecord {
  readonly input: Json;
  readonly event: number;
  readonly enteredAt: Millis;
  result?: Json = undefined;
  output?: Json = undefined;
  assigned?: JsonObject = undefined;
  error?: string | null = undefined;
  cause?: string | null = undefined;
  next?: string = undefined;
  via?: string = undefined;
  exitedAt?: Millis = undefined;
  status: VisitStatus = "running";
  readonly attempts: Try[] = [];
  private readonly before: StageValue[];
  private readonly after: StageValue[] = [];
  private scopes: JsonObject[];
  private failedIn = 0;

  constructor(
    private readonly node: Node,
    private readonly frame: Frame,
    execution: Execution,
    readonly iteration: readonly number[],
    readonly visit: number,
  ) {
    this.input = frame.input;
    this.event = frame.entered;
    this.enteredAt = execution.now;
    this.before = [{ stage: "input", value: frame.input }];
    this.scopes = scopesOf(frame, execution);
  }

  /** The visit as it stands, as plain data. */
  plain(): Visit {
    const last = this.attempts.at(-1);
    return {
      state: this.node.name,
      path: this.node.path,
      type: this.node.kind,
      iteration: this.iteration,
      visit: this.visit,
      status: this.status,
      input: this.input,
      stages: [...this.before, ...(last?.stages ?? []), ...this.after],
      arguments: last?.arguments,
      result: this.result,
      output: this.output,
      attempts: this.attempts.map((attempt) => attempt.plain()),
      variables: merged([...this.scopes, this.assigned ?? {}]),
      assigned: this.assigned,
      error: this.error,
      cause: this.cause,
      next: this.next,
      via: this.via,
      event: this.event,
      enteredAt: this.enteredAt,
      exitedAt: this.exitedAt,
    };
  }

  /** The try under way; begins one where none is. */
  attempt(at: Millis): Try {
    const last = this.attempts.at(-1);
    if (last !== undefined && !last.failed) return last;
    const next = new Try(at);
    this.attempts.push(next);
    this.status = "running";
    this.result = undefined;
    this.exitedAt = undefined;
    this.error = undefined;
    this.cause = undefined;
    return next;
  }

  private get retried(): boolean {
    const { kind } = this.node;
    return kind === "Task" || kind === "Parallel" || kind === "Map";
  }

  stage(stage: Stage, value: Json, at: Millis): void {
    if (stage === "variables" || stage === "output") this.after.push({ stage, value });
    else if (this.retried) this.stageOfTry(stage, value, at);
    else this.before.push({ stage, value });
    if (stage === "result") this.result = value;
  }

  private stageOfTry(stage: Stage, value: Json, at: Millis): void {
    const attempt = this.attempt(at);
    attempt.stages.push({ stage, value });
    if (stage !== "result") return;
    attempt.result = value;
    attempt.endedAt ??= at;
  }

  /** A Catch that fails itself does so in the step that took up the try's own failure. */
  failed({ error, cause }: Failure, { now, steps }: Execution): void {
    if (this.retried && steps !== this.failedIn) {
      const attempt = this.attempt(now);
      attempt.failed = true;
      attempt.error = error;
      attempt.cause = cause;
      attempt.endedAt ??= now;
    }
    this.failedIn = steps;
    this.error = error;
    this.cause = cause;
    this.exitedAt = now;
    this.status = "failed";
  }

  exited(event: EventOf<"PassStateExited">, node: Node, machine: Machine): void {
    const { via, details, at } = event;
    const caught = via?.startsWith("catch") === true;
    this.status = caught ? "caught" : "succeeded";
    this.via = via ?? undefined;
    const next = nextOf(node, via);
    this.next = next === END ? undefined : machine.nodes[next].name;
    this.output = details.output;
    this.assigned = details.assigned ?? undefined;
    this.exitedAt = at;
    if (caught) return;
    this.error = undefined;
    this.cause = undefined;
  }

  /** What it sees when it is left: Assign of outer blocks may have run since. */
  left(frame: Frame, execution: Execution): void {
    this.scopes = scopesOf(frame, execution);
  }

  /** Settles what a run at its end leaves open: a failure may have been waiting for its next try. */
  close(running: boolean, at: Millis): void {
    const { status, frame } = this;
    if (status === "failed" && frame.phase === "backoff" && frame.entered === this.event) {
      this.status = running ? "running" : "aborted";
      this.exitedAt = running ? undefined : at;
    } else if (status === "running" && !running) {
      this.status = "aborted";
      this.exitedAt = at;
    }
  }
}

/** Inner values win. */
function merged(scopes: readonly JsonObject[]): JsonObject {
  const seen: JsonObject = {};
  for (const scope of scopes) for (const name of Object.keys(scope)) put(seen, name, scope[name]);
  return seen;
}

/** The variables of the blocks around a frame and its own, outermost first. They are replaced, never changed. */
function scopesOf(frame: Frame, execution: Execution): JsonObject[] {
  const scopes: JsonObject[] = [];
  for (let at: Frame | null = frame; at !== null; at = at.parent < 0 ? null : execution.frames[at.parent])
    if (at.variables !== null) scopes.unshift(at.variables);
  return scopes;
}

function nextOf(node: Node, via: string | null): number {
  if (via === null || via === "next") return node.next;
  const ways: readonly Way[] =
    node.kind === "Choice" ? [...node.rules, ...(node.otherwise ? [node.otherwise] : [])] : node.catch;
  return ways.find((way) => way.via === via)?.next ?? END;
}
