import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Event, ExitedEvent, InvalidatedEvent, OutputEvent, StoppedEvent, TerminatedEvent } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { printable, printableLines } from "asl-core";
import {
  type Breakpoint,
  type DebugSession,
  type FrameId,
  formatPosition,
  type StackFrame,
  type Stop,
  type ThreadId,
} from "asl-core/debug";
import { Desk } from "../debug/desk.js";
import { mistakeOf } from "../debug/faults.js";
import type { Hooks, Opening } from "../debug/opening.js";
import type { Paper } from "../debug/paper.js";
import { noColours } from "../output.js";
import type { Asked } from "./asked.js";
import { BreakpointSets } from "./breakpoint-sets.js";
import type { Client } from "./client.js";
import type { Container } from "./container.js";
import { DefinitionSource } from "./definition-source.js";
import { Numbering } from "./numbering.js";
import type { Plan } from "./plan.js";
import { Progress } from "./progress.js";
import { References } from "./references.js";
import { Refusal } from "./refusal.js";
import { SourceMap } from "./source-map.js";
import { stoppedBody } from "./stopped.js";
import { type Line, Telling } from "./telling.js";
import { show } from "./value-view.js";

/** A thread for what is over: where it can be looked at, and gone back from. */
export const ENDED = "ended";

/** One run that is debugged, and what its client has been told of it. It outlives a client that only lets go of it. */
export class Debuggee {
  readonly desk: Desk;
  readonly breakpoints: BreakpointSets;
  readonly references = new References<Container>();
  readonly frames = new References<StackFrame>();
  readonly threads = new Numbering<ThreadId>();
  client: Client | undefined = undefined;
  map: SourceMap;
  source: DefinitionSource;
  /** Whether it was set going. */
  hasBegun = false;
  isOver = false;
  /** It moves as soon as the request that asks for it has its response. */
  private isAboutToMove = false;
  /** What the client was told of threads, for while the run goes on. */
  lastThreads: DebugProtocol.Thread[] = [];
  /** What commands of the console write while they are at work. */
  private heard: string[] | undefined = undefined;
  private progress: Progress | undefined = undefined;
  private readonly telling: Telling;
  /** The session that breakpoints are set in, and the definition that is shown. */
  private known: DebugSession | undefined = undefined;

  constructor(
    readonly opening: Opening,
    readonly plan: Plan,
    breakpoints = new BreakpointSets(),
  ) {
    this.breakpoints = breakpoints;
    this.telling = new Telling(plan.output);
    const log = (text: string, { state, line }: Breakpoint) => this.tellLine({ text: printable(text), state, line });
    const breathe = (hooks: Hooks) => this.client?.hasTaken() ?? hooks.breathe();
    const open = (hooks: Hooks) => opening.open({ ...hooks, log, breathe: () => breathe(hooks) });
    this.desk = new Desk({ ...opening, open }, this.paper());
    const { machine, read } = this.session.program;
    this.map = new SourceMap(machine, read);
    this.source = sourceOf(this.session, opening.title);
    this.recognise();
  }

  get session(): DebugSession {
    return this.desk.session;
  }

  /** Where what commands and log points say goes: to the answer that is being made, else to the console. */
  private paper(): Paper {
    return {
      width: 100,
      colours: noColours,
      line: (text = "") => {
        if (this.heard === undefined) this.say(`${text}\n`);
        else this.heard.push(text);
      },
    };
  }

  /** What `work` has written. */
  async listen(work: () => Promise<void>): Promise<string> {
    const lines: string[] = [];
    this.heard = lines;
    try {
      await work();
    } finally {
      this.heard = undefined;
    }
    return lines.join("\n");
  }

  /** Takes another session, or another definition, for the one that is debugged. */
  recognise(): void {
    const { session } = this;
    const { machine, read } = session.program;
    if (session !== this.known) {
      this.breakpoints.carryOver(session);
    }
    if (machine !== this.map.machine || read !== this.map.read) {
      this.map = new SourceMap(machine, read);
      this.source = sourceOf(session, this.opening.title);
    }
    this.known = session;
  }

  /** Throws Refusal while the run goes on. */
  checkStanding(): void {
    if (this.desk.isBusy || this.isAboutToMove) throw new Refusal("the run is going on: pause it first");
  }

