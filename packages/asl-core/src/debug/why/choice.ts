import { valueAt } from "../../definition/location.js";
import { StatesError } from "../../errors.js";
import { type Json, type JsonObject, typeOf } from "../../json.js";
import type { Event } from "../../kernel/index.js";
import { type Decision, decisionOf, type Operand } from "../../machine/decision.js";
import { type ChoiceNode, END, type Machine, type NodeIndex } from "../../machine/machine.js";
import { memoryOf } from "../inspect/memory.js";
import { type Place, placeOf } from "../inspect/place.js";
import { asEntered, OnlookerScope } from "../inspect/surroundings.js";
import type { Past } from "../past.js";
import type { Scene } from "../scene.js";
import { eventOf, momentBefore, type Subject } from "./moment.js";
import { shown } from "./text.js";

/** How a condition, or a part of one, came out; "error": what it needed was not there. */
export type Outcome = "true" | "false" | "error" | "not evaluated";

/** One side of a comparison. */
export interface OperandWhy {
  readonly text: string;
  readonly constant: boolean;
  /** Undefined where there was nothing. */
  readonly value?: Json;
}

/** A condition, or a part of one, and how it came out. */
export interface ConditionWhy {
  readonly op: "and" | "or" | "not" | "comparison";
  /** As written. */
  readonly text: string;
  /** JSON pointer in the definition. */
  readonly pointer: string;
  readonly outcome: Outcome;
  /** The first part that made the whole come out as it did. */
  readonly decisive: boolean;
  /** Of a comparison: what it compares or reads. */
  readonly operands: readonly OperandWhy[];
  readonly parts: readonly ConditionWhy[];
  readonly error?: string;
}

/** One rule of a Choice. */
export interface RuleWhy {
  readonly rule: number;
  readonly outcome: Outcome;
  /** Name of the state it leads to. */
  readonly next: string;
  readonly condition: ConditionWhy;
  /** One sentence. */
  readonly text: string;
}

/** Why a Choice went where it went. Plain JSON. */
export interface ChoiceWhy {
  readonly state: string;
  readonly execution: number;
  /** The visit's Entered event; null where the state is not entered yet. */
  readonly event: number | null;
  readonly rules: readonly RuleWhy[];
  /** "choice 2", "default", or null where the state fails. */
  readonly taken: string | null;
  /** Name of the next state. */
  readonly next: string | null;
  readonly error?: { readonly error: string; readonly cause: string };
  /** All of it, a line per rule, its parts below it. */
  readonly text: string;
}

/**
 * Why a Choice takes, or took, its way: for a frame that stands in front of a Choice or in it, or for an event of a
 * Choice's visit. Rules are evaluated anew on what the state saw; nothing is changed. Throws RangeError where no Choice
 * is meant. O(rules), and for an event O(steps since the last checkpoint).
 */
export function whyChoice(scene: Scene, past: Past, subject: Subject): ChoiceWhy {
  if (typeof subject === "string") return explain(placeOf(scene, subject), null);
  const entered = enteredOf(scene, past, subject.execution, eventOf(scene, subject));
  const before = momentBefore(scene, past, subject.execution, entered);
  return explain(placeOf(before.scene, before.frame), entered.id);
}

/** The Entered event of the visit an event belongs to; that of a failed execution follows it. */
function enteredOf(scene: Scene, past: Past, execution: number, event: Event): Event {
  const actor = scene.executions[execution];
  const at = event.node === END ? actor.events[event.previous - 1] : event;
  const ids = at === undefined ? [] : memoryOf(past).index(actor).ofFrame(at.frame, 1, at.id);
  const id = ids.findLast((one) => actor.events[one - 1].type.endsWith("StateEntered"));
  const entered = id === undefined ? undefined : actor.events[id - 1];
  if (entered?.type === "ChoiceStateEntered") return entered;
  throw new RangeError(`event ${event.id} (${event.type}) belongs to no Choice`);
}

