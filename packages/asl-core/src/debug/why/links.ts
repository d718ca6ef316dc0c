import type { Json } from "../../json.js";
import type { End } from "./hop.js";
import type { Source } from "./source.js";

/** One place a value came through. */
export interface ValueLink {
  /** Path of the state; "" for the execution itself. */
  readonly state: string;
  readonly execution: number;
  /** Which visit of the state by its frame. */
  readonly visit: number;
  /** The event that shows it, or the visit's Entered event. */
  readonly event: number;
  /** The field that put it there, as people say it; null where none did: its result, the input of the execution. */
  readonly field: string | null;
  /** JSON pointer in the definition of what is written there. */
  readonly pointer: string | null;
  /** Where the value is after that, and the path there as people read it. */
  readonly source: Source;
  readonly path: string;
  readonly value: Json;
  /** States between this and the link before (nearer to the value asked for) that handed it on unchanged. */
  readonly through: number;
  /** How many turns of a loop brought it through this place; `visit` and `event` are those of the last turn. */
  readonly turns: number;
  readonly text: string;
}

/** A link while the chain is made. `what`: how the place is called where no field is; `more`: what stands behind it. */
export interface LooseLink extends Omit<ValueLink, "text" | "turns"> {
  readonly what: string;
  readonly more: string;
}

/** Links of one turn of a loop, at most, that is noticed. */
const LONGEST = 8;

/** The links of a chain. Turns of a loop that the value went through are folded into one. */
export class Links {
  private readonly links: LooseLink[] = [];
  private readonly turns: number[] = [];

  get length(): number {
    return this.links.length;
  }

  /** O(1). */
  add(link: LooseLink): void {
    this.links.push(link);
    this.turns.push(1);
    for (let period = 1; period <= LONGEST; period++) if (this.repeats(period)) return this.fold(period);
  }

  /** Whether the last `period` links are the same places as those before them. */
  private repeats(period: number): boolean {
    const { length } = this.links;
    if (length < 2 * period) return false;
    for (let i = 1; i <= period; i++)
      if (!samePlace(this.links[length - i], this.links[length - i - period])) return false;
    return true;
  }

  private fold(period: number): void {
    const { length } = this.links;
    for (let i = 1; i <= period; i++) this.turns[length - i - period] += this.turns[length - i];
    this.links.length -= period;
    this.turns.length -= period;
  }

  /** All of them, with their texts. */
  finished(): ValueLink[] {
    return this.links.map((link, i) => {
      const { what: _, more: __, ...plain } = link;
      return { ...plain, turns: this.turns[i], text: textOf(link, this.turns[i]) };
    });
  }
}

const samePlace = (a: LooseLink, b: LooseLink): boolean =>
  a.state === b.state && a.pointer === b.pointer && a.path === b.path && a.execution === b.execution && a.state !== "";

function textOf({ state, what, more, path, visit, event, through, execution }: LooseLink, turns: number): string {
  const between = through === 0 ? "" : `, handed on by ${through} ${through === 1 ? "state" : "states"}`;
  if (state === "") return `${path} of the execution${between}`;
  const count = visit > 1 ? ` (visit ${visit})` : "";
  const where = execution === 0 ? "" : ` of child execution ${execution}`;
  const often = turns === 1 ? "" : `, in ${turns} turns`;
  return `${path} by ${state}${count} › ${what}${more}, event ${event}${where}${often}${between}`;
}

/** How the end of a chain is said. */
export const END_TEXTS: Partial<Record<End, string>> = {
  "execution input": "it is in the execution's input",
  literal: "it is written there",
  "task answer": "the task answered it",
  "items read": "the ItemReader read it",
  "results written": "the ResultWriter gave it",
  "start variable": "it was given at the start",
  context: "it is from the context object",
};
