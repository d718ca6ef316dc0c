import {
  deepEqual,
  type Event,
  type EventOf,
  type EventType,
  type Execution,
  formatDuration,
  type Json,
  type Machine,
  type Node,
} from "asl-core";
import type { Output } from "../output.js";
import { fold } from "./fold.js";
import { type Line, layLine } from "./line.js";
import { type Place, Places } from "./places.js";
import { cut, grouped, printable } from "./text.js";

export interface TraceOptions {
  /** What the first line calls the machine. */
  readonly title: string;
  /** Show every iteration. */
  readonly full: boolean;
  /** The clock is real: waits are announced when they begin. */
  readonly live: boolean;
}

type Printer<T extends EventType> = (event: EventOf<T>, place: Place) => void;
type Printers = { [T in EventType]?: Printer<T> };

/** Writes one line per event that matters, as events happen: pass `event` to a run's observer. */
export class Trace {
  private readonly places: Places;
  private started = 0;
  private readonly printers: Printers;

  constructor(
    private readonly machine: Machine,
    private readonly out: Output,
    private readonly options: TraceOptions,
  ) {
    this.places = new Places(machine, options.full);
    this.printers = this.table();
  }

  readonly event = (event: Event, execution: Execution): void => {
    const place = this.places.of(event, execution);
    if (event.type.endsWith("StateEntered")) this.entered(event as EventOf<"PassStateEntered">, place);
    else if (event.type.endsWith("StateExited")) this.exited(event as EventOf<"PassStateExited">, place);
    else {
      if (event.type !== "TaskSubmitted") this.respond(place);
      const printer = (this.printers[event.type] ?? this.taskPrinter(event.type)) as Printer<EventType> | undefined;
      if (printer !== undefined) printer(event, place);
      else if (event.type.endsWith("StateAborted")) this.aborted(event, place);
    }
  };

  private table(): Printers {
    const { red } = this.out.colours;
    const failed = (event: EventOf<"MapStateFailed" | "ParallelStateFailed">, place: Place) =>
      this.line(event, place, { symbol: "✗", paint: red, name: this.nameOf(event), note: red("failed"), always: true });
    return {
      ExecutionStarted: (event, place) => this.begins(event, place),
      ExecutionSucceeded: (event, place) => this.childEnds(event, place, event.details.output),
      ExecutionFailed: (event, place) => this.childFails(event, place),
      ExecutionAborted: (event, place) => this.childFails(event, place),
      ExecutionTimedOut: (event, place) => this.childFails(event, place),
      EvaluationFailed: (event, place) => this.failed(event, place, event.details.error, event.details.cause),
      TaskSubmitted: (event, place) => this.submitted(event, place),
      MapStateStarted: (event, place) => this.opens(event, place, this.items(event)),
      ParallelStateStarted: (event, place) => this.opens(event, place, `${this.branches(event.node)} branches`),
      MapIterationFailed: (event, place) => this.iterationFailed(event, place),
      MapStateFailed: failed,
      ParallelStateFailed: failed,
      MapRunFailed: (event, place) => this.failed(event, place, event.details.error, event.details.cause),
    };
  }

  /** Task, LambdaFunction and Activity events differ in their prefix only. */
  private taskPrinter(type: EventType): Printer<never> | undefined {
    const step = /^(?:Task|LambdaFunction|Activity)(Scheduled|Succeeded|\w*Failed|TimedOut)$/.exec(type)?.[1];
    if (step === undefined) return undefined;
    if (step === "Scheduled") return this.scheduled;
    return step === "Succeeded" ? this.succeeded : this.taskFailed;
  }

  private begins(event: EventOf<"ExecutionStarted">, place: Place): void {
    if (event.frame === 1 && place.depth === 0) this.started = event.at;
    const name = place.depth === 0 ? this.options.title : "child execution";
    this.line(event, place, { symbol: "●", paint: this.out.colours.cyan, name, data: event.details.input });
  }

  private entered(event: EventOf<"PassStateEntered">, place: Place): void {
    place.enteredAt = event.at;
    place.input = event.details.input;
    place.retries = 0;
    const { kind, name } = this.machine.nodes[event.node];
    const { red, yellow } = this.out.colours;
    if (kind === "Fail")
      this.line(event, place, { symbol: "✗", paint: red, name, note: red("Fail state"), always: true });
    if (kind === "Wait" && this.options.live)
      this.line(event, place, { symbol: "◷", paint: yellow, name, note: "waiting" });
  }