function explain(at: Place, event: number | null): ChoiceWhy {
  const { scene, actor, node } = at;
  if (node.kind !== "Choice") throw new RangeError(`${node.path} is no Choice`);
  const found = new Explanation(at, node);
  const { rules, taken, error } = found;
  const way = taken === "default" ? node.otherwise : node.rules.find(({ via }) => via === taken);
  const next = way ? nameOf(scene.machine, way.next) : null;
  const lines = [...rules.flatMap(linesOf), endLine(found, next)];
  const entered = event ?? (at.frame.phase === "enter" && scene.position.stage === 0 ? null : at.frame.entered);
  const text = `${node.path}\n${lines.map((line) => `  ${line}`).join("\n")}`;
  return {
    state: node.path,
    execution: actor.number,
    event: entered,
    rules,
    taken,
    next,
    ...(error && { error }),
    text,
  };
}

const nameOf = (machine: Machine, node: NodeIndex): string => (node === END ? "" : machine.nodes[node].name);

class Explanation {
  readonly rules: RuleWhy[];
  taken: string | null = null;
  error: { error: string; cause: string } | undefined = undefined;
  private readonly scope: OnlookerScope;
  private decided = false;

  constructor(
    private readonly at: Place,
    private readonly node: ChoiceNode,
  ) {
    const { scene, actor, frame } = at;
    this.scope = new OnlookerScope(scene.machine, actor.execution);
    this.scope.at(asEntered(frame, actor.execution), frame.input);
    this.applyInputPath();
    const state = valueAt(scene.machine.definition, node.pointer) as JsonObject;
    this.rules = (state.Choices as JsonObject[]).map((rule, index) => this.rule(rule, index));
    if (!this.decided) this.otherwise();
  }

  private applyInputPath(): void {
    const { effective } = this.node.flow;
    const { frame, actor } = this.at;
    if (effective === null) return;
    const input = this.attempt(() => effective(this.scope));
    if (input !== undefined) this.scope.at(asEntered(frame, actor.execution), input);
  }

  private attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof StatesError)) throw error;
      this.error = { error: error.error, cause: error.cause };
      this.decided = true;
      return undefined;
    }
  }

  private rule(rule: JsonObject, index: number): RuleWhy {
    const { pointer, jsonata, rules } = this.node;
    const decision = decisionOf(rule, jsonata);
    const condition = conditionWhy(decision, `${pointer}/Choices/${index}`, this.scope, !this.decided, true);
    const next = nameOf(this.at.scene.machine, rules[index].next);
    const { outcome } = condition;
    if (!this.decided && outcome === "error") this.attempt(() => decision.holds(this.scope));
    if (outcome === "true") this.taken = rules[index].via;
    this.decided ||= outcome === "true";
    return { rule: index, outcome, next, condition, text: ruleText(index, condition) };
  }

  private otherwise(): void {
    if (this.node.otherwise !== null) this.taken = "default";
    else this.error = { error: "States.Runtime", cause: "no rule matches, and there is no Default" };
  }
}

/** `decides`: whether this part makes the rule come out as it does. */
function conditionWhy(decision: Decision, rule: string, scope: OnlookerScope, evaluated: boolean, decides: boolean) {
  const { op, text } = decision;
  const result = evaluated ? outcomeOf(decision, scope) : { outcome: "not evaluated" as const };
  const decisive = decides && evaluated;
  const common = { op, text, pointer: rule + decision.pointer, ...result, decisive };
  const inside = (part: Decision, reached: boolean, first: boolean): ConditionWhy =>
    conditionWhy(part, rule, scope, reached, decisive && first);
  const why: ConditionWhy = { ...common, operands: [], parts: [] };
  if (decision.op === "comparison")
    return { ...why, operands: decision.operands.map((operand) => operandWhy(operand, scope, evaluated)) };
  if (decision.op === "not") return { ...why, parts: [inside(decision.part, evaluated, true)] };
  return { ...why, parts: partsWhy(decision, scope, evaluated, inside) };
}

/** Parts behind the one that decides are not evaluated. Where all had to be, the first stands for them. */
function partsWhy(
  { op, parts }: Extract<Decision, { op: "and" | "or" }>,
  scope: OnlookerScope,
  evaluated: boolean,
  inside: (part: Decision, reached: boolean, first: boolean) => ConditionWhy,
): ConditionWhy[] {
  const ends = op === "and" ? "false" : "true";
  const outcomes = evaluated ? parts.map((part) => outcomeOf(part, scope).outcome) : [];
  const last = outcomes.findIndex((outcome) => outcome === ends || outcome === "error");
  return parts.map((part, i) => inside(part, evaluated && (last < 0 || i <= last), i === Math.max(last, 0)));
}

