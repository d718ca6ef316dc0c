import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Timeline } from "../timeline/index.js";
import type { Choices } from "./choices.js";
import type { Cursor } from "./cursor.js";
import type { Going } from "./going.js";
import { type EventFilters, HashKeeper, type Place, readHash, writeHash } from "./hash.js";
import { leads } from "./leading.js";
import type { Opened } from "./opened.js";

/** The addresses of all viewers in the page. */
const addresses = new Set<Address>();

/** What stands in the page's hash, and goes where it leads. */
interface Host extends ReactiveControllerHost, EventTarget {
  readonly linked: boolean;
  readonly isConnected: boolean;
  pane: string;
  readonly opened: Opened;
  readonly cursor: Cursor;
  readonly choices: Choices;
  readonly debug: { readonly active: boolean; readonly going: Going };
  readonly comparing: {
    /** Where one is in a comparison; undefined while there is none. */
    readonly place: Place | undefined;
    /** The place of a comparison to be begun at, once it is open. */
    wanted: Place | undefined;
    /** Shows a comparison that is there, at a place; false where it is not there. */
    return(place: Place): boolean;
    close(): void;
  };
}

/**
 * The place in the page's hash, of the run or of the comparison that is shown; the browser's Back and Forward lead to what
 * was shown before and after it.
 */
export class Address implements ReactiveController {
  private readonly hash = new HashKeeper();
  /** As the run was begun while the page's link named a comparison that is not open yet. */
  private begun: string | undefined;
  /** As the run was begun while the page's hash was another viewer's. */
  private begunBeside: string | undefined;
  private hasLed = false;

  /** What the list of events is narrowed to. */
  filters: EventFilters | undefined;
  private isFiltered = false;

  constructor(private readonly host: Host) {
    host.addController(this);
    host.addEventListener("asl-filter", (event) => {
      [this.filters, this.isFiltered] = [(event as CustomEvent<EventFilters>).detail, true];
      host.requestUpdate();
    });
  }

  hostConnected(): void {
    addEventListener("popstate", this.turn);
    addresses.add(this);
    const place = this.leads ? readHash(location.hash) : {};
    if (place.compared !== undefined) this.host.comparing.wanted = place;
  }

  hostDisconnected(): void {
    removeEventListener("popstate", this.turn);
    addresses.delete(this);
    this.release();
  }

  hostUpdate(): void {
    this.release();
  }

  /** Whether the page's hash is this viewer's. */
  get leads(): boolean {
    const is = leads(this.host);
    this.hasLed ||= is;
    return is;
  }

  /** Leaves the hash to the next viewer, once it is not this one's any more. */
  private release(): void {
    if (this.leads || !this.hasLed) return;
    this.hasLed = false;
    for (const other of addresses) if (other.leads) other.follow();
  }

  /** To where the page's link leads, unless a person has gone elsewhere. */
  private follow(): void {
    if (location.hash !== "" && this.begunBeside === writeHash(this.host.cursor.place)) this.turn();
  }

  get place(): Place {
    return this.host.comparing.place ?? this.filtered(this.host.cursor.place);
  }

  /** Begins at the place the page's link names. `hash` undefined: it was begun there before. */
  begin(timeline: Timeline, hash: string | undefined): void {
    const { choices, cursor, comparing, opened } = this.host;
    const place = hash === undefined ? undefined : readHash(hash);
    if (place !== undefined) this.filters = place.events;
    if (place?.events !== undefined) this.host.pane = "events";
    choices.follow(place?.within ?? []);
    cursor.begin(opened.timeline ?? timeline, place?.compared === undefined ? place : {});
    this.begun = comparing.wanted && writeHash(cursor.place);
    this.begunBeside = this.leads ? undefined : writeHash(cursor.place);
  }

  private filtered(place: Place): Place {
    return this.filters === undefined ? place : { ...place, events: this.filters };
  }

  /** Keeps the place, but for that of the link until a person goes elsewhere. */
  keep(): void {
    const { comparing, cursor } = this.host;
    const place = comparing.place ?? cursor.reached ?? (this.isFiltered ? cursor.place : undefined);
    if (place === undefined) return;
    if (comparing.place === undefined && comparing.wanted !== undefined && writeHash(place) === this.begun) return;
    this.hash.keep(comparing.place ?? this.filtered(place));
  }

  private readonly turn = (): void => {
    if (!this.leads || this.host.opened.timeline === undefined) return;
    const { comparing } = this.host;
    const place = readHash(location.hash);
    this.hash.went(place);
    this.filters = place.events;
    if (place.compared !== undefined && comparing.return(place)) return;
    comparing.close();
    this.run(place);
  };

  /** To a place in the run that is open, or a child execution of it. */
  private run(place: Place): void {
    if (this.host.debug.active) return void this.host.debug.going.toPlace(place);
    const { choices, cursor, opened } = this.host;
    const within = place.within ?? [];
    const other = opened.trail.findIndex(
      ({ via }, at) => via.visit !== within[at]?.visit || via.number !== within[at]?.number,
    );
    if (other >= 0) choices.leave(other);
    choices.follow(within.slice(opened.trail.length));
    if (opened.timeline !== undefined && opened.trail.length === within.length) cursor.goTo(opened.timeline, place);
  }
}