  private exited(event: EventOf<"PassStateExited">, place: Place): void {
    const { kind } = this.machine.nodes[event.node];
    const { response } = place;
    place.response = undefined;
    if (response !== undefined && !deepEqual(response.output, event.details.output)) response.show();
    if (event.via?.startsWith("catch")) this.caught(event, place);
    else if (kind === "Choice") this.chose(event, place);
    else if (kind === "Wait") this.waited(event, place);
    else this.left(event, place, this.machine.nodes[event.node]);
  }

  private left(event: EventOf<"PassStateExited">, place: Place, { kind, name }: Node): void {
    const closes = kind === "Parallel" || kind === "Map";
    const hidden = kind === "Map" ? this.places.hidden(event.node) : 0;
    const note = hidden > 0 ? this.out.colours.dim(`${grouped(hidden)} not shown: --full shows them`) : undefined;
    const symbol = closes ? "└" : "✓";
    const paint = this.out.colours.green;
    this.line(event, place, { symbol, paint, name, note: joined(note, this.assigned(event)), ...change(event, place) });
  }

  private assigned({ details }: EventOf<"PassStateExited">): string | undefined {
    if (details.assigned === null) return undefined;
    const { magenta } = this.out.colours;
    const entries = Object.entries(details.assigned).slice(0, 4);
    return entries.map(([name, value]) => magenta(`$${printable(name)} = ${fold(value, 24)}`)).join(" ");
  }

  private chose(event: EventOf<"PassStateExited">, place: Place): void {
    const note = `${rule(event.via)} → ${this.target(event)}`;
    this.line(event, place, {
      symbol: "◆",
      paint: this.out.colours.blue,
      name: this.nameOf(event),
      note: joined(note, this.assigned(event)),
    });
  }

  private waited(event: EventOf<"PassStateExited">, place: Place): void {
    const note = `waited ${formatDuration(event.at - place.enteredAt)}`;
    const paint = this.out.colours.yellow;
    this.line(event, place, { symbol: "◷", paint, name: this.nameOf(event), note: joined(note, this.assigned(event)) });
  }

  private caught(event: EventOf<"PassStateExited">, place: Place): void {
    this.line(event, place, {
      symbol: "↳",
      paint: this.out.colours.yellow,
      name: this.nameOf(event),
      note: joined(`caught → ${this.target(event)}`, this.assigned(event)),
      ...change(event, place),
    });
  }

  /** The state an edge leads to. */
  private target({ node, via }: Event): string {
    const from = this.machine.nodes[node];
    const [kind, index] = (via ?? "next").split(" ");
    let next = from.next;
    if (kind === "catch") next = from.catch[Number(index)].next;
    if (from.kind === "Choice") next = (kind === "default" ? from.otherwise : from.rules[Number(index)])?.next ?? -1;
    return next < 0 ? "end" : printable(this.machine.nodes[next].name);
  }

  private readonly scheduled = (event: EventOf<"TaskScheduled">, place: Place): void => {
    const { blue, yellow } = this.out.colours;
    const waited = event.at - place.failedAt;
    const again = event.via === "retry";
    place.scheduledAt = event.at;
    place.limits = { whole: event.details.timeoutSeconds, heartbeat: event.details.heartbeatSeconds };
    if (again) place.retries++;
    const retry = again ? yellow(`retry ${place.retries}${waited > 0 ? ` after ${formatDuration(waited)}` : ""} `) : "";
    this.line(event, place, {
      symbol: again ? "↻" : "→",
      paint: again ? yellow : blue,
      name: this.nameOf(event),
      note: retry + this.resource(event.node),
      data: event.details.parameters,
    });
  };

  private resource(node: number): string {
    const state = this.machine.nodes[node];
    if (state.kind !== "Task") return "";
    const { type, action, arn } = state.resource;
    const short = type === "" ? arn.split(":").slice(5).join(":") || arn : `${type}:${action}`;
    return this.out.colours.dim(cut(printable(short), 50));
  }

  private submitted(event: EventOf<"TaskSubmitted">, place: Place): void {
    const note = this.out.colours.dim("submitted");
    this.line(event, place, { symbol: "…", name: this.nameOf(event), note, data: event.details.output });
  }

