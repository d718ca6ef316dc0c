import { isObject, own } from "asl-core";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { NodeMark, WatchedValue } from "../markers.js";
import {
  closeUpOn,
  latest,
  previewText,
  shortName,
  toldValue,
  turnWatched,
  type Visit,
  type Watched,
  watchedName,
} from "../timeline/index.js";
import type { Cursor } from "./cursor.js";
import type { Opened } from "./opened.js";
import { baseOf } from "./originals.js";

/** More fields are not watched, and of more machines they are forgotten, the oldest first. */
const [MOST, MACHINES] = [20, 50];
const KEY = "asl-viewer.watched";
/** Letters of a value under a state. */
const LONGEST = 40;

type Marks = ReadonlyMap<string, NodeMark> | undefined;

interface Host extends ReactiveControllerHost, EventTarget {
  readonly opened: Opened;
  readonly cursor: Cursor;
}

/**
 * The fields that are watched, by machine: known by the name of its file, where it has none by its first state. The browser
 * remembers them, without any value, where it lets the page.
 */
export class Watching implements ReactiveController {
  watched: readonly Watched[] = [];
  private machine: string | undefined;
  private marked: { readonly key: readonly unknown[]; readonly marks: Marks } = { key: [], marks: undefined };

  constructor(private readonly host: Host) {
    host.addController(this);
    host.addEventListener("asl-watch", (event) => this.turn((event as CustomEvent<Watched>).detail));
  }

  hostUpdate(): void {
    const machine = machineOf(this.host.opened);
    if (machine === this.machine) return;
    this.machine = machine;
    this.watched = machine === undefined ? [] : (remembered().get(machine) ?? []);
  }

  private turn(one: Watched): void {
    this.watched = turnWatched(this.watched, one).slice(-MOST);
    if (this.machine !== undefined) remember(this.machine, this.watched);
    this.host.requestUpdate();
  }

  /** Marks with the watched values that the visit of a state has that is shown. O(states × watched), where anything changed. */
  marks(marks: Marks): Marks {
    const { watched } = this;
    const { cursor, opened } = this.host;
    if (marks === undefined || watched.length === 0) return marks;
    const key = [marks, watched, cursor.count, cursor.visit, opened.timeline];
    if (key.some((one, at) => one !== this.marked.key[at])) this.marked = { key, marks: this.markNew(marks) };
    return this.marked.marks;
  }

  private markNew(marks: ReadonlyMap<string, NodeMark>): Marks {
    const result = new Map(marks);
    const { timeline } = this.host.opened;
    for (const { pointer, index } of timeline?.run.outline.nodes ?? []) {
      const visit = this.visitOf(index);
      const watch = visit && this.valuesOf(visit);
      if (watch?.length) result.set(pointer, { ...marks.get(pointer), watch });
    }
    return result;
  }

  private visitOf(node: number): Visit | undefined {
    const { cursor, opened } = this.host;
    const { count, visit } = cursor;
    if (visit?.node === node && visit.from < count) return visit;
    return latest(closeUpOn(opened.timeline!, visit).visitsOf(node), count);
  }

  private valuesOf(visit: Visit): WatchedValue[] {
    const { opened, cursor } = this.host;
    return this.watched.flatMap((one) => {
      const told = toldValue(opened.timeline!, visit, one, cursor.count);
      return told === undefined ? [] : [{ name: shortName(one, this.watched), text: previewText(told.value, LONGEST) }];
    });
  }
}

/** What a machine is known by; of a child execution the whole machine. */
function machineOf({ drawn, timeline, trail }: Opened): string | undefined {
  const definition = (trail[0]?.timeline ?? timeline)?.run.outline.definition;
  if (!isObject(definition)) return undefined;
  return drawn?.name ? baseOf(drawn.name) : `${own(definition, "StartAt")}`.slice(0, 100);
}

/** Reading or writing throws where a page may not store anything. */
function remembered(): Map<string, readonly Watched[]> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Map(
      (Array.isArray(stored) ? stored : []).flatMap((one) => {
        const [machine, watched] = Array.isArray(one) ? one : [];
        return typeof machine === "string" && Array.isArray(watched) ? [[machine, watched.filter(isWatched)]] : [];
      }),
    );
  } catch {
    return new Map();
  }
}

function isWatched(one: unknown): one is Watched {
  const { stage, pointer } = (one ?? {}) as Partial<Watched>;
  return typeof stage === "string" && typeof pointer === "string" && watchedName({ stage, pointer }).length < 1000;
}

function remember(machine: string, watched: readonly Watched[]): void {
  const all = remembered();
  all.delete(machine);
  if (watched.length > 0) all.set(machine, watched);
  try {
    localStorage.setItem(KEY, JSON.stringify([...all].slice(-MACHINES)));
  } catch {
    // Then it is forgotten.
  }
}
