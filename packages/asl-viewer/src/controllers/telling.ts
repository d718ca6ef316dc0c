import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Cursor, Selection } from "./cursor.js";

/** Whose cursor and selection its panes and its page follow. */
interface Host extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly cursor: Cursor;
  readonly narrow: boolean;
  pane: string;
}

/**
 * Does what panes ask for, and tells the page where cursor and selection are: each change once, whoever made it, when it is
 * drawn. What panes ask for goes no further: the page hears what came of it.
 */
export class Telling implements ReactiveController {
  private told: { readonly count: number; readonly node: string | null; readonly visit: number | undefined } = {
    count: 0,
    node: null,
    visit: undefined,
  };

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  /** At the root and not at the host, where listeners of the page may be first. */
  hostConnected(): void {
    this.host.renderRoot.addEventListener("asl-seek", this.seek);
    this.host.renderRoot.addEventListener("asl-select", this.take);
  }

  hostUpdated(): void {
    const { count, node, visit: shown } = this.host.cursor;
    const visit = shown?.index;
    const { told } = this;
    this.told = { count, node, visit };
    if (count !== told.count) this.tell("asl-seek", { count });
    if (node !== told.node || visit !== told.visit)
      this.tell("asl-select", { node, ...(visit !== undefined && { visit }) });
  }

  /** Chooses as a person does: where there is no room for two panes, the state's data is shown. */
  select(selection: Selection): void {
    this.host.cursor.select(selection);
    if (selection.node !== null && this.host.narrow && selection.visit === undefined) this.host.pane = "inspector";
  }

  private readonly seek = (event: Event): void => {
    event.stopPropagation();
    this.host.cursor.seek((event as CustomEvent<{ count: number }>).detail.count);
  };

  private readonly take = (event: Event): void => {
    event.stopPropagation();
    this.select((event as CustomEvent<Selection>).detail);
  };

  private tell(type: string, detail: unknown): void {
    this.host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
