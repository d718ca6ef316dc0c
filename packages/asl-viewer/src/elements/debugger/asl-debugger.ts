import type { Json } from "asl-core";
import type { Breakpoint, BreakpointSpec, Thread } from "asl-core/debug";
import { LitElement, nothing } from "lit";
import type { Debugging } from "../../controllers/debugging.js";
import { faultOf } from "../../controllers/fault.js";
import type { Inspecting } from "../../controllers/inspecting.js";
import { shortDuration } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { controls, theme } from "../shared/theme.js";
import { DEBUG_ICONS } from "./debug-icons.js";
import { debuggerStyle } from "./debugger-style.js";

/** What an expression came to. */
interface Answer {
  readonly expression: string;
  readonly value?: Json;
  readonly fault?: string;
}

/** Answers that are kept. */
const MOST = 20;

/**
 * What waits, what runs, where the run is to stop, what log points told, and a field for expressions.
 *
 * @element asl-debugger
 * @fires asl-thread - a thread was chosen; `detail.thread` is its id, `detail.state` the path of its state
 */
export class AslDebugger extends LitElement {
  static override properties = {
    debugging: { attribute: false },
    inspecting: { attribute: false },
    /** Changes with everything that is shown. */
    version: { attribute: false },
    opened: { state: true },
    answers: { state: true },
    expression: { state: true },
  };

  /** The debugger that is told of; nothing is shown without one. */
  declare debugging: Debugging | undefined;
  /** Who finds what an expression comes to. */
  declare inspecting: Inspecting | undefined;
  declare version: unknown;
  /** The breakpoint that is being edited, by its place in the list. */
  declare private opened: number | undefined;
  declare private answers: readonly Answer[];
  declare private expression: string;

  constructor() {
    super();
    [this.answers, this.expression] = [[], ""];
  }

  override render() {
    const { debugging } = this;
    if (debugging === undefined) return nothing;
    return html`<div class="columns">
      ${debugging.active ? this.threads(debugging) : nothing} ${this.breakpoints(debugging)}
      ${debugging.active ? this.evaluation(debugging) : nothing}
      ${debugging.run.logs.length > 0 ? this.logged(debugging) : nothing}
    </div>`;
  }

  private threads({ run, busy, away }: Debugging) {
    const { threads, threadCount, stop } = run.standing ?? { threads: [], threadCount: 0 };
    const tasks = new Set(run.standing?.waiting.map(({ id }) => id));
    return html`<section aria-label="Threads"><h2>Threads</h2>
      ${threads.length === 0 ? html`<p class="none">None: the run is over.</p>` : nothing}
      <ul class="rows">
        ${threads.map(
          (thread) => html`<li class=${thread.id === stop?.thread ? "here" : ""}>
            <button class="name" @click=${() => this.choose(thread)}><b>${thread.state.split(" › ").at(-1)}</b><span>${thread.name}</span></button>
            <span class="state ${thread.status}">${tasks.has(thread.id) ? "waits for your answer" : wordsOf(thread, run.standing!.clock)}</span>
            ${
              thread.waits?.until !== undefined
                ? html`<button ?disabled=${busy || run.running || away !== undefined} title="Let the timer fire now: ${thread.waits.for}" aria-label="Let the timer fire now" @click=${() => this.debugging?.fireTimer(thread.id)}>${DEBUG_ICONS.timer}</button>`
                : nothing
            }
          </li>`,
        )}
      </ul>
      ${threadCount > threads.length ? html`<p class="none">Showing ${threads.length} of ${threadCount}.</p>` : nothing}
    </section>`;
  }

  private choose({ id, state }: Thread): void {
    const detail = { thread: id, state };
    this.dispatchEvent(new CustomEvent("asl-thread", { detail, bubbles: true, composed: true }));
  }

  /** Whether nobody is there to take breakpoints. */
  private get rests(): boolean {
    return this.debugging?.active === true && this.debugging.away !== undefined;
  }

  private breakpoints(debugging: Debugging) {
    const all = debugging.breakpoints;
    return html`<section aria-label="Breakpoints"><h2>Breakpoints</h2>
      ${all.length === 0 ? html`<p class="none">None. Press <kbd>b</kbd> on a state, or click beside a line of the definition.</p>` : nothing}
      <ul class="rows">${all.map((one, at) => this.breakpoint(one, at))}</ul>
      ${this.errors(all)}
    </section>`;
  }

  private breakpoint(one: Breakpoint | BreakpointSpec, at: number) {
    const { verified, message, hits } = one as Partial<Breakpoint>;
    const label = labelOf(one);
    return html`<li class=${verified === false ? "bad" : ""}>
        <label class="name"><input type="checkbox" ?disabled=${this.rests} .checked=${one.enabled !== false} @change=${() => this.change(at, { enabled: one.enabled === false })} aria-label="Enabled: ${label}" />
          <i class="dot ${one.log === undefined ? "" : "log"} ${one.enabled === false || verified === false ? "off" : ""}" aria-hidden="true"></i>
          <span>${label}</span></label>
        ${conditionsOf(one)}
        ${hits === undefined || hits === 0 ? nothing : html`<span class="state" title="Times it was passed">${hits}×</span>`}
        <button aria-label="Edit ${label}" title="Condition, hits, log text" aria-expanded=${this.opened === at} @click=${() => (this.opened = this.opened === at ? undefined : at)}>${DEBUG_ICONS.pencil}</button>
        <button aria-label="Remove ${label}" title="Remove" ?disabled=${this.rests} @click=${() => this.remove_(at)}>${DEBUG_ICONS.bin}</button>
        ${verified === false && message !== undefined ? html`<p class="message">${message}</p>` : nothing}
        ${this.opened === at ? this.editor(one, at) : nothing}
      </li>`;
  }

