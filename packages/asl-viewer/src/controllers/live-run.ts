import { deepEqual, type Json, type JsonObject } from "asl-core";
import type { Breakpoint } from "asl-core/debug";
import type { DebugClient, Heard, Notifications, Program, SessionInfo, Standing } from "../debugging/index.js";
import { type Outline, outlineOf, Timeline } from "../timeline/index.js";
import { faultOf } from "./fault.js";
import { type Around, executionsAround, LiveChildren } from "./live-children.js";
import { LivePassages } from "./live-passages.js";

/** What became different: another run, another place, events that are gone, something beside it. */
export type RunChange = "run" | "stop" | "cut" | "other";

/** A text that a log point told, or that something went wrong. */
export type LogLine = Notifications["log"];

/** Log lines that are kept. */
const MOST_LINES = 500;

/** A run that is debugged, as a page knows it: where it stands, and the timeline of each execution that was looked at. */
export class LiveRun {
  session: SessionInfo | null = null;
  /** Where it stands, once the events up to there are known. */
  standing: Standing | undefined;
  running = false;
  breakpoints: readonly Breakpoint[] = [];
  logs: readonly LogLine[] = [];
  outline: Outline = outlineOf({});
  /** The execution that is looked at. */
  execution = 0;
  /** The definition that the page draws: one that says the same does not replace it. */
  written: Json | undefined;
  private readonly timelines = new Map<number, Timeline>();
  private readonly passages = new LivePassages();
  private readonly children = new LiveChildren(
    (execution) => this.timelineOf(execution).run,
    ({ execution, events }) => this.passages.first(execution, events),
  );
  private work: Promise<void> = Promise.resolve();
  /** Told apart: answers that were asked for before a cut are no longer of use. */
  private cuts = 0;
  private client: DebugClient | undefined;
  private readonly heard = new WeakSet<DebugClient>();
  /** How often it has gone on: what is told of a stop before the last time does not halt it. */
  private goings = 0;

  constructor(private readonly changed: (change: RunChange) => void) {}

  /** Hears what a client tells from now on; another client before it is no longer heard. */
  follow(client: DebugClient): void {
    this.client = client;
    if (this.heard.has(client)) return;
    this.heard.add(client);
    const on = <N extends keyof Heard>(name: N, hear: (told: Heard[N]) => void) =>
      client.on(name, (told) => {
        if (this.client === client) hear(told);
      });
    on("started", (session) => void this.begin(session));
    on("stopped", (standing) => void this.stop(standing));
    on("cut", ({ execution, count }) => this.cut(execution, count));
    on("running", () => this.goOn());
    on("breakpoints", (breakpoints) => this.tell({ breakpoints }));
    on("log", (line) => this.tell({ logs: this.log(line) }));
    on("reloaded", ({ program }) => this.reload(program));
  }

  /** Nothing is debugged any more; what was known stays. */
  leave(): void {
    this.client = undefined;
    this.session = null;
    this.standing = undefined;
    this.running = false;
    this.changed("other");
  }

  private goOn(): void {
    this.goings++;
    this.tell({ running: true });
  }

  private tell(values: Partial<Pick<LiveRun, "running" | "breakpoints" | "logs">>): void {
    Object.assign(this, values);
    this.changed("other");
  }

  /** Another run: all events are asked for. */
  begin(session: SessionInfo): Promise<void> {
    this.session = session;
    this.logs = [];
    this.execution = 0;
    this.standing = undefined;
    this.outline = this.outlineFor(session.program.definition);
    this.forget();
    this.changed("run");
    this.running = session.running;
    return this.stop(session.standing, session.running);
  }

  /** After a connection was lost: what is shown of the run stays until all of it is known again. */
  resume(session: SessionInfo): Promise<void> {
    const { definition } = session.program;
    if (this.standing === undefined || !deepEqual(definition, this.session?.program.definition ?? null))
      return this.begin(session);
    this.session = session;
    this.running = session.running;
    this.forget();
    return this.stop(session.standing, session.running);
  }

  private reload(program: Program): void {
    if (this.session === null) return;
    this.session = { ...this.session, program };
    this.outline = this.outlineFor(program.definition);
    this.forget();
    this.changed("run");
  }

  /** What is drawn already stays the same. */
  private outlineFor(definition: JsonObject): Outline {
    const { written } = this;
    return outlineOf(written !== undefined && deepEqual(written, definition) ? written : definition);
  }