  /** Whether the run is at an end that nothing leads on from. */
  get hasEnded(): boolean {
    return this.session.live && this.session.status !== "RUNNING";
  }

  /** Moves once the response is out; requests that are there already find the run going on. */
  moveAfter(asked: Asked, work: () => Stop | Promise<Stop>): void {
    this.isAboutToMove = true;
    asked.after(() => {
      this.isAboutToMove = false;
      void this.move(work);
    });
  }

  /** Moves the run and tells the client where it stands then. Never rejects. */
  async move(work: () => Stop | Promise<Stop>): Promise<void> {
    const progress = this.client?.knowsProgress
      ? new Progress(
          (event) => this.send(event),
          () => `step ${this.session.length}`,
        )
      : undefined;
    this.progress = progress;
    try {
      this.tellStop(await this.desk.move(work));
    } catch (error) {
      this.tellFault(error);
    } finally {
      progress?.end();
    }
  }

  /** Halts the run, where a client gives up on this progress. */
  giveUp(progressId: string): void {
    if (this.progress?.isMeant(progressId)) this.session.pause();
  }

  /** Tells a client that has asked for a pause, and the run stood still already. */
  tellPause(): void {
    this.sendStop({ ...this.session.stop, reason: "pause" });
  }

  /** Tells the client of a stop, and what has happened until then; ends where the end is not to be looked at. */
  tellStop(stop: Stop): void {
    if (this.isOver || this.client === undefined) return;
    this.references.forget();
    this.frames.forget();
    this.recognise();
    for (const line of this.telling.news(this.session)) this.tellLine(line);
    if (this.hasEnded) this.tellEnd();
    if (this.hasEnded && (!this.plan.stopOnEnd || this.plan.noDebug)) return this.terminate();
    if (this.plan.noDebug && stop.reason === "step") return void this.move(() => this.session.continue());
    if (!this.plan.noDebug || stop.reason !== "task") this.sendStop(stop);
    if (stop.request !== undefined) this.askFor(stop);
  }

  /** Tells a client that comes to the run, or has begun it, where it stands; what goes on is paused, and tells it then. */
  tellStanding(): void {
    if (this.desk.isBusy) return this.session.pause();
    const { stop, live, status, position } = this.session;
    if (position.step === 0 && position.stage === 0)
      return this.tellStop({ ...stop, reason: "entry", text: undefined });
    const isRecorded = stop.reason === "end" && live && status === "RUNNING";
    this.tellStop(isRecorded ? { ...stop, reason: "pause", text: standingText(stop) } : stop);
  }

  /** The client has left, and nobody looks on: the run stays where it stands. */
  leave(): void {
    this.client = undefined;
    if (this.desk.isBusy) this.session.pause();
  }

  /** Nothing comes of it any more, and nobody is told. */
  abandon(): void {
    this.leave();
    this.isOver = true;
  }

  /** Values were changed by hand: what the client has seen of the run is out of date. */
  hasChanged(): void {
    if (this.client?.knowsInvalidation) this.send(new InvalidatedEvent(["all"]));
  }

  private sendStop(stop: Stop): void {
    // The desk numbers breakpoints of the console; those of the client are known by the session's own ids.
    const own = stop.breakpoints && (this.session.stop.breakpoints ?? stop.breakpoints);
    const hits = (own ?? []).flatMap((made) => this.breakpoints.find(made) ?? []);
    const threadId = this.threads.numberOf(this.threadOf(stop));
    const event = new StoppedEvent("", threadId) as DebugProtocol.StoppedEvent;
    event.body = stoppedBody(
      { ...stop, text: this.numbered(stop.text, own ?? []) },
      { threadId, ids: hits.map(({ id }) => id), group: hits[0]?.group },
    );
    this.send(event);
  }

  /** A stop's sentence with the numbers people know: of breakpoints of the console theirs, of the client's none. */
  private numbered(text: string | undefined, ids: readonly number[]): string | undefined {
    const known = ids
      .filter((id) => this.breakpoints.find(id) === undefined)
      .map((id) => this.desk.points.numberOf(id));
    return text?.replace(
      /^breakpoint [\d, ]+\d(?= in|;|,|$)/,
      known.length === 0 ? "breakpoint" : `breakpoint ${known.join(", ")}`,
    );
  }