  private editor(one: BreakpointSpec, at: number) {
    const field = (name: "condition" | "hitCondition" | "log", words: string, example: string) =>
      html`<label>${words}<input .value=${one[name] ?? ""} placeholder=${example} spellcheck="false" ?disabled=${this.rests} @change=${(
        event: Event,
      ) => {
        const text = (event.target as HTMLInputElement).value.trim();
        this.change(at, { [name]: text === "" ? undefined : text });
      }} /></label>`;
    return html`<div class="edit">
      ${field("condition", "Only where this is true", "$states.input.total > 100")}
      ${field("hitCondition", "Only at these hits", "5, >=3, %2")}
      ${field("log", "Write this instead of stopping", "total is {$states.input.total}")}
    </div>`;
  }

  /** A breakpoint on failures by their name. */
  private errors(all: readonly BreakpointSpec[]) {
    const add = (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const [name, kind] = ["name", "kind"].map((one) => (form.elements.namedItem(one) as HTMLInputElement).value);
      const spec = { error: name.trim() || "*", ...(kind !== "" && { caught: kind === "caught" }) };
      void this.debugging?.setBreakpoints([...all, spec]);
      form.reset();
    };
    return html`<form class="add" @submit=${add}>
      <input name="name" placeholder="Stop at errors: any, or a name" aria-label="Name of an error" spellcheck="false" />
      <select name="kind" aria-label="Which failures"><option value="">caught or not</option><option value="uncaught">uncaught</option><option value="caught">caught</option></select>
      <button ?disabled=${this.rests} title=${this.debugging?.away ?? nothing}>${ICONS.plus} Add</button>
    </form>`;
  }

  private change(at: number, values: Partial<BreakpointSpec>): void {
    const all = this.debugging!.breakpoints.map((one, index) => (index === at ? { ...one, ...values } : one));
    void this.debugging!.setBreakpoints(all);
  }

  private remove_(at: number): void {
    this.opened = undefined;
    void this.debugging!.setBreakpoints(this.debugging!.breakpoints.filter((_, index) => index !== at));
  }

  private evaluation({ run, isHere }: Debugging) {
    const where = this.inspecting?.place !== undefined ? "in the chosen visit" : isHere ? "where the run stands" : "";
    return html`<section aria-label="Evaluate"><h2>Evaluate ${where === "" ? nothing : html`<em>${where}</em>`}</h2>
      <form class="add" @submit=${this.evaluate}>
        <input .value=${this.expression} placeholder="$states.input.total * 2, or $.total" aria-label="Expression" spellcheck="false" ?disabled=${run.running} @input=${(event: Event) => (this.expression = (event.target as HTMLInputElement).value)} />
        <button>Evaluate</button>
      </form>
      <div role="log" aria-label="Values"><ul class="answers">
        ${this.answers.map(
          ({ expression, value, fault }) =>
            html`<li><code>${expression}</code>${
              fault === undefined
                ? html`<asl-json nested .value=${value} .levels=${1}></asl-json>`
                : html`<p class="message">${fault}</p>`
            }</li>`,
        )}
      </ul></div>
    </section>`;
  }

  private readonly evaluate = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const expression = this.expression.trim();
    if (expression === "") return;
    const answer = await this.answerTo(expression);
    this.answers = [{ expression, ...answer }, ...this.answers.slice(0, MOST - 1)];
  };

  private async answerTo(expression: string): Promise<Omit<Answer, "expression">> {
    const { debugging, inspecting } = this;
    try {
      if (inspecting?.place !== undefined) return { value: await inspecting.evaluate(expression) };
      return { value: await debugging!.evaluate(expression, { frame: debugging!.run.standing!.stop.thread }) };
    } catch (error) {
      return { fault: faultOf(error).text };
    }
  }

  private logged({ run }: Debugging) {
    return html`<section aria-label="Log"><h2>Log</h2><div role="log" aria-label="Log"><ol class="log">
      ${run.logs.slice(-200).map(({ text, position }) => html`<li><span class="state">${position.step}</span> ${text}</li>`)}
    </ol></div></section>`;
  }

  static override styles = [theme, controls, debuggerStyle];
}

/** What a breakpoint stops at, in a few words. */
function labelOf(one: BreakpointSpec): string {
  const { state, line, error, event, caught } = one;
  const which = caught === undefined ? "" : caught ? ", caught" : ", uncaught";
  const { place } = one as Partial<Breakpoint>;
  if (place !== undefined) return `${place}${which}`;
  const what = error === undefined ? undefined : error === "*" ? "any error" : `error ${error}`;
  const parts = [state ?? (line === undefined ? undefined : `line ${line}`), what, event];
  return parts.filter((part) => part !== undefined).join(", ") + which;
}

function conditionsOf({ condition, hitCondition, log }: BreakpointSpec) {
  const parts = [
    condition,
    hitCondition === undefined ? undefined : `hit ${hitCondition}`,
    log === undefined ? undefined : `logs “${log}”`,
  ];
  const text = parts.filter((part) => part !== undefined).join(" · ");
  return text === "" ? nothing : html`<code class="when" title=${text}>${text}</code>`;
}

function wordsOf({ status, waits }: Thread, clock: number): string {
  if (waits?.until !== undefined) return `${waits.for}, ${shortDuration(Math.max(0, waits.until - clock))} to go`;
  return waits?.for ?? WORDS[status];
}

const WORDS: Readonly<Record<Thread["status"], string>> = {
  ready: "goes on",
  waiting: "waits",
  joining: "waits for what is inside",
  backoff: "waits to try again",
};
