import type { Json } from "asl-core";
import type {
  BackKind,
  Breakpoint,
  BreakpointSpec,
  Recording,
  ReloadResult,
  ScopeName,
  StepKind,
} from "asl-core/debug";
import type { ReactiveController } from "lit";
import type {
  DebugClient,
  Given,
  Initialized,
  OpenFile,
  Replayed,
  RunSettings,
  Start,
  TaskId,
} from "../debugging/index.js";
import type { Drawn, Visit } from "../timeline/index.js";
import { Beside } from "./beside.js";
import { type BreakpointPlace, PageBreakpoints } from "./breakpoints.js";
import { Connection } from "./connection.js";
import type { Debuggable, Workbench } from "./debuggable.js";
import { drawnOf, isSameMachine, textOf } from "./drawn-text.js";
import { type Fault, faultOf, refusedReload, unreadReload } from "./fault.js";
import { LiveRun, type RunChange } from "./live-run.js";
import { missingObject } from "./missing-object.js";
import { nodeOf, visitOf } from "./place-of-run.js";
import { tryBreakpoints } from "./try-breakpoints.js";

/**
 * The debugger of a page: a run behind the protocol, in this page or behind a server, its breakpoints, and what a person asks
 * of it. The cursor goes along with the run until a person takes it elsewhere.
 */
export class Debugging implements ReactiveController {
  readonly run = new LiveRun((change) => this.changed(change));
  /** With the server that served the page, where there is one. */
  connection: Connection | undefined;
  /** The recorded run that was open before. */
  readonly beside: Beside;
  fault: Fault | undefined;
  /** A file that was saved while its run is debugged, or that cannot be read any more. */
  stale: { readonly file: OpenFile; readonly error?: string } | undefined;
  /** What the last reload came to. */
  reloaded: ReloadResult | undefined;
  /** Whether something was asked for and is not answered yet. */
  busy = false;
  /** Whether the server takes runs to be debugged. */
  private starts = false;
  private local: DebugClient | undefined;
  private client: DebugClient | undefined;
  private readonly points = new PageBreakpoints(
    this.run,
    (fault) => {
      if (fault !== undefined) this.fault = fault;
      this.host.requestUpdate();
    },
    (specs) => tryBreakpoints(this.host.opened.drawn, specs, this.load),
  );
  private drawn: Drawn | undefined;
  /** The definition that was open when it was looked last. */
  private seen: Drawn | undefined;
  private lastPosition = -1;
  /** "stays": with what is chosen staying so. */
  private follows: boolean | "stays" = true;
  /** How to connect again with the server, while the host is in no page. */
  private again: (() => Promise<DebugClient>) | undefined;

  /** `load` gives what makes hosts in this page. */
  constructor(
    private readonly host: Debuggable,
    private readonly load: () => Promise<Workbench>,
  ) {
    host.addController(this);
    this.beside = new Beside(host);
    host.addEventListener("asl-look", (event) => {
      if (this.look((event as CustomEvent<{ execution: number }>).detail.execution)) event.preventDefault();
    });
  }

  hostConnected(): void {
    if (this.again !== undefined) void this.attach(this.again);
    this.again = undefined;
  }

  /** A run of this page ends with it; that of a server is found again where the host comes back. */
  hostDisconnected(): void {
    const { connection } = this;
    if (connection !== undefined && connection.state !== "over") this.again = connection.connect;
    connection?.close();
    if (this.own) this.stop();
  }

  /** Breakpoints belong to the machine they were set in. */
  hostUpdate(): void {
    const { drawn } = this.host.opened;
    if (drawn === undefined || drawn === this.seen) return;
    if (!this.active && this.seen !== undefined && !isSameMachine(drawn, this.seen)) this.points.take([]);
    this.seen = drawn;
  }

  /** Has a sentence shown and read out. */
  private say = (text: string) => void this.host.dispatchEvent(new CustomEvent("asl-say", { detail: { text } }));

  /** Loads what is needed to debug. */
  prepare = async (): Promise<void> => void (await this.load());

  /** Whether a run is debugged. */
  get active(): boolean {
    return this.run.session !== null;
  }

  /** Whether the cursor is where the run stands. */
  get isHere(): boolean {
    return this.host.cursor.count === this.run.position;
  }

  /** Takes a host behind a channel: a server's, or one made by whoever embeds the viewer. */
  async attach(connect: () => Promise<DebugClient>): Promise<void> {
    await this.prepare();
    this.connection?.close();
    const connection = new Connection(connect, {
      opened: (client) => this.hears(client),
      greeted: (what) => void this.greet(what),
      changed: () => this.host.requestUpdate(),
    });
    this.connection = connection;
    await connection.open();
  }

  private hears(client: DebugClient): void {
    client.on("changed", ({ file, error }) => void this.fileChanged(file, error));
    if (this.local === undefined) this.use(client);
  }

