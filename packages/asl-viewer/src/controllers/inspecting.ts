import { ended, type Json } from "asl-core";
import type { ScopeName } from "asl-core/debug";
import type { ReactiveController } from "lit";
import type { DebugClient, EvaluationPlace, Inspection, Look, Params, Replayed, Start } from "../debugging/index.js";
import type { Run, Timeline, Visit } from "../timeline/index.js";
import type { Debuggable, Workbench } from "./debuggable.js";
import type { Debugging } from "./debugging.js";
import { wordsOf } from "./fault.js";
import { notAgain, runAgain } from "./run-again.js";

/** Longer histories are not run again: in events, and in characters of their texts. */
const [MOST_EVENTS, LONGEST] = [30_000, 32 * 1024 * 1024];
/** Milliseconds for which a visit is looked at before a history is run again for it. */
const PATIENCE = 120;

/** A visit, or a frame where the run stands. */
type Asked = Params<"inspect">;

/** Somebody who can be asked about visits of a run, or why nobody can. */
interface Source {
  readonly client?: DebugClient;
  /** How a history that was run again compares with what was recorded. */
  readonly replayed?: Replayed;
  /** What a reader must know. */
  readonly note: string;
}

/**
 * What can be seen of the visit that is chosen, beyond what its events tell: of a run that is debugged its host says it; a
 * history that is open is run again in this page, once somebody looks at one of its visits.
 */
export class Inspecting implements ReactiveController {
  inspection: Inspection | undefined;
  /** Why there is nothing beyond the events, or what is to be known of it; "" for nothing. */
  note = "";
  private key = "";
  private seen: Asked | undefined;
  /** What is to be seen: an answer about something else comes too late. */
  private wanted: Asked | undefined;
  private isAsking = false;
  private sources = new WeakMap<object, Promise<Source>>();
  private ready = new WeakMap<object, Source>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private replayed: DebugClient | undefined;
  /** How often what was run again has been forgotten: who is made for it meanwhile is let go. */
  private turns = 0;
  private standings = 0;
  private standing: object | undefined;

  constructor(
    private readonly host: Debuggable,
    private readonly debugging: Debugging,
    private readonly load: () => Promise<Workbench>,
  ) {
    host.addController(this);
  }

