import type { ChoiceWhy, ConditionWhy, FailureLink, FailureWhy, PolicyWhy, RuleWhy } from "asl-core/debug";
import { LitElement, nothing } from "lit";
import type { Inspection } from "../../debugging/index.js";
import { html } from "../shared/html.js";
import { controls, theme } from "../shared/theme.js";
import { whyStyle } from "./why-style.js";

/**
 * Why a Choice went where it went, and what was asked about a failure.
 *
 * @element asl-why
 */
export class AslWhy extends LitElement {
  static override properties = { inspection: { attribute: false } };

  /** What was found out about a visit; nothing is shown without it. */
  declare inspection: Inspection | undefined;

  override render() {
    const { choice, failure } = this.inspection ?? {};
    return html`${choice === undefined ? nothing : choiceWhy(choice)} ${failure === undefined ? nothing : failureWhy(failure)}`;
  }

  static override styles = [theme, controls, whyStyle];
}

const SIGNS: Readonly<Record<RuleWhy["outcome"], string>> = { true: "✓", false: "✕", error: "!", "not evaluated": "–" };
const WORDS: Readonly<Record<RuleWhy["outcome"], string>> = {
  true: "holds",
  false: "does not hold",
  error: "cannot be told",
  "not evaluated": "was not evaluated",
};

/** Why a Choice went where it went: each rule with its parts, the values they compared, and the part that decided. */
const choiceWhy = ({ rules, taken, next, error }: ChoiceWhy) => html`<section class="why" aria-label="Why">
  <ol class="rules">
    ${rules.map(
      (rule) => html`<li class=${taken === `choice ${rule.rule}` ? "taken" : ""}>
        <p class="rule"><b>Rule ${rule.rule}</b> ${verdict(rule.outcome)} <span class="to">→ ${rule.next}</span></p>
        ${condition(rule.condition)}
      </li>`,
    )}
  </ol>
  <p class="end">${
    error !== undefined
      ? html`<strong class="bad">${error.error}</strong> ${error.cause}`
      : taken === "default"
        ? html`No rule holds: the Default leads to <b>${next}</b>.`
        : html`Goes to <b>${next}</b>.`
  }</p>
</section>`;

const verdict = (outcome: RuleWhy["outcome"]) =>
  html`<span class="verdict ${outcome.replace(" ", "-")}"><span aria-hidden="true">${SIGNS[outcome]}</span> ${WORDS[outcome]}</span>`;

/** Deeper conditions than these are not shown: nobody reads them. */
const DEEPEST = 12;

function condition(one: ConditionWhy, depth = 0): unknown {
  const { op, outcome, parts, operands, decisive, text, error } = one;
  if (op === "comparison")
    return html`<div class="comparison ${decisive ? "decisive" : ""}">
      <code>${text}</code> ${depth === 0 ? nothing : verdict(outcome)}
      ${operands
        .filter(({ constant }) => !constant)
        .map(
          (operand) =>
            html`<span class="operand"><code>${operand.text}</code> = ${operand.value === undefined ? html`<em>nothing</em>` : html`<code>${shortValue(operand.value)}</code>`}</span>`,
        )}
      ${error === undefined ? nothing : html`<span class="bad">${error}</span>`}
    </div>`;
  if (depth >= DEEPEST) return html`<div class="comparison"><code>${text}</code></div>`;
  return html`<div class="group"><span class="op">${op}</span> ${verdict(outcome)}${parts.map((part) => condition(part, depth + 1))}</div>`;
}

function shortValue(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}… (${text.length})` : text;
}

const OUTCOMES: Readonly<Record<FailureLink["outcome"], string>> = {
  retried: "tried again",
  caught: "caught",
  "passed on": "passed on",
  ended: "ends the execution",
  fatal: "cannot be caught",
  run: "ends the child execution",
};

/** Where a failure went: each state it reached, with the retriers and catchers that were asked. */
const failureWhy = ({ error, cause, links }: FailureWhy) => html`<section class="why" aria-label="Why it failed">
  <p class="end"><strong class="bad">${error ?? "A failure without a name"}</strong></p>
  ${cause === null || cause === "" ? nothing : html`<pre>${cause}</pre>`}
  <ol class="rules">
    ${links.map(
      (link) => html`<li class=${link.outcome === "retried" || link.outcome === "caught" ? "taken" : ""}>
        <p class="rule"><b>${link.state}</b> <span class="verdict">${OUTCOMES[link.outcome]}</span></p>
        <p class="text">${link.text}</p>
        ${link.policies.map(policy)}
      </li>`,
    )}
  </ol>
</section>`;

const POLICY_SIGNS: Readonly<Record<PolicyWhy["verdict"], string>> = {
  took: "✓",
  "used up": "∅",
  "does not match": "✕",
  "not asked": "–",
};

const policy = ({
  kind,
  index,
  errorEquals,
  verdict: came,
  reason,
}: PolicyWhy) => html`<div class="comparison ${came === "took" ? "decisive" : ""}">
  <span class="verdict ${came.replaceAll(" ", "-")}"><span aria-hidden="true">${POLICY_SIGNS[came]}</span> ${kind} ${index}</span>
  <code>${errorEquals.join(", ")}</code> <span class="operand">${reason}</span>
</div>`;
