import type { Breakpoint, BreakpointSpec } from "asl-core/debug";
import { nothing, type TemplateResult } from "lit";
import type { Debuggable } from "../../controllers/debuggable.js";
import { Debugging } from "../../controllers/debugging.js";
import { download } from "../../controllers/download.js";
import { type Fault, sentence } from "../../controllers/fault.js";
import { Going } from "../../controllers/going.js";
import { Inspecting } from "../../controllers/inspecting.js";
import { Originals } from "../../controllers/originals.js";
import { isRecorded } from "../../controllers/run-again.js";
import type { Given, TaskId } from "../../debugging/index.js";
import type { NodeMark } from "../../markers.js";
import { type Found, type ObjectRead, objectsRead } from "../../timeline/index.js";
import type { GutterMark } from "../inspector/asl-source.js";
import type { InspectorLive } from "../inspector/inspector-live.js";
import { closeDialog, closeFromOutside } from "../shared/dialogs.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { writtenJson } from "../shared/json-text.js";
import type { AslEdit } from "./asl-edit.js";
import type { AslStart } from "./asl-start.js";
import type { DebugCommanded } from "./debug-commands.js";
import { DEBUG_ICONS } from "./debug-icons.js";

/** What a task was answered with. */
export interface GivenDetail {
  readonly task: TaskId;
  readonly given: Given;
  /** Whether the run is to go on then. */
  readonly goesOn: boolean;
}

type Marks = ReadonlyMap<string, NodeMark> | undefined;

/** The debugger as a viewer shows it: its bar, its messages, its dialogs and its marks in the picture. */
export class DebugView implements DebugCommanded {
  readonly debugging: Debugging;
  readonly inspecting: Inspecting;
  readonly going: Going;
  private dialog: "start" | "edit" | undefined;
  /** The input that was given last. */
  private input = "{}";
  /** A text that is to be taken in, where it is not the one that is open. */
  private text: string | undefined;
  private gutter: { key: readonly unknown[]; lines: ReadonlyMap<number, GutterMark> } = { key: [], lines: new Map() };
  private marked: { key: readonly unknown[]; marks: Marks } = { key: [], marks: undefined };

  /** What is loaded once something is debugged. */
  private tools: typeof import("../workbench.js") | undefined;

  private readonly load = async () => {
    this.tools = await import("../workbench.js");
    return this.tools;
  };

  constructor(private readonly host: Debuggable) {
    const { load } = this;
    this.debugging = new Debugging(host, load);
    this.inspecting = new Inspecting(host, this.debugging, load);
    this.going = new Going(host, this.debugging);
    host.addEventListener("asl-given", (event) => void this.give((event as CustomEvent<GivenDetail>).detail));
    host.addEventListener("asl-breakpoint", (event) =>
      this.turnLine((event as CustomEvent<{ line: number }>).detail.line),
    );
  }

  /** Debugs behind a server. */
  async live(place: { readonly host: string; readonly token: string }): Promise<void> {
    const { connectLive } = await this.load();
    await this.debugging.attach(() => connectLive(place));
  }

  /** Shows what is wrong. */
  refuse(fault: Fault): void {
    this.debugging.fault = fault;
    void this.load().then(() => this.host.requestUpdate());
  }

  get active(): boolean {
    return this.debugging.active;
  }

  turn = () => this.debugging.turn();
  step: DebugCommanded["step"] = (kind) => this.debugging.step(kind);
  back: DebugCommanded["back"] = (kind) => this.debugging.back(kind);
  reverse = () => this.debugging.reverse();
  restart = () => this.debugging.restart();
  toStart = () => this.debugging.toStart();
  bringHere = () => this.debugging.bringHere();
  goHere = () => this.debugging.goHere();

  /** Answers a task. */
  async give({ task, given, goesOn }: GivenDetail): Promise<void> {
    if ((await this.debugging.answer(task, given, !goesOn)) && goesOn) await this.debugging.continue();
  }

  /** Takes away the breakpoint that is shown at a line, or sets one there. */
  turnLine(line: number): void {
    const { debugging } = this;
    const here = debugging.breakpoints.find((one) => this.lineOf(one) === line);
    if (here !== undefined) void debugging.setBreakpoints(debugging.breakpoints.filter((one) => one !== here));
    else debugging.toggleBreakpoint({ line }, `line ${line}`);
  }

  /** The lines of the definition that have breakpoints, counted from 1, and how these are. */
  get lines(): ReadonlyMap<number, GutterMark> {
    const { breakpoints } = this.debugging;
    const key = [breakpoints, this.host.opened.drawn?.read];
    if (key.some((one, at) => one !== this.gutter.key[at]))
      this.gutter = {
        key,
        lines: new Map(
          breakpoints.flatMap((one) => {
            const line = this.lineOf(one);
            return line === undefined ? [] : [[line, gutterMark(one)] as const];
          }),
        ),
      };
    return this.gutter.lines;
  }

