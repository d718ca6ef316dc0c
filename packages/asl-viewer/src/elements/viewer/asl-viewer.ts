import { nothing } from "lit";
import type { Checker } from "../../checking/problem.js";
import { Address } from "../../controllers/address.js";
import { Announcer } from "../../controllers/announcer.js";
import { Checking } from "../../controllers/checking.js";
import { Choices } from "../../controllers/choices.js";
import { Cursor } from "../../controllers/cursor.js";
import { Incoming } from "../../controllers/incoming.js";
import { copyLink } from "../../controllers/link.js";
import { type Openable, sourceOf } from "../../controllers/openable.js";
import { Opened } from "../../controllers/opened.js";
import { Opening } from "../../controllers/opening.js";
import { PaneSizes } from "../../controllers/pane-sizes.js";
import { Playback, type Played } from "../../controllers/playback.js";
import { Reading } from "../../controllers/reading.js";
import { Telling } from "../../controllers/telling.js";
import { Times } from "../../controllers/times.js";
import { Watching } from "../../controllers/watching.js";
import { Width } from "../../controllers/width.js";
import type { DebugClient } from "../../debugging/index.js";
import type { Direction, Layouter } from "../../layout/index.js";
import type { PageParts } from "../../page/index.js";
import { lastWords, type Reader, type Timeline, type Visit } from "../../timeline/index.js";
import { ComparisonView } from "../comparison/comparison-view.js";
import { debugStyle } from "../debugger/debug-style.js";
import { DebugView } from "../debugger/debug-view.js";
import type { AslGraph } from "../graph/asl-graph.js";
import { type Bindings, strokeOf } from "../shared/command.js";
import { dialogStyle } from "../shared/dialog-style.js";
import { AslElement } from "../shared/element.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import type { AslTimeline } from "../timeline/asl-timeline.js";
import { EventMenu } from "../timeline/event-menu.js";
import { viewerCommandFor } from "./commands.js";
import { openTexts, type Texts } from "./examples.js";
import { offer } from "./offer.js";
import { Overlays, themeAfter } from "./overlays.js";
import { type Pane, panes } from "./panes.js";
import { panesStyle } from "./panes-style.js";
import { readingBar } from "./reading-bar.js";
import { replayBar } from "./replay-bar.js";
import { Saving } from "./saving.js";
import { topBar } from "./top-bar.js";
import { trail } from "./trail.js";
import type { Commanded } from "./viewer-commands.js";
import { viewerStyle } from "./viewer-style.js";
import { messages, welcome } from "./welcome.js";

/**
 * Everything: the machine, the run on it, and all data of the run, with one cursor and one selection. Texts are dropped,
 * pasted, opened from files, or given by `open`.
 *
 * @element asl-viewer
 * @attr {"down" | "right"} direction - the way machines run
 * @attr {"on" | "off"} keys - "off": letters, digits and signs do nothing by themselves
 * @attr {boolean} linked - keeps cursor and selection in the page's hash, so that a link shows the same; of several viewers the first
 * @csspart top - what is open
 * @csspart replay - the buttons that go through a run
 * @csspart graph - the picture; its own parts are there too
 * @csspart toolbar - the buttons of the picture
 * @csspart minimap - the small picture
 * @csspart inspector - what is known of the chosen state
 * @csspart strip - the tabs of the lower pane
 * @csspart lower - the lower pane
 * @csspart source - the definition
 * @fires asl-opened - a text was opened; `detail.timeline`
 * @fires asl-seek - the cursor is elsewhere, whoever moved it; `detail.count`
 * @fires asl-select - another state is chosen, or another visit of it, whoever chose it; `detail.node`, null for none, `detail.visit`
 * @fires asl-refused - a text could not be opened; `detail.message`, `detail.hint`
 */
