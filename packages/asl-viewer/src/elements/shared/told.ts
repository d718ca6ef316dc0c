import type { Problem } from "../../checking/problem.js";
import type { EventFilters } from "../../controllers/hash.js";
import type { Timeline, Watched } from "../../timeline/index.js";

/** What the elements' own events carry in `detail`. Those that more than one element tells bubble, out of shadow trees too. */
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
  /** A cell of a Map's strip was chosen: the state's id, and the numbers of the first and the last part it stands for. */
  "asl-cell": { readonly node: string; readonly from: number; readonly to: number };
  /** Another visit of a state is wanted: the one before (-1) or after (1), or a list of all (0). */
  "asl-turn": { readonly node: string; readonly step: number };
  /** The counter of an edge was chosen, by the edge's id. */
  "asl-edge": { readonly edge: string };
  /** What can be done with an event is asked for: its index, and a place in the window. */
  "asl-menu": { readonly at: number; readonly x: number; readonly y: number };
  /** A list of events was narrowed otherwise. */
  "asl-filter": EventFilters;
  /** Times of day are wanted, or times since the run's beginning. */
  "asl-times": { readonly absolute: boolean };
  /** An iteration or child execution was chosen, by the number of its Map's visit and its own. */
  "asl-part": { readonly visit: number; readonly number: number };
  /** A field of a stage's data is to be kept in view, or no more. */
  "asl-watch": Watched;
  /** A breakpoint at a line, counted from 1, is to be set or taken away. */
  "asl-breakpoint": { readonly line: number };
  /** A visit was chosen from a list, by its number. */
  "asl-visit": { readonly visit: number };
  /** A problem of a definition was chosen. */
  "asl-problem": Problem;
  /** A thread of a run that is debugged was chosen, by its id; `state` is the path of its state. */
  "asl-thread": { readonly thread: string; readonly state: string };
  /** Where two runs are compared, cursor, choice or side is another. */
  "asl-place": { readonly moment?: number; readonly shown?: string; readonly node?: string; readonly pair?: number };
  /** Versions that are compared are wanted the other way round. */
  "asl-swap": null;
  /** Something is to be told to the reader. */
  "asl-say": { readonly text: string };
  /** Something is to be closed, or was. */
  "asl-close": null;
}

type Events = { [Name in keyof Told]: CustomEvent<Told[Name]> };

declare global {
  interface HTMLElementEventMap extends Events {}
}
