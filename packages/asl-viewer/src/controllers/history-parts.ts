import { detailsOf, joinHistories, lackOf } from "asl-core/history";
import { type Found, MOST_EVENTS, rememberJoined } from "../timeline/index.js";
import type { Opened } from "./opened.js";

type History = Found["histories"][number];

/** So many parts are kept that fit nothing yet, those that were given last. */
const MOST = 50;
/** Characters of data that are kept in all of them. */
const MOST_DATA = 64 * 1024 * 1024;

/** Which events are missing, and what to do. */
export interface Lack {
  readonly message: string;
  readonly hint: string;
}

/** Executions whose pages, or parts of their logs, are opened apart: at once or one after the other, in any order. */
export class HistoryParts {
  private waiting: readonly History[] = [];
  private home: Home | undefined;

  /**
   * What was found, with the parts of its executions that were given before: those that are open in one of `homes`, and
   * those that wait. Where it holds parts alone that fit nothing yet, they are kept, and what they lack is said.
   */
  join(found: Found, homes: readonly Opened[]): Found | Lack {
    this.home = undefined;
    if (found.histories.length === 0) return found;
    const whole = found.histories.filter(isWhole).map((history) => this.withWaiting(history));
    const parts = found.histories.filter((history) => !isWhole(history));
    const placed = parts.flatMap((part) => this.place(part, whole, homes, found) ?? []);
    const lacks = placed.filter((one): one is Lack => !isHome(one));
    const home = placed.findLast(isHome);
    this.home = home;
    if (home !== undefined && whole.length === 0) return home.found;
    if (whole.length === 0) return lacks[0];
    const [first, ...others] = whole;
    const notes = lacks.map(({ message }) => `Another execution in it is not shown: ${message}.`);
    const histories = notes.length === 0 ? whole : [{ ...first, notes: [...first.notes, ...notes] }, ...others];
    return histories.every((history, at) => history === found.histories[at]) ? found : { ...found, histories };
  }

  /** What holds the execution that something found is a part of, where that was open. */
  homeOf(found: Found): Opened | undefined {
    return this.home?.found === found ? this.home.of : undefined;
  }

  private withWaiting(history: History): History {
    let joined = history;
    for (let next: Fit | undefined; (next = bestFit(joined, this.waiting)) !== undefined; ) {
      this.waiting = this.waiting.filter((one) => one !== next!.fit);
      joined = rememberJoined(next.joined, history);
    }
    return joined;
  }

  /** What goes on with a part, or why it is of no use yet; undefined where it goes on with what it was found with. */
  private place(part: History, whole: History[], homes: readonly Opened[], found: Found): Home | Lack | undefined {
    const here = bestFit(part, whole);
    if (here === undefined) return this.extend(part, homes, found) ?? this.keep(part);
    whole[whole.indexOf(here.fit)] = rememberJoined(here.joined, here.fit);
    return undefined;
  }

  private extend(part: History, homes: readonly Opened[], found: Found): Home | undefined {
    const best = bestFit(
      part,
      homes.flatMap(({ all }) => all),
    );
    const of = best && homes.find(({ all }) => all.includes(best.fit));
    if (best === undefined || of === undefined) return undefined;
    const joined = this.withWaiting(rememberJoined(best.joined, best.fit));
    const histories = of.all.map((one) => (one === best.fit ? joined : one));
    return { found: { ...found, histories }, of };
  }

  /** Parts that wait are joined among each other, too. */
  private keep(part: History): Lack {
    let kept = part;
    for (let next: Fit | undefined; (next = bestFit(kept, this.waiting)) !== undefined; kept = next.joined)
      this.waiting = this.waiting.filter((one) => one !== next!.fit);
    this.waiting = latestOf([...this.waiting, kept]);
    const { message = "its beginning is missing", hint = "" } = lackOf(kept) ?? {};
    const how = "What there is is kept: open the rest, too, at once or one after the other.";
    return { message, hint: `${hint} ${how}`.trim() };
  }
}

/** What was found as it goes on with what is open, and with which. */
interface Home {
  readonly found: Found;
  readonly of: Opened;
}

const isHome = (one: Home | Lack): one is Home => "of" in one;

/** The last of some parts, as many as may be kept; the very last at least. */
function latestOf(parts: readonly History[]): readonly History[] {
  let [events, data, at] = [0, 0, parts.length];
  while (at > 0 && parts.length - at < MOST) {
    events += eventsIn(parts[at - 1]);
    data += dataIn(parts[at - 1]);
    if (at < parts.length && (events > MOST_EVENTS || data > MOST_DATA)) break;
    at--;
  }
  return parts.slice(at);
}

const eventsIn = ({ events, rest = [] }: History): number => events.length + rest.length;

const weights = new WeakMap<History, number>();

/** Characters of the texts that events hold. Each part is looked at once, in O(events). */
function dataIn(part: History): number {
  let weight = weights.get(part);
  if (weight !== undefined) return weight;
  weight = 0;
  for (const event of [...part.events, ...(part.rest ?? [])])
    for (const value of Object.values(detailsOf(event))) weight += typeof value === "string" ? value.length : 0;
  weights.set(part, weight);
  return weight;
}

const isWhole = ({ rest }: History): boolean => rest === undefined;

interface Fit {
  readonly fit: History;
  readonly joined: History;
}

/** Of some executions the one that another part is of: of several the one it follows, or comes before, the closest. */
function bestFit(part: History, among: readonly History[]): Fit | undefined {
  let [best, least] = [undefined as Fit | undefined, Number.POSITIVE_INFINITY];
  for (const fit of among) {
    const joined = joinHistories(fit, part);
    const away = joined === undefined ? Number.POSITIVE_INFINITY : timeBetween(fit, part);
    if (joined !== undefined && (best === undefined || away < least)) [best, least] = [{ fit, joined }, away];
  }
  return best;
}

/** From the end of the earlier part to the beginning of the later one, in seconds. */
function timeBetween(a: History, b: History): number {
  const [[first, second]] = [[a, b].map(spanOf).sort((one, other) => one.from - other.from)];
  return Math.max(0, second.from - first.to);
}

function spanOf({ events, rest = [] }: History): { from: number; to: number } {
  const [first, last] = [events[0] ?? rest[0], rest.at(-1) ?? events[events.length - 1]];
  return { from: first.timestamp, to: last.timestamp };
}
