import { LitElement, nothing, type PropertyValues } from "lit";
import type { OtherTask } from "../../controllers/asking.js";
import type { Given, TaskId, WaitingTask } from "../../debugging/index.js";
import { formStyle } from "../shared/form-style.js";
import { html } from "../shared/html.js";
import { writtenJson } from "../shared/json-text.js";
import { controls, theme } from "../shared/theme.js";
import type { AslEditor } from "./asl-editor.js";

/**
 * Asks for what a task answers: an output as JSON, or an error with its cause.
 *
 * @element asl-answer
 * @fires asl-given - `detail.task` is the task's id, `detail.given` its output or error, `detail.goesOn` whether the run is
 * to go on then
 * @fires asl-thread - another task was chosen; `detail.thread` is its id, `detail.state` the path of its state
 */
export class AslAnswer extends LitElement {
  static override properties = {
    task: { attribute: false },
    suggested: { attribute: false },
    others: { attribute: false },
    disabled: { type: Boolean },
    away: { attribute: false },
    failing: { state: true },
    text: { state: true },
  };

  /** The task that waits. */
  declare task: WaitingTask | undefined;
  /** What it could be answered, as it was before. */
  declare suggested: Given | undefined;
  /** Others that wait in the same state; nothing is shown where nothing waits at all. */
  declare others: readonly OtherTask[];
  /** Whether nothing can be answered now. */
  declare disabled: boolean;
  /** Why nobody is there to take an answer, in a sentence. */
  declare away: string | undefined;
  declare private failing: boolean;
  declare private text: string;
  private error = "";
  private cause = "";
  /** What was written for tasks that still wait. */
  private readonly drafts = new Map<TaskId, Draft>();

  constructor() {
    super();
    this.others = [];
    [this.disabled, this.failing, this.text] = [false, false, "{}"];
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("task") as WaitingTask | undefined;
    const { task } = this;
    if (!changed.has("task")) return;
    if (before !== undefined && !isSame(task, before)) this.putAside(before);
    if (task === undefined || isSame(before, task)) return;
    const draft = this.drafts.get(task.id);
    const known = draft !== undefined && isSame(draft.task, task) ? draft : NOTHING;
    ({ failing: this.failing, text: this.text, error: this.error, cause: this.cause } = known);
    if (known === NOTHING && this.suggested !== undefined && "output" in this.suggested) this.offer(this.suggested);
  }

  /** Keeps what is written for a task that still waits, and of no other. */
  private putAside(task: WaitingTask): void {
    const { failing, text, error, cause, others, drafts } = this;
    drafts.set(task.id, { task, failing, text, error, cause });
    for (const id of drafts.keys()) if (!others.some((one) => one.id === id)) drafts.delete(id);
  }

  /** What the task answered last. A form begins with an output, never with a failure. */
  private offer(given: Given): void {
    this.failing = !("output" in given);
    this.text = "output" in given ? writtenJson(given.output) : "{}";
    if (!("output" in given)) [this.error, this.cause] = [given.error ?? "", given.cause ?? ""];
  }

  private readonly submit = (event?: Event, goesOn = true): void => {
    event?.preventDefault();
    const { task } = this;
    if (task === undefined || this.disabled) return;
    const given = this.failing ? this.failure() : this.output();
    if (given === undefined) return;
    this.dispatchEvent(
      new CustomEvent("asl-given", { detail: { task: task.id, given, goesOn }, bubbles: true, composed: true }),
    );
  };

  private output(): Given | undefined {
    const value = this.renderRoot.querySelector<AslEditor>("asl-editor")?.take();
    return value === undefined ? undefined : { output: value };
  }

  private failure(): Given {
    const { error, cause } = this;
    return { ...(error !== "" && { error }), ...(cause !== "" && { cause }) };
  }