  private readonly succeeded = (event: EventOf<"TaskSucceeded">, place: Place): void => {
    const took = event.at - place.scheduledAt;
    const note = took > 0 ? this.out.colours.dim(`after ${formatDuration(took)}`) : undefined;
    const { output } = event.details;
    const show = () =>
      this.line(event, place, {
        symbol: "←",
        paint: this.out.colours.blue,
        name: this.nameOf(event),
        note,
        data: output,
      });
    if (took > 0) show();
    else place.response = { output, show };
  };

  private respond(place: Place): void {
    place.response?.show();
    place.response = undefined;
  }

  private readonly taskFailed = (event: EventOf<"TaskFailed">, place: Place): void => {
    const { error, cause } = event.details;
    const timedOut = event.type.endsWith("TimedOut");
    const late = timedOut ? lateness(event.at, place) : "";
    this.failed(event, place, (error ?? (timedOut ? "States.Timeout" : "failed")) + late, cause);
  };

  private failed(event: Event, place: Place, error: string | null, cause: string | null): void {
    place.failedAt = event.at;
    const { red } = this.out.colours;
    this.line(event, place, {
      symbol: "✗",
      paint: red,
      name: this.nameOf(event),
      note: red(failure(error, cause)),
      always: true,
    });
  }

  private opens(event: Event, place: Place, note: string): void {
    const { cyan, dim } = this.out.colours;
    this.line(event, place, { symbol: "┌", paint: cyan, name: this.nameOf(event), note: dim(note) });
  }

  private items({ node, details }: EventOf<"MapStateStarted">): string {
    const state = this.machine.nodes[node];
    if (state.kind === "Map" && state.distributed?.reader) return "items read from an object store";
    return `${details.length} item${details.length === 1 ? "" : "s"}`;
  }

  private branches(node: number): number {
    const state = this.machine.nodes[node];
    return state.kind === "Parallel" ? state.branches.length : 0;
  }

  private iterationFailed(event: EventOf<"MapIterationFailed">, place: Place): void {
    const { red } = this.out.colours;
    const note = red(`iteration ${event.details.index} failed`);
    this.line(event, place, { symbol: "✗", paint: red, name: this.nameOf(event), note, always: true });
  }

  private aborted(event: Event, place: Place): void {
    const { dim } = this.out.colours;
    this.line(event, place, { symbol: "⊘", paint: dim, name: this.nameOf(event), note: dim("aborted") });
  }

  private childEnds(event: Event, place: Place, output: Json): void {
    if (place.depth === 0) return;
    this.line(event, place, {
      symbol: "●",
      paint: this.out.colours.green,
      name: "child execution",
      note: "succeeded",
      data: output,
    });
  }

  private childFails(event: EventOf<"ExecutionFailed" | "ExecutionAborted" | "ExecutionTimedOut">, place: Place): void {
    const { red } = this.out.colours;
    const { error, cause } = event.details;
    const name = place.depth === 0 ? this.options.title : "child execution";
    const note = red(failure(error ?? event.type.slice(9), cause));
    this.line(event, place, { symbol: "●", paint: red, name, note, always: true });
  }

  private nameOf({ node }: Event): string {
    return node < 0 ? "" : this.machine.nodes[node].name;
  }

  private line(event: Event, place: Place, line: Line): void {
    if (!place.folded || line.always === true) this.out.line(layLine(this.out, event.at - this.started, place, line));
  }
}

const change = ({ details }: EventOf<"PassStateExited">, { input }: Place) => ({ data: details.output, before: input });
/** Which of its limits a task has missed, where that is known. */
function lateness(at: number, { scheduledAt, limits: { whole, heartbeat } }: Place): string {
  if (whole !== null && at - scheduledAt >= whole * 1000) return ` (no answer for ${whole}s)`;
  return heartbeat === null ? "" : ` (no heartbeat for ${heartbeat}s)`;
}

const rule = (via: string | null): string => (via ?? "").replace("choice", "rule");
const joined = (...notes: (string | undefined)[]): string | undefined =>
  notes.filter((note) => note !== undefined && note !== "").join("  ") || undefined;
const failure = (error: string | null, cause: string | null): string =>
  printable(cause === null || cause === "" ? (error ?? "failed") : `${error ?? "failed"}: ${cut(cause, 2000)}`);