  /** The thread a stop is about, where it is live. */
  private threadOf({ thread }: Stop): ThreadId {
    const { session } = this;
    const live = session.threads();
    const inside = () => live.find(({ id }) => session.stack(id).some((frame) => frame.id === thread));
    return (live.find(({ id }) => id === thread) ?? inside() ?? live[0])?.id ?? ENDED;
  }

  /** Tells which task waits, and how it is answered. */
  private askFor({ request }: Stop): void {
    const { path, resource } = request!;
    this.tellLine({
      text: `? ${printable(path)} waits for an answer of ${printable(resource)}`,
      value: request!.arguments,
      state: path,
    });
    this.say('  answer {"Payload": {}}, or fail Error cause\n', "important");
    const { state, arguments: given, attempt, call, iteration, taskToken } = request!;
    this.send(new Event("asl/task", { state, path, resource, arguments: given, attempt, call, iteration, taskToken }));
  }

  private tellEnd(): void {
    const { session } = this;
    const { output, error } = session.scene.executions[0].execution;
    if (session.status === "SUCCEEDED") return this.tellLine({ text: "● SUCCEEDED", value: output });
    const cause = error?.cause ? `: ${printableLines(error.cause)}` : "";
    this.say(`● ${session.status} ${printable(error?.error ?? "")}${cause}\n`, "stderr");
  }

  /** A run that cannot go on as it is: its handlers or answers are at fault. */
  private tellFault(error: unknown): void {
    let said: string;
    try {
      said = mistakeOf(error).message;
    } catch {
      said = `this is a bug of asl: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    }
    this.say(`${printableLines(said)}\n`, "stderr");
    this.tellStop({ ...this.session.stop, reason: "pause", text: said });
  }

  /** A line on the console, with the place it is about; its value can be opened there. */
  private tellLine({ text, value, state, line = this.lineOf(state) }: Line): void {
    const shown = value === undefined ? undefined : show(value, this.references, undefined, true);
    const event = new OutputEvent(`${text}${shown === undefined ? "" : `: ${shown.value}`}\n`, "console");
    const { client } = this;
    Object.assign(event.body, {
      ...(shown !== undefined && shown.variablesReference > 0 && { variablesReference: shown.variablesReference }),
      ...(client && line && { source: this.source.describe(client.wantsUris), line: client.line(line) }),
    });
    this.send(event);
  }

  private lineOf(state: string | undefined): number | undefined {
    return state === undefined ? undefined : this.map.rangeOf(state)?.start.line;
  }

  say(text: string, category = "console"): void {
    this.send(new OutputEvent(text, category));
  }

  send(event: DebugProtocol.Event): void {
    if (!this.isOver) this.client?.send(event);
  }

  /** Ends the debugging: nothing more is told. */
  terminate(): void {
    if (this.isOver) return;
    this.progress?.end();
    const hasEnded = !this.desk.isBusy && this.session.status !== "RUNNING";
    if (this.desk.isBusy) this.session.pause();
    if (hasEnded) this.send(new ExitedEvent(this.session.status === "SUCCEEDED" ? 0 : 1));
    this.send(new TerminatedEvent());
    this.isOver = true;
    this.client?.letGo();
  }

  /** A live frame by the client's number. Throws Refusal. */
  frame(number: number): StackFrame {
    const found = this.frames.get(number);
    if (found === undefined) throw new Refusal(`there is no stack frame ${number}: the run has moved on`);
    return found;
  }

  /** The frame meant, else the innermost one of the stop. Undefined where none is live. */
  frameId(number: number | undefined): FrameId | undefined {
    if (number !== undefined && number !== 0) {
      const { id } = this.frame(number);
      return id === ENDED ? undefined : id;
    }
    return this.desk.frame;
  }
}

const standingText = ({ position, state }: Stop): string =>
  `at step ${formatPosition(position)}${state === undefined ? "" : ` in "${state}"`}, where the recording ends`;

/** The definition's file, or its text where the file is not here. */
function sourceOf({ program }: DebugSession, title: string): DefinitionSource {
  const { read, file, machine } = program;
  const text = read?.lines.text ?? JSON.stringify(machine.definition, null, 2);
  const path = file !== undefined && existsSync(file) ? resolve(file) : undefined;
  return new DefinitionSource(path, `${title}.asl.json`, text);
}