export class AslViewer extends AslElement implements Played, Commanded {
  static override readonly absent = { direction: "down" };
  static override properties = {
    direction: { reflect: true },
    linked: { type: Boolean },
    layouter: { attribute: false },
    reader: { attribute: false },
    checker: { attribute: false },
    example: { attribute: false },
    page: { attribute: false },
    keys: { reflect: true },
    bindings: { attribute: false },
    version: { state: true },
    pane: { state: true },
    said: { state: true },
    sourceOpen: { state: true },
  };

  declare direction: Direction;
  declare linked: boolean;
  /** Who lays out; by default elk on this thread. */
  declare layouter: Layouter | undefined;
  /** Who reads texts; by default this thread. */
  declare reader: Reader | undefined;
  /** Who checks definitions; by default this thread. */
  declare checker: Checker | undefined;
  /** Texts that a button offers while nothing is open, or who brings them. */
  declare example: Texts | undefined;
  /** What a page is made of that holds everything; absent, none is offered. */
  declare page: (() => Promise<PageParts>) | undefined;
  declare keys: "on" | "off" | null;
  /** Keys of one's own, by ids of commands; an empty list takes a command's keys away. */
  declare bindings: Bindings | undefined;
  declare private version: number;
  /** @internal */ declare pane: Pane;
  declare private said: string;
  private hush: ReturnType<typeof setTimeout> | undefined;
  /** @internal */ declare sourceOpen: boolean;

  /** @internal */ readonly opened = new Opened();
  /** @internal */ readonly saving = new Saving(this);
  /** @internal */ readonly cursor = new Cursor(this, this.opened);
  /** @internal */ readonly choices = new Choices(this);
  /** @internal */ readonly watching = new Watching(this);
  /** @internal */ readonly times = new Times(this);
  /** @internal */ readonly checking = new Checking(this);
  private readonly playback = new Playback(this);
  /** @internal */ readonly sizes = new PaneSizes(this);
  private readonly width = new Width(this);
  /** @internal */ readonly reading = new Reading(this);
  private readonly incoming = new Incoming(this);
  private readonly announcer = new Announcer(this);
  private readonly telling = new Telling(this);
  private readonly opening = new Opening(this);
  private readonly overlays = new Overlays(this);
  /** @internal */ readonly debug = new DebugView(this);
  /** @internal */ readonly eventMenu = new EventMenu(this);
  /** @internal */ readonly comparing = new ComparisonView(this);
  /** @internal */ readonly address = new Address(this);

  constructor() {
    super();
    this.direction = "down";
    this.linked = false;
    this.version = 0;
    this.pane = "timeline";
    this.said = "";
    this.keys = null;
    this.sourceOpen = false;
    this.addEventListener("keydown", this.press);
    this.addEventListener("asl-say", (event) => this.say((event as CustomEvent<{ text: string }>).detail.text));
  }

  /** The run that is open, empty where only a definition is. */
  get timeline(): Timeline | undefined {
    return this.opened.timeline;
  }

  /** How many events have happened. */
  get count(): number {
    return this.cursor.count;
  }

  /** Id of the chosen state, null for none. */
  get node(): string | null {
    return this.cursor.node;
  }

  /** The visit of it that is shown. */
  get visit(): Visit | undefined {
    return this.cursor.visit;
  }

  /**
   * Opens a text: a definition, a template, a history, logs; a file, or its JSON as a value. One that cannot be shown is refused
   * with a message. Fulfils with whether it is shown.
   */
  open(text: Openable, name = ""): Promise<boolean> {
    return this.opening.by(async () => {
      const source = sourceOf(text);
      const found = await this.comparing.joined(await this.reading.read(source, name));
      if ((await this.debug.take(found, source)) || (await this.comparing.take(found, name))) return;
      await this.opened.open(found, name);
      this.begin();
    }, name);
  }

