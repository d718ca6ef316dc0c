import type { Command } from "../shared/command.js";

/** What commands ask of a viewer. */
export interface Commanded {
  readonly timeline: { readonly length: number } | undefined;
  readonly count: number;
  readonly graphElement: { focus(): void } | null;
  readonly timelineElement: { zoom(factor: number): void; move(share: number): void } | null;
  step(by: number): void;
  toError(step: 1 | -1): void;
  toIteration(step: 1 | -1, failed: boolean): void;
  toVisit(step: 1 | -1): boolean;
  leaveChild(): boolean;
  show(pane: "timeline" | "events" | "table" | "problems" | "details" | "inspector"): void;
  /** Opens or closes a part of the window. */
  fold(part: "inspector" | "lower"): void;
  searchData(): void;
  resetPanes(): void;
  copyLink(): Promise<void>;
  play(): void;
  help(): void;
  palette(): void;
  pick(): void;
  save(): void;
  readonly comparing: { pick(): unknown };
  readonly eventMenu: { openHere(): boolean };
  turnTheme(): void;
  turnKeys(): void;
  dismiss(): boolean;
}

/** All commands of a viewer but the graph's. Letters, since function keys belong to the browser. */
export const VIEWER_COMMANDS: readonly Command<Commanded>[] = [
  { id: "play", group: "Run", keys: ["c", " "], does: "play or pause", act: (viewer) => viewer.play() },
  { id: "next", group: "Run", keys: ["."], does: "next event", act: (viewer) => viewer.step(1) },
  { id: "previous", group: "Run", keys: [","], does: "previous event", act: (viewer) => viewer.step(-1) },
  { id: "next-failure", group: "Run", keys: ["e"], does: "next failure", act: (viewer) => viewer.toError(1) },
  { id: "previous-failure", group: "Run", keys: ["E"], does: "previous failure", act: (viewer) => viewer.toError(-1) },
  { id: "beginning", group: "Run", keys: ["Home"], does: "beginning", act: (viewer) => viewer.step(-viewer.count) },
  { id: "end", group: "Run", keys: ["End"], does: "end", act: (viewer) => viewer.step(viewer.timeline?.length ?? 0) },
  { id: "next-visit", group: "Run", keys: [">"], does: "next visit of the state", act: (viewer) => viewer.toVisit(1) },
  {
    id: "previous-visit",
    group: "Run",
    keys: ["<"],
    does: "previous visit of the state",
    act: (viewer) => viewer.toVisit(-1),
  },
  {
    id: "event-menu",
    group: "Run",
    keys: ["m"],
    does: "break, restart or copy from this event",
    act: ({ eventMenu }) => eventMenu.openHere(),
  },
  {
    id: "leave-execution",
    group: "Run",
    keys: ["Backspace"],
    does: "out of a child execution",
    act: (viewer) => viewer.leaveChild(),
  },
  ...iterations("", "iteration", ["]", "["], false),
  ...iterations("-failed", "failed iteration", ["}", "{"], true),
  {
    id: "timeline-in",
    group: "Timeline",
    keys: ["w"],
    does: "zoom in",
    act: ({ timelineElement }) => timelineElement?.zoom(0.5) ?? false,
  },
  {
    id: "timeline-out",
    group: "Timeline",
    keys: ["s"],
    does: "zoom out",
    act: ({ timelineElement }) => timelineElement?.zoom(2) ?? false,
  },
  {
    id: "timeline-earlier",
    group: "Timeline",
    keys: ["a"],
    does: "earlier",
    act: ({ timelineElement }) => timelineElement?.move(-0.25) ?? false,
  },
  {
    id: "timeline-later",
    group: "Timeline",
    keys: ["d"],
    does: "later",
    act: ({ timelineElement }) => timelineElement?.move(0.25) ?? false,
  },
  { id: "graph", group: "Panes", keys: ["1"], does: "to the graph", act: ({ graphElement }) => graphElement?.focus() },
  { id: "timeline", group: "Panes", keys: ["2"], does: "to the timeline", act: (viewer) => viewer.show("timeline") },
  { id: "events", group: "Panes", keys: ["3"], does: "to the events", act: (viewer) => viewer.show("events") },
  { id: "table", group: "Panes", keys: ["8"], does: "to the table", act: (viewer) => viewer.show("table") },
  {
    id: "problems",
    group: "Panes",
    keys: ["7"],
    does: "to the problems",
    act: (viewer) => viewer.show("problems"),
  },
  {
    id: "details",
    group: "Panes",
    keys: ["4"],
    does: "show or hide the definition",
    act: (viewer) => viewer.show("details"),
  },
  {
    id: "fold-inspector",
    group: "Panes",
    keys: ["5"],
    does: "show or hide the inspector",
    act: (viewer) => viewer.fold("inspector"),
  },
  {
    id: "fold-lower",
    group: "Panes",
    keys: ["6"],
    does: "show or hide the lower pane",
    act: (viewer) => viewer.fold("lower"),
  },
  {
    id: "reset-panes",
    group: "Panes",
    keys: [],
    does: "sizes of all panes as at first",
    act: (viewer) => viewer.resetPanes(),
  },
  {
    id: "search-data",
    group: "Panes",
    keys: ["Mod+Shift+f"],
    does: "search all data",
    act: (viewer) => viewer.searchData(),
  },
  { id: "open", group: "Page", keys: [], does: "open files", act: (viewer) => viewer.pick() },
  {
    id: "compare",
    group: "Page",
    keys: [],
    does: "compare with another run, or another definition",
    act: ({ comparing }) => comparing.pick(),
  },
  {
    id: "export",
    group: "Page",
    keys: [],
    does: "save the picture, the run or a page",
    act: (viewer) => viewer.save(),
  },
  { id: "link", group: "Page", keys: ["y"], does: "copy a link to this place", act: (viewer) => viewer.copyLink() },
  { id: "theme", group: "Page", keys: [], does: "light, dark or high contrast", act: (viewer) => viewer.turnTheme() },
  {
    id: "palette",
    group: "Page",
    keys: ["Mod+k"],
    does: "find a command or a state",
    act: (viewer) => viewer.palette(),
  },
  { id: "help", group: "Page", keys: ["?"], does: "all keys", act: (viewer) => viewer.help() },
  { id: "keys", group: "Page", keys: [], does: "switch single keys on or off", act: (viewer) => viewer.turnKeys() },
  {
    id: "dismiss",
    group: "Page",
    keys: ["Escape"],
    does: "close what lies above the page",
    act: (viewer) => viewer.dismiss(),
  },
];

function iterations(suffix: string, what: string, [on, back]: [string, string], failed: boolean): Command<Commanded>[] {
  return ([1, -1] as const).map((step) => ({
    id: `${step > 0 ? "next" : "previous"}-iteration${suffix}`,
    group: "Run",
    keys: [step > 0 ? on : back],
    does: `${step > 0 ? "next" : "previous"} ${what}`,
    act: (viewer) => viewer.toIteration(step, failed),
  }));
}
