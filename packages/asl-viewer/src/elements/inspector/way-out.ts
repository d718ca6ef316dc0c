import { isObject, type Json, own } from "asl-core";
import { nothing, type TemplateResult } from "lit";
import { ruleText } from "../../graph/index.js";
import type { OutlineNode, Visit } from "../../timeline/index.js";
import { html } from "../shared/html.js";

/** The way a visit left its state by: all rules of a Choice with the one that was taken, the catcher that took a failure. */
export function wayOut(state: OutlineNode, visit: Visit, count: number): TemplateResult | typeof nothing {
  const via = visit.to >= 0 && visit.to < count ? visit.via : null;
  const ways = via === null ? [] : waysOf(state, via);
  if (ways.length === 0) return nothing;
  return html`<ul class="ways" aria-label="Way taken">
    ${ways.map(
      ({ taken, text, next }) => html`<li class=${taken ? "taken" : ""}>
        <span aria-hidden="true">${taken ? "➜" : ""}</span>
        <span>${text}</span><span class="next">${next}${taken ? html`<span class="sr"> (taken)</span>` : nothing}</span>
      </li>`,
    )}
  </ul>`;
}

interface Shown {
  readonly taken: boolean;
  readonly text: string;
  readonly next: string;
}

/** A history tells only where a Choice led: of rules that lead to the same state the first is shown as taken. */
function waysOf({ kind, state }: OutlineNode, via: string): Shown[] {
  if (via.startsWith("catch")) return catcherOf(list(own(state, "Catch")), Number(via.slice("catch ".length)));
  if (kind !== "Choice") return [];
  const rules = list(own(state, "Choices")).map((rule, index) => ({
    taken: via === `choice ${index}`,
    text: isObject(rule) ? ruleText(rule) : "",
    next: nextOf(rule),
  }));
  const otherwise = own(state, "Default");
  if (typeof otherwise !== "string") return rules;
  return [...rules, { taken: via === "default", text: "otherwise", next: otherwise }];
}

function catcherOf(catchers: readonly Json[], index: number): Shown[] {
  const catcher = catchers[index];
  const errors = isObject(catcher) ? list(own(catcher, "ErrorEquals")).join(", ") : "";
  return catcher === undefined ? [] : [{ taken: true, text: `caught: ${errors}`, next: nextOf(catcher) }];
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const nextOf = (value: Json): string => (isObject(value) ? String(own(value, "Next") ?? "") : "");
