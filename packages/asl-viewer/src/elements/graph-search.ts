import { html } from "lit";
import { ICONS } from "./icons.js";

/** What the field for finding states does. */
export interface SearchActs {
  look(query: string): void;
  key(event: KeyboardEvent): void;
  close(): void;
}

/** The field for finding states, with how many were found. */
export const graphSearch = (query: string, hits: number | undefined, { look, key, close }: SearchActs) => html`<div
  class="search"
  role="search"
>
  <input
    class="find"
    placeholder="Find a state"
    aria-label="Find a state"
    .value=${query}
    @input=${(event: InputEvent) => look((event.target as HTMLInputElement).value)}
    @keydown=${key}
  />
  <span role="status">${hits === undefined ? "" : `${hits} found`}</span>
  <button title="Close" aria-label="Close search" @click=${close}>${ICONS.close}</button>
</div>`;