function outcomeOf({ holds }: Decision, scope: OnlookerScope): { outcome: Outcome; error?: string } {
  try {
    return { outcome: holds(scope) ? "true" : "false" };
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return { outcome: "error", error: error.cause };
  }
}

function operandWhy({ text, constant, read }: Operand, scope: OnlookerScope, evaluated: boolean): OperandWhy {
  if (!evaluated) return { text, constant };
  try {
    const value = read(scope);
    return value === undefined ? { text, constant } : { text, constant, value };
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return { text, constant };
  }
}

const VERDICTS: Record<Outcome, string> = {
  true: "matched",
  false: "did not match",
  error: "failed",
  "not evaluated": "was not evaluated",
};

function ruleText(index: number, condition: ConditionWhy): string {
  const verdict = `rule ${index} ${VERDICTS[condition.outcome]}`;
  if (condition.outcome === "not evaluated") return verdict;
  return `${verdict}: ${comparisonText(leafOf(condition))}`;
}

/** The comparison that decides. */
function leafOf(condition: ConditionWhy): ConditionWhy {
  const part = condition.parts.find(({ decisive }) => decisive);
  return part === undefined ? condition : leafOf(part);
}

/** `$.total (80) NumericGreaterThan 100 is false`. */
function comparisonText(condition: ConditionWhy): string {
  const { outcome, error } = condition;
  if (outcome === "not evaluated") return `${condition.text} was not evaluated`;
  if (outcome === "error") return `${withValues(condition)}: ${reason(error)}`;
  return `${withValues(condition)} is ${outcome}${mismatch(condition)}`;
}

/** A part is named by its own text, not by the one it is evaluated with. */
const reason = (cause = ""): string =>
  cause.replace(/^The JSONata expression '[\s\S]*' specified for the field '[^']*' /, "");

/** The text with the value behind each operand that is not its own value. */
function withValues({ text, operands }: ConditionWhy): string {
  let written = "";
  let rest = text;
  for (const { text: operand, constant, value } of operands) {
    const at = constant ? -1 : rest.indexOf(operand);
    if (at < 0) continue;
    written += `${rest.slice(0, at + operand.length)} (${shown(value)})`;
    rest = rest.slice(at + operand.length);
  }
  return written + rest;
}

const TYPES = { Numeric: "number", String: "string", Boolean: "boolean", Timestamp: "string" } as const;

/** A value of another type than the operator's never matches, which is easily overlooked. */
function mismatch({ text, operands, outcome }: ConditionWhy): string {
  const found = / (Numeric|String|Boolean|Timestamp)(?:Equals|Less|Greater|Matches)/.exec(text);
  const value = operands[0]?.value;
  if (outcome !== "false" || found === null || value === undefined) return "";
  const wanted = TYPES[found[1] as keyof typeof TYPES];
  return typeOf(value) === wanted ? "" : `: it is of type ${typeOf(value)}, not ${wanted}`;
}

function linesOf({ text, condition }: RuleWhy): string[] {
  return condition.op === "comparison" ? [text] : [text, ...treeLines(condition, 1)];
}

function treeLines(condition: ConditionWhy, level: number): string[] {
  const { op, outcome, parts, decisive } = condition;
  const indent = "  ".repeat(level);
  if (op === "comparison") return [`${indent}${comparisonText(condition)}${decisive ? "  <-" : ""}`];
  const verdict = outcome === "not evaluated" ? "was not evaluated" : `is ${outcome}`;
  return [`${indent}${op} ${verdict}`, ...parts.flatMap((part) => treeLines(part, level + 1))];
}

function endLine({ taken, error }: Explanation, next: string | null): string {
  if (error !== undefined) return `fails with ${error.error}: ${error.cause}`;
  return taken === "default"
    ? `no rule matched: Default goes to ${next}`
    : `goes to ${next} by rule ${taken?.slice("choice ".length)}`;
}