  private use(client: DebugClient): void {
    this.client = client;
    this.run.follow(client);
  }

  private async greet({ session, files, starts, placements = [] }: Initialized): Promise<void> {
    this.starts = starts;
    this.host.layouter?.know(placements);
    if (session !== null && this.local === undefined) {
      this.points.take(session.standing.breakpoints);
      await this.run.resume(session);
    } else if (this.host.opened.graph === undefined)
      for (const { text, name, compared } of files)
        await (compared === true ? this.host.compare(text, name, "before") : this.host.open(text, name));
  }

  private async fileChanged(file: OpenFile, error?: string): Promise<void> {
    const isLeft = this.active || error !== undefined;
    this.stale = isLeft ? { file, ...(error !== undefined && { error }) } : undefined;
    this.fault = undefined;
    this.host.requestUpdate();
    if (!isLeft) await this.host.open(file.text, file.name);
  }

  /** Debugs the definition that is open, in this page unless a server does. Rejects with DebugError where it cannot. */
  async start(settings: RunSettings): Promise<void> {
    const { drawn } = this.host.opened;
    if (drawn === undefined) throw new TypeError("no definition is open");
    await this.debug({ kind: "definition", ...(await textOf(drawn)), ...settings });
  }

  /** Debugs what `start` names, on the definition that is open: of a recorded execution, from its end on. Rejects as `start`. */
  async debug(start: Start): Promise<Replayed | undefined> {
    const { drawn } = this.host.opened;
    const known = this.local !== undefined || this.starts ? this.client : undefined;
    const client = known ?? (this.local = await (await this.load()).debugInPage());
    this.use(client);
    const { specs } = this.points;
    this.drawn = drawn;
    this.run.written = drawn?.definition;
    this.follows = true;
    if (!this.active) this.beside.keep();
    const { replay } = await client.call("start", start);
    if (specs.length > 0) await this.setBreakpoints(specs);
    await this.run.settled;
    return replay;
  }

  /** Ends a run that is debugged in this page; the recorded one before it is shown again, else what has happened stays. */
  stop(): void {
    this.leave();
    this.beside.turn();
  }

  /** Leaves the run, also one of a server, which goes on to be there. */
  leave(): void {
    if (this.own) this.local?.close();
    if (this.own) [this.local, this.client] = [undefined, undefined];
    this.run.leave();
    this.stale = this.reloaded = this.fault = undefined;
    this.host.requestUpdate();
  }

  /** How many events the cursor is behind. */
  get count(): number {
    return this.host.cursor.count;
  }

  /** Whether this page may end the run. */
  get own(): boolean {
    return this.local !== undefined;
  }

  private changed(change: RunChange): void {
    if (change === "run") this.begin();
    if (change === "stop") this.arrive();
    if (change === "cut") this.shorten();
    this.host.requestUpdate();
  }

  /** Nothing looks at events that are gone. */
  private shorten(): void {
    const { cursor, opened } = this.host;
    opened.timeline = this.run.timeline;
    if (cursor.count > this.run.timeline.length) cursor.seek(this.run.timeline.length);
  }

  private begin(): void {
    const { program } = this.run.session!;
    const { definition } = this.run.outline;
    if (this.drawn?.definition !== definition)
      this.drawn = { ...drawnOf(program, this.run.session!.title), definition };
    this.lastPosition = -1;
    this.follows = true;
    this.stale = undefined;
    this.host.opened.debug(this.run.timeline, this.drawn);
    this.host.cursor.visit = undefined;
    this.host.cursor.remark();
  }

  /** The run stands somewhere. */
  private arrive(): void {
    const { cursor, opened } = this.host;
    const { timeline, position } = this.run;
    const follow = this.follows || cursor.count === this.lastPosition;
    opened.timeline = timeline;
    opened.surround(this.run.around);
    this.lastPosition = position;
    this.follows = false;
    if (follow) this.goHere(follow === "stays");
    else cursor.seek(Math.min(cursor.count, timeline.length));
    cursor.remark();
  }

  /** Looks at another execution of the run; false where nothing is debugged. */
  look(execution: number): boolean {
    if (!this.active) return false;
    this.follows = true;
    void this.run.look(execution);
    return true;
  }

  /** Takes the cursor to where the run stands, and chooses the state there, unless what is chosen `stays`. */
  goHere(stays = false): void {
    const { cursor } = this.host;
    const before = { node: cursor.node, visit: cursor.visit?.index };
    cursor.seek(this.run.position);
    if (stays) return cursor.select(before);
    const { node, visit } = this;
    if (node !== undefined && this.isInside) cursor.select({ node, visit: visit?.index });
    else cursor.follow();
    if (node !== undefined && this.isInside && visit === undefined) cursor.visit = undefined;
  }

