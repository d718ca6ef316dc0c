import type { Timeline } from "../../timeline/index.js";

/** What the elements' own events carry in `detail`. They bubble, out of shadow trees too. */
export interface Told {
  /** A state was chosen, by its id; null for none. `visit` is the number of a visit. */
  "asl-select": { readonly node: string | null; readonly visit?: number };
  /** Another place in the run is wanted: how many events have happened there. */
  "asl-seek": { readonly count: number };
  /** A state of a graph was opened, by its id. */
  "asl-open": { readonly node: string };
  /** A graph was laid out. */
  "asl-laid-out": { readonly milliseconds: number };
  /** A text was opened. */
  "asl-opened": { readonly timeline: Timeline };
  /** A text could not be opened. */
  "asl-refused": { readonly message: string; readonly hint: string };
}

type Events = { [Name in keyof Told]: CustomEvent<Told[Name]> };

declare global {
  interface HTMLElementEventMap extends Events {}
}
