import { nothing } from "lit";
import type { Opened } from "../../controllers/opened.js";
import { executionNames, originOf, shortDuration, type Timeline, transitionsOf } from "../../timeline/index.js";
import { keyName } from "../shared/command.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { isApple } from "../shared/platform.js";
import type { Exported } from "./exported.js";

/** What the buttons of the bar do. */
export interface TopActs {
  choose(what: Parameters<Opened["choose"]>[0]): void;
  open(): void;
  link(): void;
  theme(): void;
  palette(): void;
  help(): void;
  /** What begins the debugger. */
  readonly debug: unknown;
  /** What asks for a second run. */
  readonly compare: unknown;
  /** The way to what is chosen. */
  readonly trail: unknown;
  /** What can be saved; undefined for nothing. */
  readonly exported: Exported | undefined;
}

/**
 * What is open, how it ended and after how many of its events it is shown, and what can be done with it as a whole. Without a
 * `count`, as beside a comparison, nothing of how one run ended.
 */
export function topBar(opened: Opened, count: number | undefined, acts: TopActs) {
  const { timeline } = opened;
  const name = titleOf(opened) || (timeline?.run.inferred ? "Inferred from the history" : "");
  const ran = timeline !== undefined && timeline.length > 0;
  return html`<section class="top" part="top" aria-label="What is open">
    ${name === "" ? html`<span class="title">asl</span>` : html`<h1 class="title" title=${name}>${shortNameOf(opened, name)}</h1>`}
    ${acts.trail} ${machines(opened, acts)} ${executions(opened, acts)} ${ran && count !== undefined ? summary(timeline, count) : nothing}
    <span class="room"></span>
    ${acts.debug}
    <button @click=${acts.open} title="Open a definition or a history">${ICONS.open}<span class="word">Open</span></button>
    ${
      ran
        ? html`<button class="more" @click=${acts.link} title="Copy a link to this place (y)" aria-label="Copy link">${ICONS.link}</button>`
        : nothing
    }
    ${acts.compare} ${acts.exported === undefined ? nothing : html`<asl-export nested .from=${acts.exported}></asl-export>`}
    <button @click=${acts.palette} title="Find a command or a state (${keyName("Mod+k", isApple)})" aria-label="Commands">${ICONS.search}</button>
    <button class="more" @click=${acts.theme} title="Light, dark or high contrast" aria-label="Light, dark or high contrast">${ICONS.theme}</button>
    <button class="more" @click=${acts.help} title="Keys (?)" aria-label="Keys">${ICONS.help}</button>
    ${rest(acts, ran)}
  </section>`;
}

/** What a narrow bar has no room for. */
const rest = (
  acts: TopActs,
  ran: boolean,
) => html`<details class="rest" @click=${shut} @focusout=${shut} @keydown=${shut}>
  <summary title="More" aria-label="More">${ICONS.more}</summary>
  <div>
    ${ran ? html`<button @click=${acts.link}>${ICONS.link} Copy a link to this place</button>` : nothing}
    <button @click=${acts.theme}>${ICONS.theme} Light, dark or high contrast</button>
    <button @click=${acts.help}>${ICONS.help} Keys</button>
  </div>
</details>`;

/** Closes the menu after a choice, by Escape, and where the focus leaves it. */
function shut(event: Event): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  const { key, relatedTarget } = event as Event & { readonly key?: string; readonly relatedTarget?: Node | null };
  const isOver =
    event.type === "focusout"
      ? relatedTarget && !menu.contains(relatedTarget)
      : key === undefined
        ? (event.target as Element).closest("button")
        : key === "Escape";
  if (!isOver || !menu.open) return;
  event.stopPropagation();
  menu.open = false;
  if (key !== undefined) menu.querySelector("summary")?.focus();
}

/** The file's name: of one machine among several the list beside it tells, of one alone its id behind the name. */
function titleOf({ drawn, definitions }: Opened): string {
  const file = originOf(drawn)?.name ?? "";
  if (drawn?.id === undefined || file === "") return drawn?.name ?? "";
  return definitions.length > 1 ? file : `${file}#${drawn.id}`;
}

/** Without the folders of the file, so that what stands beside it has room. */
function shortNameOf({ drawn }: Opened, name: string): string {
  const file = originOf(drawn)?.name || name;
  return name.startsWith(file) ? name.slice(file.search(/[^/\\]*$/)) : name;
}

const summary = (
  timeline: Timeline,
  count: number,
) => html`<span class="ending ${timeline.ending.replace(" ", "-")}">${timeline.ending}</span>
  ${timeline.run.timed ? html`<span class="fact">${shortDuration(timeline.timeOf(timeline.length - 1))}</span>` : nothing}
  <span class="fact wide" title=${extent(timeline)}>${place(timeline, count)}</span>
  <span class="fact widest">${count < timeline.length ? "" : "of 25,000 · "}${counted(transitionsOf(timeline), "transition")}</span>`;

/** "23 events"; "at event 17 of 23" where the run is not shown as it ended. */
const place = ({ length }: Timeline, count: number): string =>
  count < length ? `at event ${count} of ${length}` : counted(length, "event");

const counted = (count: number, what: string): string =>
  `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;

const extent = ({ length, visits }: Timeline): string =>
  `${length.toLocaleString("en")} of the 25,000 events a Standard execution may have, ${visits.visits.length.toLocaleString("en")} visits of states`;

const indexOf = (event: Event): number => (event.target as HTMLSelectElement).selectedIndex;

function machines({ definitions, drawn }: Opened, { choose }: TopActs) {
  if (definitions.length < 2) return nothing;
  return html`<select aria-label="State machine" @change=${(event: Event) => choose({ drawn: definitions[indexOf(event)] })}>
    ${definitions.map((one) => html`<option ?selected=${one === drawn}>${one.name}</option>`)}
  </select>`;
}

function executions({ histories, history }: Opened, { choose }: TopActs) {
  if (histories.length < 2) return nothing;
  return html`<select aria-label="Execution" @change=${(event: Event) => choose({ history: histories[indexOf(event)] })}>
    ${executionNames(histories.map(({ executionArn }) => executionArn)).map(
      (name, at) => html`<option ?selected=${histories[at] === history}>${name}</option>`,
    )}
  </select>`;
}
