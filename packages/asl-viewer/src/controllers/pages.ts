import { joinHistories, lackOf } from "asl-core/history";
import { type Found, rememberJoined } from "../timeline/index.js";
import type { Opened } from "./opened.js";

type History = Found["histories"][number];

/** So many parts are kept that fit nothing yet. */
const MOST = 50;

/** Which events are missing, and what to do. */
export interface Lack {
  readonly message: string;
  readonly hint: string;
}

/** Executions whose pages, or parts of their logs, are opened apart: at once or one after the other, in any order. */
export class Pages {
  private waiting: readonly History[] = [];
  private home: { readonly found: Found; readonly of: Opened } | undefined;

  /**
   * What was found, with the parts of its executions that were given before: those that are open in one of `homes`, and
   * those that wait. Where it holds parts alone that fit nothing yet, they are kept, and what they lack is said.
   */
  join(found: Found, homes: readonly Opened[]): Found | Lack {
    this.home = undefined;
    if (found.histories.length === 0) return found;
    const whole = found.histories.filter(isWhole).map((history) => this.withWaiting(history));
    const parts = found.histories.filter((history) => !isWhole(history));
    const lacks = parts.flatMap((part) => this.place(part, whole, homes, found));
    const home = this.home as Pages["home"];
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

  /** Why a part is of no use yet. */
  private place(part: History, whole: History[], homes: readonly Opened[], found: Found): Lack[] {
    const here = bestFit(part, whole);
    if (here !== undefined) whole[whole.indexOf(here.fit)] = rememberJoined(here.joined, here.fit);
    else if (!this.extend(part, homes, found)) return [this.keep(part)];
    return [];
  }

  private extend(part: History, homes: readonly Opened[], found: Found): boolean {
    const best = bestFit(
      part,
      homes.flatMap(({ all }) => all),
    );
    const of = best && homes.find(({ all }) => all.includes(best.fit));
    if (best === undefined || of === undefined) return false;
    const joined = this.withWaiting(rememberJoined(best.joined, best.fit));
    const histories = of.all.map((one) => (one === best.fit ? joined : one));
    this.home = { found: { ...found, histories }, of };
    return true;
  }

  /** Parts that wait are joined among each other, too. */
  private keep(part: History): Lack {
    let kept = part;
    for (let next: Fit | undefined; (next = bestFit(kept, this.waiting)) !== undefined; kept = next.joined)
      this.waiting = this.waiting.filter((one) => one !== next!.fit);
    this.waiting = [...this.waiting, kept].slice(-MOST);
    const { message = "its beginning is missing", hint = "" } = lackOf(kept) ?? {};
    const how = "What there is is kept: open the rest, too, at once or one after the other.";
    return { message, hint: `${hint} ${how}`.trim() };
  }
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