  private lineOf({ line, state }: Breakpoint | BreakpointSpec): number | undefined {
    if (line !== undefined || state === undefined) return line;
    const found = this.nodes.find(({ path, name }) => path === state || name === state);
    return found && this.host.opened.drawn?.read?.locate(found.pointer, "key")?.start.line;
  }

  toggleChosen(): boolean {
    const { node } = this.host.cursor;
    if (node !== null) this.toggleNode(node);
    return node !== null;
  }

  /** Sets a breakpoint on a state by its id, or takes it away. */
  toggleNode(node: string): void {
    const found = this.nodes.find(({ pointer }) => pointer === node);
    if (found !== undefined) this.debugging.toggleBreakpoint({ state: found.path }, found.name);
  }

  private get nodes() {
    return this.host.opened.timeline?.run.outline.nodes ?? [];
  }

  /** Whether what is open can be debugged. */
  get possible(): boolean {
    return !this.active && this.host.opened.drawn !== undefined;
  }

  ask(): boolean {
    if (this.possible) void this.debugging.prepare().then(() => this.open("start"));
    return this.possible;
  }

  private open(dialog: "start" | "edit" | undefined): void {
    this.dialog = dialog;
    const { timeline } = this.host.opened;
    if (dialog === "start") {
      this.reads = timeline === undefined ? [] : objectsRead(timeline.run.outline);
      const input = this.recorded && this.tools?.recordedInput(this.host.opened);
      if (input !== undefined) this.input = writtenJson(input);
    }
    this.host.requestUpdate();
  }

  /** Offers to go on with another text, or opens the one that applies to be edited. */
  edit(text?: string): void {
    this.text = text;
    this.debugging.fault = undefined;
    this.open("edit");
  }

  /** A definition that is given while a run is debugged is one to go on with; anything else ends the debugging. */
  async take(found: Found, text: string | Blob): Promise<boolean> {
    if (!this.active) return false;
    const isDefinition = found.definitions.length > 0 && found.histories.length === 0 && found.run === undefined;
    if (isDefinition) this.edit(typeof text === "string" ? text : await text.text());
    else this.debugging.leave();
    return isDefinition;
  }

  /** Gives away the run as a recording, which can be opened again. */
  readonly save = async (): Promise<void> => {
    const recording = await this.debugging.save();
    if (recording === undefined) return;
    download(`${new Originals(this.host.opened).base}.recording.json`, JSON.stringify(recording));
  };

  /** The button that begins; nothing where there is nothing to debug. */
  button(): TemplateResult | typeof nothing {
    if (this.active)
      return html`<button @click=${() => this.edit()} title="Edit the definition and go on with it" aria-label="Edit">${DEBUG_ICONS.pencil}<span class="word">Edit</span></button>`;
    if (!this.possible) return nothing;
    return html`<button class="begin" @click=${() => this.ask()} title="Run this definition step by step, in this page" aria-label="Debug">${DEBUG_ICONS.bug}<span class="word">Debug</span></button>`;
  }

  /** The bar of the debugger; undefined where nothing is debugged. */
  bar(): TemplateResult | undefined {
    return this.active ? this.tools?.debugBar(this.debugging, this.save) : undefined;
  }

  /** What is to be read out where the run stands; undefined where the cursor is elsewhere, or nothing is debugged. */
  get words(): string | undefined {
    const { run, isHere } = this.debugging;
    return isHere && run.standing !== undefined ? this.tools && sentence(this.tools.stopWords(run)) : undefined;
  }

  /** The tab of the debugger's pane, with how many tasks wait. */
  tab(): readonly ["debugger", string] {
    const waiting = this.debugging.run.standing?.waiting.length ?? 0;
    return ["debugger", waiting === 0 ? "Debugger" : `Debugger (${waiting})`];
  }

  /** The debugger's pane. */
  pane() {
    const { debugging, inspecting } = this;
    return html`<asl-debugger nested .debugging=${debugging} .inspecting=${inspecting} .version=${{}}></asl-debugger>`;
  }

  messages() {
    const told = this.tools?.debugMessages(this.debugging, this.dialog === "edit", () => this.host.requestUpdate());
    return html`${told} ${this.dialogs()}`;
  }

  private dialogs() {
    if (this.dialog === undefined) return nothing;
    const isStart = this.dialog === "start";
    return html`<dialog class="sheet ask" aria-label=${isStart ? "Debug" : "Edit the definition"} @close=${() => this.open(undefined)} @click=${closeFromOutside} @keydown=${keep}>
      <div class="inner">
        <h2>${isStart ? "Debug" : "Edit the definition"}</h2>
        <button class="close" @click=${closeDialog} aria-label="Close">${ICONS.close}</button>
        ${isStart ? this.start() : this.editing()}
      </div>
    </dialog>`;
  }

