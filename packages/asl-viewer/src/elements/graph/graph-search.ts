import { nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import type { Graph } from "../../graph/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { hitsIn } from "./finding.js";

/** Whose states are searched. */
interface Searched extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly selected: string | null;
  /** The graph as it is shown. */
  readonly shown: Graph | undefined;
  select(id: string | null): void;
  reveal(id: string, near: boolean): void;
  focus(): void;
}

/** The search for states, with its field. */
export class GraphSearch implements ReactiveController {
  /** What is searched for; undefined while the field is closed. */
  query: string | undefined;

  constructor(
    private readonly host: Searched,
    private readonly changed: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Ids of the states found; undefined where nothing is searched for. O(states). */
  hits(): Set<string> | undefined {
    return this.host.shown && hitsIn(this.host.shown, this.query);
  }

  private look(query: string | undefined): void {
    this.query = query;
    this.changed();
    this.host.requestUpdate();
  }

  /** Opens the field. */
  open(): void {
    if (this.query === undefined) this.look("");
    void this.host.updateComplete.then(() => this.host.renderRoot.querySelector<HTMLInputElement>(".find")?.focus());
  }

  /** Closes the field; false where it is not open. */
  close(): boolean {
    if (this.query === undefined) return false;
    this.look(undefined);
    this.host.focus();
    return true;
  }

  /** To the next state that was found, or the one before; false where there is none. */
  next(step: 1 | -1): boolean {
    const hits = [...(this.hits() ?? [])];
    if (hits.length === 0) return false;
    const at = hits.indexOf(this.host.selected ?? "");
    const hit = hits[(at + step + hits.length) % hits.length];
    this.host.select(hit);
    this.host.reveal(hit, true);
    return true;
  }

  /** Enter goes from hit to hit. */
  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation();
    if (event.key === "Enter") this.next(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  };

  render() {
    const { query } = this;
    if (query === undefined) return nothing;
    const count = this.hits()?.size;
    return html`<div class="search" role="search">
      <input
        class="find"
        placeholder="Find a state"
        aria-label="Find a state"
        .value=${query}
        @input=${(event: InputEvent) => this.look((event.target as HTMLInputElement).value)}
        @keydown=${this.key}
      />
      <span role="status">${count === undefined ? "" : `${count} found`}</span>
      <button title="Close" aria-label="Close search" @click=${() => this.close()}>${ICONS.close}</button>
    </div>`;
  }
}
