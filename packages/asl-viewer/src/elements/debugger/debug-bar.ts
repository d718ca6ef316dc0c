import { nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import type { Debugging } from "../../controllers/debugging.js";
import { sentence } from "../../controllers/fault.js";
import { stopWords } from "../../controllers/steps-to.js";
import type { ExecutionStanding } from "../../debugging/index.js";
import { shortDuration } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { DEBUG_ICONS as OWN } from "./debug-icons.js";

const button = (icon: unknown, title: string, act: () => unknown, disabled = false) =>
  html`<button title=${title} aria-label=${title.replace(/ \([^()]*\)$/, "")} ?disabled=${disabled} @click=${act}>${icon}</button>`;

/** The buttons of the debugger, where the run stands, and why. */
export function debugBar(debugging: Debugging, save: () => Promise<void>) {
  const can = abilities(debugging);
  return html`<section aria-label="Debugger">
    <div class="bar debug" role="toolbar" aria-label="Debugger">
      ${forwards(debugging, can)}
      <span class="gap"></span>
      ${backwards(debugging, can)}
      <span class="gap"></span>
      ${button(OWN.restart, "Begin the run anew", () => debugging.restart(), !can.act)}
      ${button(OWN.save, "Save the run", save, !can.act)}
      ${debugging.own ? button(ICONS.close, "End the debugging", () => debugging.stop()) : nothing}
      ${executions(debugging)} ${standsAt(debugging)} ${clock(debugging)}
    </div>
    ${elsewhere(debugging)}
  </section>`;
}

/** What could be done with a run now. */
interface Abilities {
  readonly act: boolean;
  readonly goOn: boolean;
  readonly goBack: boolean;
}

function abilities({ run: { standing, running }, busy, away }: Debugging): Abilities {
  const act = !running && !busy && away === undefined && standing !== undefined;
  if (!act) return { act, goOn: false, goBack: false };
  const { status, live, position } = standing;
  return { act, goOn: status === "RUNNING" || !live, goBack: position.step + position.stage > 0 };
}

function forwards(debugging: Debugging, { goOn }: Abilities) {
  const { run, away } = debugging;
  const first = run.running
    ? button(ICONS.pause, "Pause (c)", () => debugging.pause(), away !== undefined)
    : button(ICONS.play, "Continue (c)", () => debugging.continue(), !goOn);
  return html`${first}
      ${button(OWN.over, "Step over (o)", () => debugging.step("over"), !goOn)}
      ${button(OWN.into, "Step into (i)", () => debugging.step("into"), !goOn)}
      ${button(OWN.out, "Step out (u)", () => debugging.step("out"), !goOn)}
      ${button(ICONS.nextError, "On to the next failure (e)", () => debugging.step("error"), !goOn)}`;
}

const backwards = (debugging: Debugging, { goBack }: Abilities) => html`
      ${button(OWN.back, "Step back (Shift-O)", () => debugging.back("step"), !goBack)}
      ${button(OWN.backOver, "Step back over", () => debugging.back("over"), !goBack)}
      ${button(OWN.reverse, "Run back (Shift-C)", () => debugging.reverse(), !goBack)}
      ${button(ICONS.start, "Back to the start", () => debugging.toStart(), !goBack)}`;

function standsAt({ run, away }: Debugging) {
  const { running, standing } = run;
  const words = running ? "Running …" : sentence(stopWords(run));
  return html`<span class="stands ${running ? "going" : (standing?.stop.reason ?? "")}" title=${away ?? stopWords(run)}>
        ${away ?? words}
      </span>`;
}

/** The run's clock, from its start. */
function clock({ run: { timeline, standing } }: Debugging) {
  const began = timeline.events[0]?.at;
  if (began === undefined || standing === undefined) return nothing;
  return html`<span class="when" title="The run's clock, since its start">${shortDuration(Math.max(0, standing.clock - began))}</span>`;
}

/** Which execution is looked at, where a distributed Map has children of its own. */
function executions(debugging: Debugging) {
  const { run } = debugging;
  const all = run.standing?.executions ?? [];
  if (all.length < 2) return nothing;
  const look = (event: Event) => debugging.look(Number((event.target as HTMLSelectElement).value));
  return html`<select aria-label="Execution" @change=${look}>
    ${guard([all, run.execution], () => [
      offered(all, run.execution).map((one) => executionOption(one, one.execution === run.execution)),
      all.length > MOST
        ? html`<option disabled>${all.length - MOST} more: choose in the Map's items</option>`
        : nothing,
    ])}
  </select>`;
}

/** Executions that a list offers at most. */
const MOST = 200;

/** The whole, the one that is shown, and of many the others that go on before those that are over. O(their number). */
function offered(all: readonly ExecutionStanding[], shown: number): readonly ExecutionStanding[] {
  if (all.length <= MOST) return all;
  const rank = ({ execution, status }: ExecutionStanding): number =>
    execution === 0 || execution === shown ? 0 : status === "RUNNING" ? 1 : status === "SUCCEEDED" ? 3 : 2;
  const ranked: ExecutionStanding[][] = [[], [], [], []];
  for (const one of all) {
    const beside = ranked[rank(one)];
    if (beside.length < MOST) beside.push(one);
  }
  const first = ranked.flat().slice(0, MOST);
  return first.sort((a, b) => a.execution - b.execution);
}

const executionOption = ({ execution, iteration, status }: ExecutionStanding, isShown: boolean) =>
  html`<option value=${execution} ?selected=${isShown}>
    ${execution === 0 ? "Whole execution" : `Child ${iteration.join(" › ")}`}${status === "RUNNING" ? "" : ` (${status.toLowerCase().replace("_", " ")})`}
  </option>`;

/** Where the cursor is elsewhere than the run. */
function elsewhere(debugging: Debugging) {
  const { run, isHere, count } = debugging;
  if (isHere || run.standing === undefined) return nothing;
  return html`<div class="away" role="status">
    <span class="pill">Looking at event <b>${count}</b>; the run stands at <b>${run.position}</b>.</span>
    <button @click=${() => debugging.goHere()}>Back to the run</button>
    <button ?disabled=${run.running || debugging.away !== undefined} @click=${() => debugging.bringHere()}>Bring the run here</button>
  </div>`;
}