  private start() {
    const started = (event: CustomEvent<{ input: string }>) => {
      this.input = event.detail.input;
      this.open(undefined);
    };
    const start: AslStart["start"] = async (settings, isAgain) => {
      const { debugging, host } = this;
      if (!isAgain) return debugging.start(settings);
      const text = await this.tools!.debugAgain(host.opened, debugging, settings.input ?? {});
      if (text !== "") this.refuse({ text });
    };
    return html`<asl-start nested .start=${start} .name=${this.host.opened.drawn?.name ?? ""} .input=${this.input} .recorded=${this.recorded} .reads=${this.reads} @asl-started=${started}></asl-start>`;
  }

  /** Of the recorded run that is open: why it cannot be run again. */
  private get recorded(): AslStart["recorded"] {
    return isRecorded(this.host.opened) ? { not: this.inspecting.notAgain } : undefined;
  }

  private reads: readonly ObjectRead[] = [];

  private editing() {
    const { debugging, host } = this;
    const text =
      this.text ?? debugging.run.session?.program.text ?? JSON.stringify(host.opened.drawn?.definition, null, 2);
    const reload = async (event: Event) => {
      if (await debugging.reload((event as CustomEvent<{ text: string }>).detail.text)) this.open(undefined);
    };
    const open = (event: Event) => {
      this.open(undefined);
      debugging.leave();
      void host.open((event as CustomEvent<{ text: string }>).detail.text, (event.target as AslEdit).id);
    };
    return html`<asl-edit nested .text=${text} .fault=${debugging.fault} .busy=${debugging.busy} @asl-reload=${reload} @asl-open-text=${open}></asl-edit>`;
  }

  /** What is known of a state beside its events, and what can be done with it. */
  liveOf(node: string): InspectorLive | undefined {
    const { debugging, inspecting, host } = this;
    const found = this.nodes.find(({ pointer }) => pointer === node);
    if (found === undefined) return undefined;
    const { active, isHere, busy, run } = debugging;
    const away = active ? debugging.away : undefined;
    const inspection = inspecting.inspection?.state === found.path ? inspecting.inspection : undefined;
    const isStill = active && isHere && !run.running;
    const asking = active && isHere ? this.tools?.askingIn(run, node, host.cursor.visit) : undefined;
    const places = isStill ? this.tools?.restartPlaces(run, node, host.cursor.pointed) : undefined;
    return {
      inspection,
      note: inspecting.note,
      ...asking,
      task: asking?.task,
      busy: busy || run.running || away !== undefined,
      away,
      ahead: active && isHere && debugging.node === node && debugging.visit === undefined,
      breakpoint: this.hasBreakpoint(node),
      turnBreakpoint: host.opened.drawn === undefined ? undefined : () => this.toggleNode(node),
      originOf: inspection === undefined ? undefined : inspecting.originOf,
      evaluate: inspection && inspecting.evaluateInside,
      set: active && inspection?.here ? debugging.set : undefined,
      restart: places && { ...places, act: (frame, input) => debugging.jump(frame, found.name, input) },
    };
  }

  /** Marks with breakpoints, and with where the run stands. */
  marks(marks: Marks): Marks {
    const { active, breakpoints, node } = this.debugging;
    if (!active && breakpoints.length === 0) return marks;
    const key = [marks, breakpoints, active ? node : "", this.nodes];
    if (key.some((one, at) => one !== this.marked.key[at])) this.marked = { key, marks: this.markNew(marks) };
    return this.marked.marks;
  }

  private markNew(marks: Marks): Marks {
    const { active, node } = this.debugging;
    const set = this.brokenNodes();
    const result = new Map<string, NodeMark>();
    for (const { pointer } of this.nodes) {
      const { current, ...mark } = marks?.get(pointer) ?? (active ? { status: "unreached" as const } : {});
      const isCurrent = active ? pointer === node : current === true;
      const isAhead = isCurrent && mark.status === "unreached";
      const breakpoint = set.has(pointer);
      result.set(pointer, {
        ...(isAhead ? {} : mark),
        ...(breakpoint && { breakpoint }),
        ...(isCurrent && { current: true }),
      });
    }
    return result;
  }

  /** Ids of states with a breakpoint that is not switched off. */
  private brokenNodes(): ReadonlySet<string> {
    const names = new Set(
      this.debugging.breakpoints.flatMap(({ state, enabled }) =>
        state === undefined || enabled === false ? [] : [state],
      ),
    );
    return new Set(
      this.nodes.flatMap(({ pointer, path, name }) => (names.has(path) || names.has(name) ? [pointer] : [])),
    );
  }

  /** Whether a state has a breakpoint. */
  hasBreakpoint(node: string): boolean {
    return this.brokenNodes().has(node);
  }
}

const gutterMark = (one: Breakpoint | BreakpointSpec): GutterMark =>
  one.enabled === false || (one as Partial<Breakpoint>).verified === false
    ? "off"
    : one.log === undefined
      ? "on"
      : "log";

const keep = (event: KeyboardEvent): void => event.stopPropagation();
