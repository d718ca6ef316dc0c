import { nothing } from "lit";
import { hasClock, type Timeline, zoneOf } from "../../timeline/index.js";
import { html } from "../shared/html.js";

/** An element that tells times. */
interface TellsTimes extends EventTarget {
  readonly timeline: Timeline | undefined;
  absolute: boolean;
}

/** Chooses between times since the beginning and times of day; nothing where the run tells no time of day. */
export function timesButton(element: TellsTimes) {
  const { timeline, absolute } = element;
  if (timeline === undefined || !hasClock(timeline)) return nothing;
  const turn = () => {
    element.absolute = !absolute;
    const detail = { absolute: element.absolute };
    element.dispatchEvent(new CustomEvent("asl-times", { detail, bubbles: true, composed: true }));
  };
  return html`<button class="times" aria-pressed=${absolute} title="Times of day, or since the beginning" @click=${turn}>${absolute ? zoneOf(timeline) : "Clock"}</button>`;
}
