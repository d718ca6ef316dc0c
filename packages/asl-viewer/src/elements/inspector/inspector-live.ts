import type { Json } from "asl-core";
import type { FailedTry, FrameId, Retries, ScopeName } from "asl-core/debug";
import { nothing } from "lit";
import type { OtherTask } from "../../controllers/asking.js";
import type { RestartPlaces } from "../../controllers/restart-places.js";
import type { Given, Inspection, WaitingTask } from "../../debugging/index.js";
import { shortDuration } from "../../timeline/index.js";
import type { AslEditor } from "../debugger/asl-editor.js";
import { DEBUG_ICONS } from "../debugger/debug-icons.js";
import { html } from "../shared/html.js";
import { writtenJson } from "../shared/json-text.js";
import type { SetScope } from "./asl-scopes.js";

/** What an inspector is told beside the run's events, and what can be done with the state it shows. */
export interface InspectorLive {
  readonly inspection: Inspection | undefined;
  /** What is to be known of it; "" for nothing. */
  readonly note: string;
  /** The task of the visit that waits for an answer. */
  readonly task: WaitingTask | undefined;
  /** What it could be answered. */
  readonly suggested?: Given;
  /** Others that wait in the state. */
  readonly others?: readonly OtherTask[];
  /** Whether the run can be asked for anything now. */
  readonly busy: boolean;
  /** Why nobody is there to be asked, in a sentence. */
  readonly away?: string;
  /** Whether the run stands in front of the state. */
  readonly ahead?: boolean;
  readonly breakpoint: boolean;
  /** Sets a breakpoint on the state, or takes it away; undefined where nothing could be debugged. */
  readonly turnBreakpoint: (() => void) | undefined;
  /** Sets a value of the visit; undefined where the run does not stand there. */
  readonly set: SetScope | undefined;
  /** Finds where a value of a scope of the visit came from, in lines; undefined where nobody knows. */
  readonly originOf: ((scope: ScopeName, pointer: string, level?: string) => Promise<readonly string[]>) | undefined;
  /** The value of an expression in the visit, before it was left; undefined where nobody can be asked. */
  readonly evaluate?: (expression: string) => Promise<Json>;
  /** Which frames could start anew at the state, and has one do so; undefined where the run does not stand at the cursor. */
  readonly restart: Restart | undefined;
}

/** What could start anew at a state. */
export interface Restart extends RestartPlaces {
  act(frame: FrameId, input: Json): Promise<boolean>;
}

/** The buttons of the state: its breakpoint, and starting anew in it. */
export const liveButtons = (live: InspectorLive, restarting: boolean, turn: () => void) =>
  live.turnBreakpoint === undefined
    ? nothing
    : html`<span class="live">
  <button aria-pressed=${live.breakpoint} class="break" ?disabled=${live.away !== undefined} title=${live.away ?? "Stop in front of this state (b)"} @click=${live.turnBreakpoint}><i class="dot" aria-hidden="true"></i> Breakpoint</button>
  ${restartButton(live, restarting, turn)}
</span>`;

function restartButton({ restart, busy, away }: InspectorLive, restarting: boolean, turn: () => void) {
  if (restart === undefined || (restart.meant === undefined && restart.none === "")) return nothing;
  const none = restart.meant === undefined ? restart.none : undefined;
  const title = away ?? none ?? "Go on from here with another input";
  return html`<button aria-pressed=${restarting} ?disabled=${busy || none !== undefined} title=${title} @click=${turn}>${DEBUG_ICONS.restart} Restart here</button>`;
}

/** Asks for the input with which a frame starts anew, and of several that could for which. */
export function restartForm({ restart, inspection, away }: InspectorLive, done: () => void) {
  if (restart?.meant === undefined) return nothing;
  const input = inspection?.scopes.find(({ name }) => name === "Input")?.value ?? {};
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLElement;
    const value = form.querySelector<AslEditor>("asl-editor")?.take();
    const frame = form.querySelector("select")?.value ?? (restart.meant as FrameId);
    if (value !== undefined && (await restart.act(frame, value))) done();
  };
  return html`<form class="restart" @submit=${submit} @asl-submit=${submit}>
    ${frames(restart)}
    <asl-editor nested label="Input to restart with" .text=${writtenJson(input)} .rows=${5}></asl-editor>
    <p><button class="primary" ?disabled=${away !== undefined} title=${away ?? nothing}>Restart here with this input</button> <button type="button" @click=${done}>Cancel</button></p>
  </form>`;
}

/** What starts anew: words where it is one, a choice where several could. */
function frames({ all, meant }: Restart) {
  if (all.length < 2) return html`<p>Starts ${all[0]?.text} anew.</p>`;
  return html`<p><label>Starts anew: <select>
    ${all.map(({ frame, text }) => html`<option value=${frame} ?selected=${frame === meant}>${text}</option>`)}
  </select></label></p>`;
}

/** What was decided about a failed try. */
export function decision(retries: Retries | undefined, attempt: number) {
  const found = retries?.attempts.find((one) => one.attempt === attempt);
  return found === undefined ? nothing : html`<p class="text">${ruleOf(found)}</p>`;
}

function ruleOf({ retrier, exhausted, delay }: FailedTry): string {
  if (retrier === null) return "no retrier names this error";
  if (exhausted || delay === null) return `retrier ${retrier} names it and has no retry left`;
  return `retrier ${retrier}: again after ${shortDuration(delay)}`;
}

/** What every Retry entry has left, and when the next try is. */
export function remaining(retries: Retries | undefined) {
  if (retries === undefined || retries.remaining.length === 0) return nothing;
  return html`<div class="left">
    ${retries.in === undefined ? nothing : html`<p>The next try is due in ${shortDuration(retries.in)}.</p>`}
    ${retries.remaining.map(
      ({ retrier, errorEquals, used, left }) =>
        html`<p class="remaining">Retrier ${retrier} (${errorEquals.join(", ")}): ${used} used, ${left} left</p>`,
    )}
  </div>`;
}
