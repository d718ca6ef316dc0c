import { nothing } from "lit";
import type { EventActing, EventActs } from "../../controllers/event-acts.js";
import { html } from "../shared/html.js";
import { sayFault } from "../shared/say-fault.js";

/** What can be done with a past event: asked for at the event, or by key for the one the cursor is at. */
export class EventMenu {
  private shown: { readonly acts: EventActs; readonly place: { x: number; y: number } } | undefined;

  constructor(private readonly host: EventActing & HTMLElement) {
    host.addEventListener("asl-menu", (event) => {
      const { at, x, y } = (event as CustomEvent<{ at: number; x: number; y: number }>).detail;
      void this.open(at, { x, y });
    });
  }

  /** For the last event at the cursor, where it belongs to no state for the chosen visit's; false where nothing has happened. */
  openHere(): boolean {
    const { cursor } = this.host;
    const { left, top, width, height } = this.host.getBoundingClientRect();
    const { count, timeline, visit } = cursor;
    const isElsewhere = visit !== undefined && timeline?.visitAt(count) === undefined;
    const at = isElsewhere ? (visit.to < 0 ? visit.from : visit.to) : count - 1;
    if (count > 0) void this.open(at, { x: left + width / 2 - 160, y: top + height / 3 });
    return count > 0;
  }

  private async open(at: number, place: { x: number; y: number }): Promise<void> {
    const tools = await import("../workbench.js").catch((error) => sayFault(this.host, error));
    const acts = tools?.makeEventActs(this.host, at);
    if (acts === undefined) return;
    this.shown = { acts, place };
    this.host.requestUpdate();
  }

  render() {
    if (this.shown === undefined) return nothing;
    const closed = () => {
      this.shown = undefined;
      this.host.requestUpdate();
    };
    return html`<asl-event-menu nested .acts=${this.shown.acts} .place=${this.shown.place} @asl-close=${closed}></asl-event-menu>`;
  }
}
