import { ended } from "asl-core";
import { nothing } from "lit";
import type { Debugging } from "../../controllers/debugging.js";
import type { Fault } from "../../controllers/fault.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { faultLines } from "./fault-lines.js";

/**
 * The debugger's messages: of the connection, of what was refused, of files that changed, of a run that was ended. `isEditing`:
 * what is refused stands elsewhere.
 */
export function debugMessages(debugging: Debugging, isEditing: boolean, refresh: () => void) {
  const { fault, stale, reloaded, missing } = debugging;
  const close = (what: "stale" | "fault" | "reloaded") => (): void => {
    debugging[what] = undefined;
    refresh();
  };
  return html`${connectionNote(debugging)}
    ${stale === undefined ? nothing : staleNote(debugging, stale, close("stale"))}
    ${fault === undefined || isEditing ? nothing : faultNote(fault, close("fault"))}
    ${missing === undefined ? nothing : html`<div class="notes" role="status"><span>${missing}</span></div>`}
    ${reloaded?.ok ? reloadedNote(reloaded, close("reloaded")) : nothing} ${besideNote(debugging)}`;
}

function connectionNote({ connection }: Debugging) {
  if (connection === undefined || connection.state === "open") return nothing;
  const { state, reason, wait } = connection;
  if (state === "connecting" && reason === "") return nothing;
  const words =
    state === "over"
      ? `The debugger has ended: ${ended(reason)} What it told stays here to be looked at.`
      : state === "lost"
        ? `The connection to the debugger is lost: ${ended(reason)} What it told stays here; whether the run is still there is not known. Trying again in ${wait} s.`
        : "Connecting again …";
  return html`<div class="notes lost" role="status"><span>${words}</span>
    ${state === "lost" ? html`<button @click=${() => void connection.open()}>Try now</button>` : nothing}</div>`;
}

function staleNote(debugging: Debugging, { file, error }: NonNullable<Debugging["stale"]>, close: () => void) {
  const reload = () => void debugging.reload(debugging.run.session?.rereads ? undefined : file.text);
  const words = error === undefined ? "" : `, and cannot be read: ${ended(error)} What is shown is as it was before`;
  return html`<div class="notes changed" role="status">
    <span>${file.name} changed${words}.</span>
    ${error === undefined ? html`<button class="go" @click=${reload}>Reload the run</button>` : nothing}
    <button @click=${close}>${error === undefined ? "Not now" : "Close"}</button>
  </div>`;
}

function faultNote({ text, hint, lines = [] }: Fault, close: () => void) {
  return html`<div class="fault" role="alert"><div><strong>${text}</strong>${hint === undefined ? nothing : html`<p>${hint}</p>`}
    ${faultLines(lines)}</div>
    <button @click=${close} aria-label="Close">${ICONS.close}</button></div>`;
}

function reloadedNote({ added, removed, changed }: NonNullable<Debugging["reloaded"]>, close: () => void) {
  const parts = [told(added, "new"), told(removed, "gone"), told(changed, "changed")].filter(Boolean);
  return html`<div class="notes" role="status"><span>Reloaded: ${parts.length === 0 ? "no state is another" : parts.join("; ")}.</span>
    <button @click=${close} aria-label="Close">${ICONS.close}</button></div>`;
}

/** Leads from the recorded run to the one that was debugged for it, and back. */
function besideNote({ active, beside }: Debugging) {
  if (active || beside.shown === undefined) return nothing;
  const isBack = beside.shown === "recorded";
  return html`<div class="notes" role="status">
    <span>${isBack ? "The debugging has ended: this is the recorded run again." : "This is the run that was debugged."}</span>
    <button @click=${beside.turn}>${isBack ? "Show the debugged run" : "Back to the recorded run"}</button>
    <button @click=${beside.close} aria-label="Close">${ICONS.close}</button>
  </div>`;
}

const told = (names: readonly string[], what: string): string =>
  names.length === 0
    ? ""
    : `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""} ${what}`;
