import { valueAt } from "../../definition/location.js";
import { StatesError } from "../../errors.js";
import type { JsonObject } from "../../json.js";
import type { Event } from "../../kernel/index.js";
import { type Decision, decisionOf, type Operand } from "../../machine/decision.js";
import { type ChoiceNode, END, type Machine, type NodeIndex } from "../../machine/machine.js";
import { memoryOf } from "../inspect/memory.js";
import { type Place, placeOf } from "../inspect/place.js";
import { asEntered, OnlookerScope } from "../inspect/surroundings.js";
import type { Past } from "../past.js";
import type { Scene } from "../scene.js";
import { endLine, linesOf, ruleText } from "./choice-text.js";
import type { ChoiceWhy, ConditionWhy, OperandWhy, Outcome, RuleWhy } from "./choice-why.js";
import { eventOf, momentBefore, type Subject } from "./moment.js";

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

function operandWhy(operand: Operand, scope: OnlookerScope, evaluated: boolean): OperandWhy {
  const { text, constant, end } = operand;
  const told = { text, constant, ...(end !== undefined && { end }) };
  if (!evaluated) return told;
  try {
    const value = operand.read(scope);
    return value === undefined ? told : { ...told, value };
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return told;
  }
}
