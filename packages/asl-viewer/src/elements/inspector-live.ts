import type { Json } from "asl-core";
import type { FailedTry, Retries, ScopeName } from "asl-core/debug";
import { html, nothing } from "lit";
import type { Inspection, WaitingTask } from "../debugging/index.js";
import { shortDuration } from "../timeline/index.js";
import type { AslEditor } from "./asl-editor.js";
import type { SetScope } from "./asl-scopes.js";
import { DEBUG_ICONS } from "./debug-icons.js";
import { writtenJson } from "./json-text.js";

/** What an inspector is told beside the run's events, and what can be done with the state it shows. */
export interface InspectorLive {
  readonly inspection: Inspection | undefined;
  /** What is to be known of it; "" for nothing. */
  readonly note: string;
  /** The task of the state that waits for an answer. */
  readonly task: WaitingTask | undefined;
  /** Whether the run can be asked for anything now. */
  readonly busy: boolean;
  /** Why nobody is there to be asked, in a sentence. */
  readonly away?: string;
  readonly breakpoint: boolean;
  /** Sets a breakpoint on the state, or takes it away; undefined where nothing could be debugged. */
  readonly turnBreakpoint: (() => void) | undefined;
  /** Sets a value of the visit; undefined where the run does not stand there. */
  readonly set: SetScope | undefined;
  /** Finds where a value of a scope of the visit came from, in lines; undefined where nobody knows. */
  readonly originOf: ((scope: ScopeName, pointer: string, level?: string) => Promise<readonly string[]>) | undefined;
  /** Has a frame start anew at the state; undefined where none could. */
  readonly restart: ((input: Json) => Promise<boolean>) | undefined;
}

/** The buttons of the state: its breakpoint, and starting anew in it. */
export const liveButtons = (live: InspectorLive, restarting: boolean, turn: () => void) =>
  live.turnBreakpoint === undefined
    ? nothing
    : html`<span class="live">
  <button aria-pressed=${live.breakpoint} class="break" title="Stop in front of this state (b)" @click=${live.turnBreakpoint}><i class="dot" aria-hidden="true"></i> Breakpoint</button>
  ${
    live.restart === undefined
      ? nothing
      : html`<button aria-pressed=${restarting} ?disabled=${live.busy} title=${live.away ?? "Go on from here with another input"} @click=${turn}>${DEBUG_ICONS.restart} Restart here</button>`
  }
</span>`;

/** Asks for the input with which a frame starts anew. */
export function restartForm({ restart, inspection }: InspectorLive, done: () => void) {
  const input = inspection?.scopes.find(({ name }) => name === "Input")?.value ?? {};
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLElement;
    const value = form.querySelector<AslEditor>("asl-editor")?.take();
    if (value !== undefined && (await restart?.(value))) done();
  };
  return html`<form class="restart" @submit=${submit} @asl-submit=${submit}>
    <asl-editor nested label="Input to restart with" .text=${writtenJson(input)} .rows=${5}></asl-editor>
    <p><button class="primary">Restart here with this input</button> <button type="button" @click=${done}>Cancel</button></p>
  </form>`;
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