  override render() {
    const { task, suggested } = this;
    if (task === undefined) return this.elsewhere();
    return html`<form @submit=${this.submit} @asl-submit=${() => this.submit()}>
      <p class="lead"><strong>${task.state}</strong> waits for an answer${tryOf(task)}.</p>
      <p class="resource" title="Resource">${task.resource}</p>
      <h3>Request</h3>
      <asl-json nested class="request" .value=${task.arguments} .levels=${2}></asl-json>
      <div class="choice" role="radiogroup" aria-label="Answer">
        ${this.way(false, "Succeeds with")} ${this.way(true, "Fails with")}
        ${suggested === undefined ? nothing : html`<button type="button" class="quiet" @click=${() => (this.offer(suggested), this.requestUpdate())}>Last answer</button>`}
      </div>
      ${this.failing ? this.errorFields() : this.outputField()}
      <div class="acts">
        <button class="primary" ?disabled=${this.disabled}>${this.failing ? "Fail it" : "Answer"} and go on</button>
        <button type="button" ?disabled=${this.disabled} @click=${() => this.submit(undefined, false)}>${this.failing ? "Fail it" : "Answer"}, stay here</button>
        <span class="hint">${this.away ?? "Ctrl or ⌘ with Enter"}</span>
      </div>
      ${this.elsewhere()}
    </form>`;
  }

  /** What else waits in the state; where nothing waits here, that too is said. */
  private elsewhere() {
    const { task, others } = this;
    if (others.length === 0) return nothing;
    const choose = ({ id, path }: OtherTask) =>
      this.dispatchEvent(
        new CustomEvent("asl-thread", { detail: { thread: id, state: path }, bubbles: true, composed: true }),
      );
    const shown = others.slice(0, MOST);
    return html`<div class="others">
      <p class="dim">${task === undefined ? "The chosen visit waits for no answer. In this state there waits:" : "In this state there also waits:"}</p>
      <p class="acts">${shown.map((one) => html`<button type="button" @click=${() => choose(one)}>${one.text || "the whole execution"}</button>`)}
        ${others.length > MOST ? html`<span class="hint">and ${others.length - MOST} more</span>` : nothing}</p>
    </div>`;
  }

  private way(failing: boolean, words: string) {
    return html`<label><input type="radio" name="way" .checked=${this.failing === failing} @change=${() => (this.failing = failing)} /> ${words}</label>`;
  }

  private outputField() {
    const edited = (event: Event) => (this.text = (event.target as AslEditor).text);
    return html`<asl-editor nested label="Output" .text=${this.text} .rows=${5} @asl-edit=${edited}></asl-editor>`;
  }

  private errorFields() {
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    return html`<label class="field">Error <input .value=${this.error} placeholder="States.TaskFailed" list="errors" @input=${(event: Event) => (this.error = value(event))} /></label>
      <datalist id="errors">${ERRORS.map((name) => html`<option value=${name}></option>`)}</datalist>
      <label class="field">Cause <textarea rows="2" .value=${this.cause} @input=${(event: Event) => (this.cause = value(event))}></textarea></label>`;
  }

  static override styles = [theme, controls, formStyle];
}

/** What is written in the form. */
interface Draft {
  readonly task?: WaitingTask;
  readonly failing: boolean;
  readonly text: string;
  readonly error: string;
  readonly cause: string;
}

const NOTHING: Draft = { failing: false, text: "{}", error: "", cause: "" };

/** Tasks that are offered beside one. */
const MOST = 20;

/** Names that AWS gives to failures of tasks. */
const ERRORS = ["States.TaskFailed", "States.Timeout", "States.Permissions", "States.HeartbeatTimeout"];

const isSame = (one: WaitingTask | undefined, other: WaitingTask): boolean =>
  one?.id === other.id && one.at === other.at && one.attempt === other.attempt;

function tryOf({ attempt, iteration }: WaitingTask): string {
  const within = iteration.length === 0 ? "" : `, iteration ${iteration.join(" › ")}`;
  return `${attempt === 0 ? "" : `, retry ${attempt}`}${within}`;
}
