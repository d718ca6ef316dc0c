/** What a link reproduces: how many events have happened, and what is chosen. */
export interface Place {
  readonly count?: number;
  /** Id of a node. */
  readonly node?: string;
  /** Number of a visit. */
  readonly visit?: number;
  /** The child executions one is in, outermost first: the number of the Map's visit, and the execution's number there. */
  readonly within?: readonly { readonly visit: number; readonly number: number }[];
}

/** The place a hash stands for; what it does not say, or says wrongly, is absent. */
export function readHash(hash: string): Place {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const number = (name: string): number | undefined => {
    const text = values.get(name);
    return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  const node = values.get("state") ?? undefined;
  return { count: number("at"), node, visit: number("visit"), within: withinOf(values.get("in")) };
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
export function writeHash({ count, node, visit, within }: Place): string {
  const values = new URLSearchParams();
  if (count !== undefined) values.set("at", String(count));
  if (node !== undefined) values.set("state", node);
  if (visit !== undefined) values.set("visit", String(visit));
  if (within?.length) values.set("in", within.map((step) => `${step.visit}.${step.number}`).join("_"));
  const text = values.toString();
  return text === "" ? "" : `#${text}`;
}

/** Between two writings of the hash, in milliseconds: each is a message to the browser, and browsers bound how many they take. */
const PAUSE = 150;

/** Puts places into the page's hash: the last of those that come quickly after each other. */
export class HashKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private place: Place = {};

  keep(place: Place): void {
    this.place = place;
    this.timer ??= setTimeout(this.write, PAUSE);
  }

  private readonly write = (): void => {
    this.timer = undefined;
    const hash = writeHash(this.place);
    if (hash === location.hash) return;
    try {
      history.replaceState(history.state, "", hash);
    } catch {
      // The place is shown all the same.
    }
  };
}