  /**
   * Lays a second run beside the one that is open: a history, logs or a recording; or a definition over the one that is open, `as`
   * the version after it or before it.
   */
  compare(text: Openable, name = "", as: "after" | "before" = "after"): Promise<boolean> {
    const read = () => this.reading.read(sourceOf(text), name);
    return this.opening.by(async () => this.comparing.open(await read(), name, as), name);
  }

  /** Opens files; of several, definitions first, so that a history dropped together with its definition is laid on it. */
  openFiles(files: Iterable<File>): Promise<void> {
    return this.incoming.openFiles(files);
  }

  /** At the place the link names, else where the run failed, with the state chosen that did, else at the end. */
  private begin(): void {
    const { timeline } = this;
    if (timeline === undefined) return;
    this.playback.pause();
    this.address.begin(timeline, this.address.leads && this.version === 0 ? location.hash : undefined);
    this.version++;
    const isFailing = timeline.ending !== "succeeded" && timeline.visitAt(this.count) !== undefined;
    if (this.narrow) this.pane = !isFailing && timeline.length > 0 ? "timeline" : "inspector";
    setTimeout(() => timeline.search.prepare(), 400);
    this.dispatchEvent(new CustomEvent("asl-opened", { detail: { timeline }, bubbles: true, composed: true }));
  }

  /** Goes to a place: `count` events have happened. */
  seek(count: number): void {
    this.cursor.seek(count);
  }

  /** @internal */ get narrow(): boolean {
    return this.width.narrow;
  }

  override willUpdate(): void {
    if (this.timeline !== undefined && this.timeline.length > 0)
      this.announcer.say(this.debug.words ?? lastWords(this.timeline, this.count));
  }

  override updated(): void {
    if (this.address.leads && this.debug.going.isThere(this.version > 0) && !this.playback.playing) this.address.keep();
  }

  /** Steps by events. */
  step(by: number): void {
    this.playback.pause();
    this.cursor.step(by);
  }

  /** To the next or previous failure. */
  toError(step: 1 | -1): void {
    this.playback.pause();
    this.cursor.toError(step);
  }

  /** To the same state in the iteration before or after; with `failed` to one that failed. */
  toIteration(step: 1 | -1, failed: boolean): void {
    this.choices.beside(step, failed);
  }

  /** To the visit before or after of the chosen state. */
  toVisit(step: 1 | -1): boolean {
    return this.choices.turnChosen(step);
  }

  /** Out of the child execution that is shown. */
  leaveChild(): boolean {
    return this.choices.leave(this.opened.trail.length - 1);
  }

  /** Handles a key as the viewer does when it has the focus; true where it meant something. */
  readonly press = (event: KeyboardEvent): void => {
    const stroke = strokeOf(event);
    if (event.defaultPrevented || stroke === undefined || this.comparing.press(event)) return;
    const target = event.composedPath()[0] as Element;
    const isWriting = target.matches?.("input, select, textarea") && !stroke.startsWith("Mod+");
    if (isWriting || target.closest?.("dialog") || (stroke === " " && target.matches?.("button"))) return;
    const act = viewerCommandFor(this, event);
    if (act === undefined || act() === false) return;
    event.preventDefault();
  };

  /** Closes the message; false where there is none. */
  dismiss(): boolean {
    return this.opening.dismiss();
  }

  /** Opens the sheet of keys. */
  help(): void {
    this.overlays.show("help");
  }

  /** Opens the list of all commands and states. */
  palette(): void {
    this.overlays.show("palette");
  }

  /** Switches keys off that are letters, digits or signs, or on again. */
  turnKeys(): void {
    this.keys = this.keys === "off" ? "on" : "off";
    this.say(this.keys === "off" ? "Single keys are off" : "Single keys are on");
  }

  /** Asks for files. */
  pick(): void {
    this.incoming.pick();
  }

  /** Folds a part of the window, or unfolds it. */
  fold(part: "inspector" | "lower"): void {
    this.sizes.fold(part === "lower" && this.narrow ? "sheet" : part);
  }