  /** Whether the run stands in the execution that is looked at, or in one within the whole. */
  private get isInside(): boolean {
    const { execution, standing } = this.run;
    return execution === 0 || Number((standing?.stop.thread ?? "").split(":")[0]) === execution;
  }

  /** Id of the state the run stands in. */
  get node(): string | undefined {
    return nodeOf(this.run);
  }

  /** The visit the run stands in; undefined in front of a state that is not entered yet. */
  get visit(): Visit | undefined {
    return visitOf(this.run);
  }

  /** Why the run cannot be asked for anything, in a sentence; undefined while its host is there. */
  get away(): string | undefined {
    return this.own ? undefined : this.connection?.away;
  }

  /** Where a Map has just found no object: how to give it one, in a sentence. */
  get missing(): string | undefined {
    const { timeline, position, standing } = this.run;
    return standing === undefined || !this.active ? undefined : missingObject(timeline, position, this.own);
  }

  /** Has the host do something; what it refuses is shown. False where it was refused. */
  private async ask(work: (client: DebugClient) => Promise<unknown>, inWords = faultOf): Promise<boolean> {
    const { client, away } = this;
    if (away !== undefined) this.say(away);
    if (client === undefined || this.busy || away !== undefined) return false;
    [this.busy, this.follows, this.fault] = [true, true, undefined];
    this.host.requestUpdate();
    try {
      await work(client);
      return true;
    } catch (error) {
      this.fault = inWords(error);
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  step = (kind: StepKind) => this.ask((client) => client.step(kind));
  continue = () => this.ask((client) => client.continue());
  back = (kind: BackKind) => this.ask((client) => client.back(kind));
  reverse = () => this.ask((client) => client.reverse());
  restart = () => this.ask((client) => client.restart());
  toStart = () => this.goTo(0, 0);
  goTo = (execution: number, count: number) => this.ask((client) => client.goTo({ execution, count }));
  /** Brings the run to where the cursor is. */
  bringHere = () => this.goTo(this.run.execution, this.host.cursor.count);
  set = (frame: string, scope: ScopeName, value: Json) => this.ask((client) => client.set(frame, scope, "", value));
  jump = (frame: string, state: string, input?: Json) => this.ask((client) => client.jump(frame, state, input));
  fireTimer = (thread: string) => this.ask((client) => client.fireTimer(thread));
  /** `stays`: what is chosen stays so, whatever the run stands in then. */
  answer = (task: TaskId, given: Given, stays = false) =>
    this.ask((client) => {
      if (stays) this.follows = "stays";
      return "output" in given ? client.answer(task, given.output) : client.fail(task, given.error, given.cause);
    });

  /** The run as it can be opened again; undefined where that was refused. */
  async save(): Promise<Recording | undefined> {
    let recording: Recording | undefined;
    await this.ask(async (client) => (recording = await client.save()));
    return recording;
  }

  /** Halts a run that goes on. */
  async pause(): Promise<void> {
    await this.client?.pause().catch((error) => (this.fault = faultOf(error)));
    this.host.requestUpdate();
  }

  /** Goes on, or halts. */
  turn = (): Promise<unknown> => (this.run.running ? this.pause() : this.continue());

  /** Goes on with another text of the definition; without one its file is read once more. */
  async reload(text?: string): Promise<boolean> {
    let isTaken = false;
    const asked = await this.ask(async (client) => {
      const result = await client.reload(text);
      isTaken = result.ok;
      this.reloaded = result;
      if (!result.ok) this.fault = refusedReload(result);
      else this.stale = undefined;
    }, unreadReload);
    return asked && isTaken;
  }

  /** The value of an expression in a visit, or where the run stands. Rejects with DebugError. */
  evaluate(expression: string, place: Parameters<DebugClient["evaluate"]>[1]): Promise<Json> {
    if (this.client === undefined) return Promise.reject(new TypeError("nothing is debugged"));
    return this.client.evaluate(expression, place);
  }

  /** Whom to ask about a run that is debugged. */
  get asked(): DebugClient | undefined {
    return this.active ? this.client : undefined;
  }

  /** All breakpoints; before a run is begun those it will have, of which nothing is known. */
  get breakpoints(): readonly (Breakpoint | BreakpointSpec)[] {
    return this.points.all;
  }

  /** Replaces all breakpoints. */
  async setBreakpoints(specs: readonly BreakpointSpec[]): Promise<void> {
    if (this.active && this.away !== undefined) return this.say(this.away);
    await this.points.set(specs, this.client);
  }

  /** Sets a breakpoint where there is none like it, else takes that away. Says which. */
  toggleBreakpoint(wanted: BreakpointPlace, label: string): void {
    const { specs, isNew } = this.points.toggled(wanted);
    void this.setBreakpoints(specs);
    if (!this.active || this.away === undefined)
      this.say(isNew ? `Breakpoint set: ${label}` : `Breakpoint removed: ${label}`);
  }
}