  private forget(): void {
    this.timelines.clear();
    this.passages.forget();
    this.cuts++;
  }

  private cut(execution: number, count: number): void {
    this.cuts++;
    this.passages.cut(execution, count);
    const timeline = this.timelines.get(execution);
    if (timeline === undefined) return;
    this.timelines.set(execution, timeline.cut(count));
    this.changed("cut");
  }

  /** Settles once the events of where it stands are there. It stands there too where they cannot be had: a log line says why. */
  private stop(standing: Standing, goesOn = false): Promise<void> {
    const { session, client, goings } = this;
    this.breakpoints = standing.breakpoints;
    return this.queue(async () => {
      const execution = standing.executions[this.execution] === undefined ? 0 : this.execution;
      const failed = await this.fetchAround(standing, execution).catch((error) => missing(error, standing));
      if (this.session?.program !== session?.program || this.client !== client) return;
      [this.execution, this.standing] = [execution, standing];
      this.running &&= goesOn || this.goings !== goings;
      if (failed !== undefined) this.log(failed);
      this.changed("stop");
    });
  }

  /** Looks at another execution of the run. */
  look(execution: number): Promise<void> {
    return this.queue(async () => {
      const { standing } = this;
      if (standing === undefined) return;
      const failed = await this.fetchAround(standing, execution).catch((error) => missing(error, standing));
      if (failed !== undefined) return this.tell({ logs: this.log(failed) });
      this.execution = execution;
      this.changed("stop");
    });
  }

  /** Once the events are there of all that was told so far. */
  get settled(): Promise<void> {
    return this.work;
  }

  /** One after the other. What fails tells of itself: whatever else is thrown must not hold up what comes next. */
  private queue(work: () => Promise<void>): Promise<void> {
    this.work = this.work.then(work).catch((error) => console.error(error));
    return this.work;
  }

  private log(line: LogLine): readonly LogLine[] {
    this.logs = [...this.logs.slice(1 - MOST_LINES), line];
    return this.logs;
  }

  /** Events of an execution and of those around it; then it has the children that it has by then. */
  private async fetchAround(standing: Standing, execution: number): Promise<void> {
    const { executions, clock } = standing;
    if (this.client !== undefined) await this.passages.fetch(this.client, standing, execution);
    for (let one: number | null = execution; one !== null; one = executions[one]?.parent ?? null) {
      await this.fetch(standing, one);
      if (executions.length < 2 && this.timelineOf(one).run.children === undefined) continue;
      const children = this.children.of(standing, one);
      const now = { count: executions[one]?.events ?? 0, at: clock };
      this.timelines.set(one, this.timelineOf(one).standing(children, now));
    }
  }

  /** The executions around the one that is looked at, outermost first. */
  get around(): readonly Around[] {
    return this.standing === undefined
      ? []
      : executionsAround(this.standing, this.execution, (execution) => this.timelineOf(execution));
  }

  /** O(new events). Ends early where the run was cut or changed meanwhile: another stop follows. */
  private async fetch({ executions }: Standing, execution: number): Promise<void> {
    const wanted = executions[execution]?.known ?? 0;
    for (;;) {
      const timeline = this.timelineOf(execution);
      const { cuts, client } = this;
      if (timeline.length >= wanted || client === undefined) return;
      const { from, events } = await client.events(execution, timeline.length, wanted);
      if (this.cuts !== cuts || this.client !== client || from !== timeline.length || events.length === 0) return;
      this.timelines.set(execution, timeline.append(events));
    }
  }

  /** Of the execution that is looked at. */
  get timeline(): Timeline {
    return this.timelineOf(this.execution);
  }

  private timelineOf(execution: number): Timeline {
    let timeline = this.timelines.get(execution);
    if (timeline === undefined) {
      timeline = Timeline.growing(this.outline, this.session?.notes);
      this.timelines.set(execution, timeline);
    }
    return timeline;
  }

  /** How many events of the execution that is looked at have happened where the run stands. */
  get position(): number {
    return this.standing?.executions[this.execution]?.events ?? 0;
  }
}

/** Says that events are missing: the next stop asks for them again. */
const missing = (error: unknown, { position }: Standing): LogLine => ({
  text: `Events of the run are missing here: ${faultOf(error).text}`,
  position,
});