  /** Sizes of all panes as at first. */
  resetPanes(): void {
    this.sizes.reset();
  }

  /** Shows the events, to be searched. */
  searchData(): void {
    this.show("events");
    const focus = () => this.updateComplete.then(() => this.renderRoot.querySelector("asl-events")?.focus());
    void customElements.whenDefined("asl-events").then(focus);
  }

  /** Plays, or pauses. */
  play(): void {
    this.playback.toggle();
  }

  /** The picture. */
  get graphElement(): AslGraph | null {
    return this.renderRoot.querySelector("asl-graph") ?? this.comparing.graphElement;
  }

  /** Opens the menu of what can be saved. */
  save(): void {
    this.saving.show();
  }

  /** The timeline, where it is shown. */
  get timelineElement(): AslTimeline | null {
    return this.renderRoot.querySelector("asl-timeline:defined");
  }

  /** Chooses a state, as a click on it does, or none. */
  choose(node: string | null): void {
    this.telling.select({ node });
  }

  /** Shows a pane; the definition, where there is room for it beside the others, also hides again. */
  readonly show = (pane: Pane | "details"): void => {
    const wanted = pane !== "details" ? pane : this.narrow ? "inspector" : "source";
    if (wanted === "source" && !this.narrow) this.sourceOpen = !this.sourceOpen;
    else this.pane = wanted;
  };

  /** Puts a link to this place into the clipboard. */
  async copyLink(): Promise<void> {
    this.say(await copyLink(this.address.place));
  }

  /**
   * Debugs behind a host, or shows the files it has. `connect` gives a client whose connection is new each time: it is called
   * again where the connection was lost. Settles once that was tried.
   */
  connect(connect: () => Promise<DebugClient>): Promise<void> {
    return this.debug.debugging.attach(connect);
  }

  private say(text: string): void {
    this.said = text;
    clearTimeout(this.hush);
    this.hush = setTimeout(() => (this.said = ""), 2500);
  }

  /** Opens what a paste event brings. */
  takePaste(event: ClipboardEvent): void {
    this.incoming.take(event);
  }

  private readonly openExample = (): Promise<void> => openTexts(this, this.example ?? []);

  override render() {
    return html`
      ${topBar(this.opened, this.comparing.active ? undefined : this.count, {
        choose: (what) => (this.opened.choose(what), this.begin()),
        open: this.incoming.pick,
        link: () => void this.copyLink(),
        theme: () => this.turnTheme(),
        palette: () => this.palette(),
        help: () => this.help(),
        debug: this.debug.button(),
        compare: this.comparing.button(),
        trail: trail(this),
        exported: this.opened.graph === undefined ? undefined : this.saving,
      })}
      ${readingBar(this.reading)} ${messages(this.opening.fault, this.opened.graph === undefined ? this.comparing.notes : [...this.comparing.notes, ...this.opened.notes], this.opening.dismiss)}
      ${this.debug.messages()} ${this.comparing.versions.message()}
      ${this.opened.graph === undefined ? welcome(this.incoming.pick, this.example && this.openExample) : (this.comparing.render() ?? this.panes())}
      ${this.incoming.dropping ? html`<div class="drop" aria-hidden="true">Drop to open</div>` : nothing}
      ${offer(this)} ${this.eventMenu.render()} ${this.overlays.render()}
      <p class="said" role="status">${this.said}</p>
      <p class="sr" role="log" aria-live="polite" aria-label="What happens">${this.announcer.text}</p>
    `;
  }

  /** To the next of light, dark and high contrast. */
  turnTheme(): void {
    this.theme = themeAfter(this.theme);
  }

  private panes() {
    const ran = (this.timeline?.length ?? 0) > 0;
    return html`${this.debug.bar() ?? (ran ? replayBar(this, this.playback) : nothing)} ${panes(this)}`;
  }

  static override styles = [theme, controls, viewerStyle, panesStyle, dialogStyle, debugStyle];
}
