import { deepEqual, type Json, type JsonObject } from "asl-core";
import type { ExpressionPart } from "asl-core/debug";
import { css, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { faultOf } from "../../controllers/fault.js";
import {
  previewText,
  type ShownStage,
  type StageExpression,
  shortName,
  stageExpressions,
  watchedName,
  watchedValue,
} from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";

/** A state that was visited, and whom to ask about the visit. */
export interface Visited {
  readonly state: JsonObject;
  readonly via: string | null;
  /** Another object where the visit, or what is seen of it, is another. */
  readonly seen: object;
  /** The value of an expression in the visit, before it was left. */
  evaluate(expression: string): Promise<Json>;
}

/** What is known of an expression. */
interface Known extends StageExpression {
  readonly parts: readonly ExpressionPart[];
}

/** Letters of a value, and of the part it is of. */
const [LONGEST, PART] = [400, 70];

/**
 * The expressions that made a stage of a visit. The part under the pointer, or chosen by arrows, is shown with its value: it
 * is evaluated again in the visit, once the whole has given the value that was recorded.
 *
 * @element asl-expressions
 */
export class AslExpressions extends LitElement {
  static override properties = {
    stage: { attribute: false },
    of: { attribute: false },
    known: { state: true },
    chosen: { state: true },
    words: { state: true },
  };

  /** The stage that is shown. */
  declare stage: ShownStage | undefined;
  /** The state, how it was left, and whom to ask. */
  declare of: Visited | undefined;
  declare private known: readonly Known[];
  /** An expression and one of its parts, by their places. */
  declare private chosen: readonly [expression: number, part: number] | undefined;
  /** The value of the chosen part, or why there is none. */
  declare private words: string;
  private key: readonly unknown[] = [];
  private values = new Map<string, Promise<Json>>();

  constructor() {
    super();
    [this.known, this.words] = [[], ""];
  }

  override willUpdate(_changed: PropertyValues<this>): void {
    const key = [this.of?.seen, this.stage?.name, this.of?.state, this.of?.via];
    if (key.every((one, at) => one === this.key[at])) return;
    this.key = key;
    [this.known, this.chosen, this.words, this.values] = [[], undefined, "", new Map()];
    void this.read(key);
  }

  private async read(key: readonly unknown[]): Promise<void> {
    const { stage, of } = this;
    const found = stage && of ? stageExpressions(of.state, of.via, stage.name) : [];
    if (found.length === 0) return;
    const { expressionParts } = await import("asl-core/debug");
    const known = found.map((one) => ({ ...one, parts: partsOf(one.text, expressionParts) }));
    if (this.key === key) this.known = known;
  }

  private choose(expression: number, part: number): void {
    const found = this.known[expression]?.parts[part];
    if (found === undefined || (this.chosen?.[0] === expression && this.chosen[1] === part)) return;
    const chosen = [expression, part] as const;
    [this.chosen, this.words] = [chosen, "…"];
    void this.tell(this.known[expression], found).then((words) => {
      if (this.chosen === chosen) this.words = words;
    });
  }

  /** The value of a part in words. */
  private async tell({ pointer, text, parts }: Known, part: ExpressionPart): Promise<string> {
    if (part.varies) return "not shown: it differs at each evaluation";
    try {
      const recorded = this.stage && watchedValue({ stage: this.stage.name, pointer }, [this.stage]);
      const isSteady = !parts.some(({ varies }) => varies);
      if (isSteady && !deepEqual(await this.resultOf(text), recorded ?? null))
        return "not shown: evaluated again, the whole gives another value than was recorded";
      return previewText(await this.resultOf(`{% ${part.text} %}`), LONGEST);
    } catch (error) {
      return `no value: ${faultOf(error).text}`;
    }
  }

  /** Of an expression with its markers, asked for once. */
  private resultOf(text: string): Promise<Json> {
    let value = this.values.get(text);
    if (value === undefined) this.values.set(text, (value = this.of!.evaluate(text)));
    return value;
  }

  private readonly point = (event: PointerEvent): void => {
    const { expression, part } = (event.target as HTMLElement).closest<HTMLElement>("[data-part]")?.dataset ?? {};
    if (part !== undefined) this.choose(Number(expression), Number(part));
  };

  private press(event: KeyboardEvent, expression: number): void {
    const now = this.chosen?.[0] === expression ? this.chosen[1] : -1;
    const last = this.known[expression].parts.length - 1;
    const to: Record<string, number> = {
      ...{ ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: last },
    };
    if (!Object.hasOwn(to, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    this.choose(expression, Math.max(0, Math.min(last, to[event.key])));
  }

  override render() {
    if (this.known.length === 0) return nothing;
    return html`<div class="all" role="group" aria-label="Expressions" @pointerover=${this.point}>
        ${this.known.map((one, index) => this.expression(one, index))}
      </div>
      <p class="value" role="status">${this.value()}</p>`;
  }

  private value() {
    const [expression, at] = this.chosen ?? [-1, -1];
    const part = this.known[expression]?.parts[at];
    if (part === undefined)
      return html`<span>Point at a part of an expression, or go to it with arrows: its value stands here.</span>`;
    const text = part.text.replace(/\s+/g, " ");
    return html`<code>${text.length > PART ? `${text.slice(0, PART)}…` : text}</code> <b>${this.words}</b>`;
  }

  private expression({ pointer, text, parts }: Known, index: number) {
    const one = { stage: this.stage?.name ?? "", pointer };
    const name = watchedName(one);
    const isHere = this.chosen?.[0] === index;
    return html`<div class="one">
      <span class="name" title=${name}>${shortName(one, [one])}</span>
      <div
        class="text"
        role="listbox"
        tabindex="0"
        aria-label="Parts of ${name}"
        aria-activedescendant=${isHere ? `part-${index}-${this.chosen![1]}` : nothing}
        @focus=${() => isHere || this.choose(index, 0)}
        @keydown=${(event: KeyboardEvent) => this.press(event, index)}
      >
        <code aria-hidden="true">${this.nested(text, parts, index)}</code>
        <span class="sr">${parts.map((part, at) => html`<span role="option" id="part-${index}-${at}" aria-selected=${isHere && this.chosen![1] === at}>${part.text}</span>`)}</span>
      </div>
    </div>`;
  }

  /** The text with its parts, each inside those that hold it. */
  private nested(
    text: string,
    parts: readonly ExpressionPart[],
    expression: number,
  ): readonly (string | TemplateResult)[] {
    let next = 0;
    const within = (from: number, to: number): (string | TemplateResult)[] => {
      const pieces: (string | TemplateResult)[] = [];
      let at = from;
      while (next < parts.length && parts[next].offset < to) {
        const index = next++;
        const { offset, length } = parts[index];
        if (offset < at || offset + length > to) continue;
        const isOn = this.chosen?.[0] === expression && this.chosen[1] === index;
        const inner = within(offset, offset + length);
        pieces.push(
          text.slice(at, offset),
          html`<span class=${isOn ? "on" : ""} data-expression=${expression} data-part=${index}>${inner}</span>`,
        );
        at = offset + length;
      }
      pieces.push(text.slice(at, to));
      return pieces;
    };
    return within(0, text.length);
  }

  static override styles = [
    theme,
    controls,
    css`
      :host {
        display: block;
        flex: none;
        background: none;
        overflow: visible;
      }
      .all {
        max-height: 150px;
        overflow: auto;
        padding: 0 10px;
      }
      .one {
        display: grid;
        grid-template-columns: minmax(50px, auto) minmax(0, 1fr);
        gap: 0 5px;
        align-items: start;
        font: 12px/1.7 var(--asl-mono);
      }
      .name {
        max-width: 130px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--asl-key);
      }
      .text {
        padding: 0 3px;
        border-radius: 4px;
      }
      code {
        font: inherit;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      [data-part]:hover {
        text-decoration: underline dotted;
        text-underline-offset: 3px;
      }
      .on {
        background: var(--asl-chosen);
        border-radius: 3px;
        outline: 1px solid var(--asl-accent);
      }
      .value {
        margin: 2px 10px 6px;
        min-height: 38px;
        max-height: 76px;
        overflow: auto;
        font: 12px/1.5 var(--asl-mono);
        overflow-wrap: anywhere;
      }
      .value > span {
        font-family: var(--asl-font);
      }
      .value > span,
      .value code {
        color: var(--asl-dim);
      }
      .sr {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    `,
  ];
}

/** None where it is no expression after all. */
function partsOf(text: string, take: (text: string) => readonly ExpressionPart[]): readonly ExpressionPart[] {
  try {
    return take(text);
  } catch {
    return [];
  }
}
