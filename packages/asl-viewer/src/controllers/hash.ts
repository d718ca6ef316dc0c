import type { EventKind } from "../timeline/index.js";

/** Which runs of a state are shown where two are compared. */
const SHOWN = ["a", "b", "both"] as const;

/** A place in a comparison; the state that is chosen stands beside it. */
export interface ComparedPlace {
  /** What the runs are called. */
  readonly a: string;
  readonly b: string;
  /** Number of a moment of both. */
  readonly moment?: number;
  readonly shown?: (typeof SHOWN)[number];
  /** Number of a pair of visits. */
  readonly pair?: number;
}

/** What a person has narrowed the list of events to. */
export interface EventFilters {
  readonly text?: string;
  readonly kind?: EventKind;
  readonly error?: string;
  /** To the chosen state, and to the iteration of the chosen visit. */
  readonly mine?: boolean;
  readonly inside?: boolean;
}

/** What a link reproduces: how many events have happened, and what is chosen. */
export interface Place {
  readonly count?: number;
  /** Id of a node. */
  readonly node?: string;
  /** Number of a visit. */
  readonly visit?: number;
  /** The child executions one is in, outermost first: the number of the Map's visit, and the execution's number there. */
  readonly within?: readonly { readonly visit: number; readonly number: number }[];
  /** What the list of events is narrowed to. */
  readonly events?: EventFilters;
  /** Of two runs that are compared; then there is no count and no visit. */
  readonly compared?: ComparedPlace;
}

/** The place a hash stands for; what it does not say, or says wrongly, is absent. */
export function readHash(hash: string): Place {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const number = (name: string): number | undefined => {
    const text = values.get(name);
    return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  const node = values.get("state") ?? undefined;
  const [a, b] = [values.get("a"), values.get("b")];
  const events = filtersOf(values);
  const place = {
    ...{ count: number("at"), node, visit: number("visit"), within: withinOf(values.get("in")) },
    ...(events && { events }),
  };
  if (a === null || b === null || a.length + b.length > LONGEST) return place;
  const shown = SHOWN.find((one) => one === values.get("shown"));
  return { ...place, compared: { a, b, moment: number("moment"), shown, pair: number("pair") } };
}

/** Longer names of two runs are none, nor are longer words to be found. */
const LONGEST = 1000;

const KINDS = ["states", "tasks", "containers", "errors"] as const;

function filtersOf(values: URLSearchParams): EventFilters | undefined {
  const [text, error, only] = [values.get("find"), values.get("error"), values.get("only")?.split(".") ?? []];
  const kind = KINDS.find((one) => one === values.get("kind"));
  const isFit = (one: string | null): one is string => one !== null && one !== "" && one.length <= LONGEST;
  const found = {
    ...(isFit(text) && { text }),
    ...(kind !== undefined && { kind }),
    ...(isFit(error) && { error }),
    ...(only.includes("state") && { mine: true }),
    ...(only.includes("iteration") && { inside: true }),
  };
  return Object.keys(found).length === 0 ? undefined : found;
}

/** "12.4_3.0": child execution 4 of visit 12, and in it child execution 0 of visit 3. */
function withinOf(text: string | null): Place["within"] {
  if (text === null || !/^\d{1,9}\.\d{1,9}(_\d{1,9}\.\d{1,9}){0,9}$/.test(text)) return undefined;
  return text.split("_").map((step) => {
    const [visit, number] = step.split(".").map(Number);
    return { visit, number };
  });
}

/** The hash for a place, "" for none. */
export function writeHash({ count, node, visit, within, events, compared }: Place): string {
  const values = new URLSearchParams();
  const put = (name: string, value: string | number | undefined): void => {
    if (value !== undefined) values.set(name, String(value));
  };
  put("a", compared?.a);
  put("b", compared?.b);
  put("at", count);
  put("moment", compared?.moment);
  put("state", node);
  put("visit", visit);
  put("pair", compared?.pair);
  put("shown", compared?.shown === "both" ? undefined : compared?.shown);
  if (within?.length) put("in", within.map((step) => `${step.visit}.${step.number}`).join("_"));
  put("kind", events?.kind);
  put("find", events?.text?.slice(0, LONGEST) || undefined);
  put("error", events?.error);
  const only = [events?.mine ? "state" : "", events?.inside ? "iteration" : ""].filter(Boolean);
  put("only", only.join(".") || undefined);
  const text = values.toString();
  return text === "" ? "" : `#${text}`;
}

/** Between two writings of the hash, in milliseconds: each is a message to the browser, and browsers bound how many they take. */
const PAUSE = 150;

/**
 * Puts places into the page's hash: the last of those that come quickly after each other. Where another execution or
 * comparison is shown than before, the browser's Back leads to the place before.
 */
export class HashKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private place: Place = { count: 0 };
  private isFirst = true;

  keep(place: Place): void {
    if (writeHash(place) === writeHash(this.place)) return;
    const isOther = !this.isFirst && viewOf(place) !== viewOf(this.place);
    if (isOther) this.flush();
    [this.place, this.isFirst] = [place, false];
    if (isOther) write(place, "pushState");
    else this.timer ??= setTimeout(this.flush, PAUSE);
  }

  /** The browser has gone to a place by itself. */
  went(place: Place): void {
    clearTimeout(this.timer);
    [this.timer, this.place, this.isFirst] = [undefined, place, false];
  }

  private readonly flush = (): void => {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    write(this.place, "replaceState");
  };
}

/** What is shown as a whole, whatever the place in it. */
const viewOf = ({ within, compared }: Place): string =>
  writeHash({ within, ...(compared && { compared: { a: compared.a, b: compared.b } }) });

function write(place: Place, how: "pushState" | "replaceState"): void {
  const hash = writeHash(place);
  if (hash === location.hash) return;
  try {
    history[how](history.state, "", hash === "" ? location.pathname + location.search : hash);
  } catch {
    // The place is shown all the same.
  }
}
