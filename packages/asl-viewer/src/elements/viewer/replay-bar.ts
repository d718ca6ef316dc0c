import { nothing } from "lit";
import { PACES, type Playback, type Played } from "../../controllers/playback.js";
import { shortDuration } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";

/** A run that is gone through by events and failures. */
interface Replayed extends Played {
  step(by: number): void;
  toError(step: 1 | -1): void;
}

const button = (icon: unknown, title: string, act: () => void, disabled = false) =>
  html`<button title=${title} aria-label=${title.replace(/ \(.*/, "")} ?disabled=${disabled} @click=${act}>${icon}</button>`;

/** The buttons that go through a run, and where it stands. */
export function replayBar(viewer: Replayed, playback: Playback) {
  const { timeline, count } = viewer;
  const length = timeline!.length;
  const error = (step: 1 | -1) => timeline!.error(count, step) === undefined;
  const { playing } = playback;
  return html`<section aria-label="Replay"><div class="bar" part="replay" role="toolbar" aria-label="Replay">
    ${button(ICONS.start, "To the beginning (Home)", () => viewer.step(-count), count === 0)}
    ${button(ICONS.back, "One event back (,)", () => viewer.step(-1), count === 0)}
    ${button(playing ? ICONS.pause : ICONS.play, playing ? "Pause (c)" : "Play (c)", () => playback.toggle())}
    ${button(ICONS.step, "One event on (.)", () => viewer.step(1), count >= length)}
    ${button(ICONS.end, "To the end (End)", () => viewer.step(length), count >= length)}
    <span class="gap"></span>
    ${button(ICONS.previousError, "Previous failure (E)", () => viewer.toError(-1), error(-1))}
    ${button(ICONS.nextError, "Next failure (e)", () => viewer.toError(1), error(1))}
    ${speeds(playback, timeline!.run.timed)} ${loop(playback)}
    ${place(viewer)}
  </div></section>`;
}

/** Speeds by event, and where events have times, of the run's own time. */
function speeds(playback: Playback, timed: boolean) {
  const choose = (event: Event) => playback.setPace(PACES[Number((event.target as HTMLSelectElement).value)]);
  const options = (by: "event" | "time") =>
    PACES.map((pace, at) =>
      pace.by === by
        ? html`<option value=${at} ?selected=${pace === playback.pace}>${pace.speed}×${by === "time" ? " time" : ""}</option>`
        : nothing,
    );
  return html`<select aria-label="Speed" title="Speed" @change=${choose}>
    <optgroup label="By event">${options("event")}</optgroup>
    ${timed ? html`<optgroup label="By time, without idle stretches">${options("time")}</optgroup>` : nothing}
  </select>`;
}

function loop(playback: Playback) {
  const { loop: range } = playback;
  const [title, text] =
    range === undefined
      ? ["Play a stretch again and again: from here", "↻"]
      : range.to === undefined
        ? [`Play again and again: from ${range.from} to here`, `${range.from}–`]
        : [`Plays ${range.from} to ${range.to} again and again: no more`, `${range.from}–${range.to}`];
  return html`<button class="loop" title=${title} aria-label=${title} aria-pressed=${range !== undefined} @click=${() => playback.turnLoop()}>${text}</button>`;
}

function place({ timeline, count }: Replayed) {
  const event = timeline!.events[count - 1];
  const state = event === undefined ? "" : (timeline!.run.outline.nodes[event.node]?.name ?? "");
  const time = timeline!.run.timed && event !== undefined ? shortDuration(timeline!.timeOf(count - 1)) : "";
  return html`<span class="where"
      ><b>${count}</b> / ${timeline!.length}<span class="what">${event === undefined ? "before the beginning" : event.type}</span
      ><span class="which">${state}</span></span
    >
    <span class="when">${time}</span>`;
}
