import type { Json } from "asl-core";
import type { Scope, ScopeName } from "asl-core/debug";
import { LitElement, nothing } from "lit";
import type { AslEditor } from "../debugger/asl-editor.js";
import { DEBUG_ICONS } from "../debugger/debug-icons.js";
import { html } from "../shared/html.js";
import { writtenJson } from "../shared/json-text.js";
import { controls, theme } from "../shared/theme.js";
import type { Trace } from "./asl-stages.js";
import { stagesStyle } from "./stages-style.js";

/** Sets a scope of a frame. */
export type SetScope = (frame: string, scope: ScopeName, value: Json) => Promise<boolean>;

/**
 * The values an expression of a state sees: variables of the frame and of those around it, and the context object.
 *
 * @element asl-scopes
 */
export class AslScopes extends LitElement {
  static override properties = {
    scopes: { attribute: false },
    frame: {},
    set: { attribute: false },
    away: { attribute: false },
    trace: { attribute: false },
    editing: { state: true },
  };

  /** The scopes, the innermost first. */
  declare scopes: readonly Scope[];
  /** The frame that sees them. */
  declare frame: string;
  /** Undefined where nothing can be set here. */
  declare set: SetScope | undefined;
  /** Why nobody is there to set it now, in a sentence; undefined where somebody is. */
  declare away: string | undefined;
  /** Finds where values of variables came from; undefined where nobody knows. */
  declare trace: Trace | undefined;
  declare private editing: number;

  constructor() {
    super();
    [this.scopes, this.frame, this.editing] = [[], "", -1];
  }

  override render() {
    const shown = this.scopes.filter(({ name }) => name === "Variables" || name === "Context");
    return shown.map((scope, at) => this.scope(scope, at));
  }

  private scope(scope: Scope, at: number) {
    const { name, level, editable, value } = scope;
    const isEditing = this.editing === at && this.set !== undefined;
    const { trace } = this;
    const traced = name === "Variables" && trace ? (pointer: string) => trace(name, pointer, scope.frame) : undefined;
    return html`<section class="scope" aria-label=${name}>
      <h3>${name === "Variables" ? `Variables of ${level ?? "the execution"}` : "Context object"}
        ${editable && this.set !== undefined ? html`<button class="set" aria-pressed=${isEditing} ?disabled=${this.away !== undefined} title=${this.away ?? nothing} @click=${() => (this.editing = isEditing ? -1 : at)}>${DEBUG_ICONS.pencil} Set</button>` : nothing}</h3>
      ${
        isEditing
          ? html`<form class="editing" @submit=${(event: Event) => void this.save(event, scope)} @asl-submit=${(event: Event) => void this.save(event, scope)}>
              <asl-editor nested label=${name} .text=${writtenJson(value)} .rows=${6}></asl-editor>
              <p><button class="primary" ?disabled=${this.away !== undefined} title=${this.away ?? nothing}>Set</button> <button type="button" @click=${() => (this.editing = -1)}>Cancel</button></p>
            </form>`
          : html`<asl-json nested .value=${value} .levels=${name === "Variables" ? 2 : 1} root=${name === "Variables" ? "$" : "$states.context"} .trace=${traced}></asl-json>`
      }
    </section>`;
  }

  private async save(event: Event, { name, frame }: Scope): Promise<void> {
    event.preventDefault();
    const value = this.renderRoot.querySelector<AslEditor>("asl-editor")?.take();
    if (value !== undefined && (await this.set?.(frame ?? this.frame, name, value))) this.editing = -1;
  }

  static override styles = [theme, controls, stagesStyle];
}