  /** What was run again is run again anew where the host comes back. */
  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.forget();
    this.wanted = undefined;
    this.show("", undefined, "");
  }

  /** One history at a time is run again: coming back to another one runs it anew. */
  private forget(): void {
    this.turns++;
    this.replayed?.close();
    this.replayed = undefined;
    [this.sources, this.ready] = [new WeakMap(), new WeakMap()];
  }

  hostUpdated(): void {
    void this.look();
  }

  /** Where an expression is evaluated: in the visit that is chosen. */
  get place(): EvaluationPlace | undefined {
    if (this.seen === undefined || this.inspection === undefined) return undefined;
    return "frame" in this.seen ? this.seen : { look: this.seen };
  }

  /** The value of an expression in the visit that is chosen. Rejects with DebugError. */
  async evaluate(expression: string): Promise<Json> {
    const source = this.source();
    if (this.place === undefined || source?.client === undefined) throw new TypeError("choose a visit first");
    return source.client.evaluate(expression, this.place);
  }

  /** The same before the visit was left: with the variables that its fields saw. */
  readonly evaluateInside = async (expression: string): Promise<Json> => {
    const { place } = this;
    const client = this.source()?.client;
    if (place === undefined || client === undefined) throw new TypeError("choose a visit first");
    if ("frame" in place) return client.evaluate(expression, place);
    const { visit, count } = this.host.cursor;
    const isOver = visit !== undefined && visit.to >= 0 && visit.to < count;
    return client.evaluate(expression, isOver ? { look: { ...place.look, count: place.look.count - 1 } } : place);
  };

  /** Where a value in a scope of the visit that is chosen came from, in lines; undefined where no visit is looked at. */
  get originOf(): ((scope: ScopeName, pointer: string, level?: string) => Promise<readonly string[]>) | undefined {
    const client = this.source()?.client;
    const { seen } = this;
    if (client === undefined || seen === undefined || "frame" in seen) return undefined;
    return async (...asked) => {
      try {
        return (await client.whyValue(seen, ...asked)).text.split("\n");
      } catch (error) {
        return [wordsOf(error)];
      }
    };
  }

  private source(): Source | undefined {
    const { asked } = this.debugging;
    if (asked !== undefined) return { client: asked, note: "" };
    const run = runAgain(this.host.opened);
    return run && this.ready.get(run);
  }

  private async look(): Promise<void> {
    const { cursor, opened } = this.host;
    const { timeline } = opened;
    const visit = cursor.visit;
    this.wanted = undefined;
    if (visit === undefined && this.isInFront()) return this.askInFront();
    if (timeline === undefined || visit === undefined || visit.from >= cursor.count)
      return this.show("", undefined, "");
    const source = this.source();
    if (source === undefined) return this.later(runAgain(opened) as Run);
    const execution = this.debugging.active ? this.debugging.run.execution : (timeline.run.execution ?? 0);
    const look = source.client && lookAt(timeline, visit, cursor.count, execution, source.replayed);
    if (look === undefined) return this.show(`none ${visit.index}`, undefined, source.note);
    await this.ask(source, look, `${this.moves()} ${look.execution} ${look.event} ${look.count}`);
  }

  /** Whether what is chosen is the state the run stands in front of. */
  private isInFront(): boolean {
    const { active, isHere, node, run } = this.debugging;
    return active && isHere && run.standing !== undefined && node !== undefined && node === this.host.cursor.node;
  }

  private askInFront(): Promise<void> {
    const source = this.source() as Source;
    const frame = this.debugging.run.standing!.stop.thread;
    return this.ask(source, { frame }, `${this.moves()} frame ${frame}`);
  }

  /** Another standing may have changed what is seen, and what can be set. */
  private moves(): number {
    const { standing } = this.debugging.run;
    if (standing !== this.standing) [this.standing, this.standings] = [standing, this.standings + 1];
    return this.standings;
  }

  /** One question at a time: what was asked meanwhile is asked anew with the next update. */
  private async ask({ client, note }: Source, look: Asked, key: string): Promise<void> {
    this.wanted = look;
    if (key === this.key) return;
    if (this.seen !== undefined && !isSameVisit(this.seen, look)) this.show("", undefined, note);
    if (this.isAsking || this.debugging.run.running) return;
    this.isAsking = true;
    try {
      const inspection = await (client as DebugClient).inspect(look);
      if (!isSameVisit(this.wanted, look)) return;
      this.seen = look;
      this.show(key, inspection, note);
    } catch (error) {
      if (isSameVisit(this.wanted, look)) this.show(key, undefined, wordsOf(error));
    } finally {
      this.isAsking = false;
      this.host.requestUpdate();
    }
  }

  private show(key: string, inspection: Inspection | undefined, note: string): void {
    if (key === this.key && inspection === this.inspection) return;
    const isOther = inspection !== this.inspection || note !== this.note;
    [this.key, this.inspection, this.note] = [key, inspection, note];
    if (inspection === undefined) this.seen = undefined;
    if (isOther) this.host.requestUpdate();
  }

  /** Runs what is open again, once a visit was looked at for a while. */
  private later(run: Run): void {
    if (this.sources.has(run)) return;
    this.show("", undefined, "");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (runAgain(this.host.opened) !== run || this.sources.has(run)) return;
      this.forget();
      const made = this.make(run.events.length).catch((error): Source => ({ note: `${ONLY} ${wordsOf(error)}` }));
      this.sources.set(run, made);
      void made.then((source) => {
        if (this.sources.get(run) === made) this.ready.set(run, source);
        this.host.requestUpdate();
      });
    }, PATIENCE);
  }

  private async make(length: number): Promise<Source> {
    const { turns: turn } = this;
    const { notAgain: why } = this;
    if (why !== undefined) return { note: why };
    const start = await this.startOf();
    if (typeof start === "string") return { note: start };
    if (length > MOST_EVENTS || lengthOf(start) > LONGEST)
      return { note: `${ONLY} It is too long to be run again here: ${length} events.` };
    const client = await (await this.load()).debugInPage();
    if (turn !== this.turns) {
      client.close();
      return { note: "" };
    }
    this.replayed = client;
    const { replay } = await client.call("start", start);
    return { client, ...(replay && { replayed: replay }), note: noteOf(replay) };
  }

  /** Why what is open cannot be run again, "" where there is nothing to run; undefined where it can be. */
  get notAgain(): string | undefined {
    return notAgain(this.host.opened);
  }

  /** What is open, to be run again; or why it cannot be. */
  async startOf(): Promise<Start | string> {
    return (await this.load()).startAgain(this.host.opened);
  }
}

const lengthOf = (start: Start): number =>
  start.text.length + ((start.kind === "history" && start.children?.length) || 0);

function isSameVisit(one: Asked | undefined, other: Asked): boolean {
  if (one === undefined) return false;
  if ("frame" in one || "frame" in other) return "frame" in one && "frame" in other && one.frame === other.frame;
  return one.execution === other.execution && one.event === other.event;
}

const ONLY = "Only what the events tell is shown.";

/** How a run that was made again went another way than the recorded one, in a sentence; "" where it did not. */
export function noteOf(replay: Replayed | undefined): string {
  if (replay?.difference !== undefined) return ended(`Run again here, it goes another way from ${replay.difference}`);
  return replay?.needed === undefined ? "" : `Run again here, it comes as far as this: ${replay.needed}`;
}

/**
 * A visit as its host knows it; undefined where that has no such visit. Beyond the visit's end nothing more of it is seen, so
 * that one look serves for all places there.
 */
export function lookAt(
  { events, visits, length }: Timeline,
  visit: Visit,
  count: number,
  execution: number,
  replayed: Replayed | undefined,
): Look | undefined {
  const end = Math.min(count, visit.to < 0 ? length : visit.to + 1);
  const ids = replayed?.same === false ? replayed.ids : undefined;
  if (ids === undefined) return { execution, event: visit.from + 1, count: end };
  let last = 0;
  for (let at = visit.from; at < end; at++)
    if (visits.ofEvent[at] === visit.index || events[at].frame === visit.frame) last = Math.max(last, ids[at] ?? 0);
  const event = ids[visit.from] ?? 0;
  return event === 0 || last < event ? undefined : { execution: 0, event, count: last };
}
