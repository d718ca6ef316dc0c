import { valueAt } from "../../definition/location.js";
import type { Span } from "../../definition/positions.js";
import { type Json, type JsonObject, stringify } from "../../json.js";
import { type Condition, conditionOf, conditionText } from "../../machine/condition.js";
import type { Machine, Node, TaskNode } from "../../machine/machine.js";
import { hashText } from "./hash-text.js";
import type { Item, ItemKind, Outcome } from "./item.js";
import { NONE, type NodePlan, type Ordinal, type Probe, type RetrierPlan, type RulePlan } from "./plan.js";

/** The items of a machine, and which of them the events of each state cover. */
export interface Items {
  readonly list: readonly Item[];
  /** By node. */
  readonly plans: readonly NodePlan[];
  /** The machine's own TimeoutSeconds. */
  readonly timedOut: Ordinal;
}

const known = new WeakMap<Machine, Items>();

/** The items of a machine, in the order of its nodes. Made once per machine; linear in the definition. */
export function itemsOf(machine: Machine): Items {
  let items = known.get(machine);
  if (items === undefined) known.set(machine, (items = new Listing(machine).items()));
  return items;
}

/** A thing with several outcomes. */
interface Thing {
  readonly kind: ItemKind;
  readonly group: string;
  readonly pointer: string;
  readonly span?: Span;
  readonly path: string;
  readonly text: string;
}

class Listing {
  private readonly list: Item[] = [];
  private readonly groups = new Map<string, number>();

  constructor(private readonly machine: Machine) {}

  items(): Items {
    const { machine, list } = this;
    const plans = machine.nodes.map((node) => this.node(node));
    const about = { kind: "timeouts", group: this.group("#timeout"), path: "", text: "TimeoutSeconds" } as const;
    const timedOut =
      machine.timeoutSeconds === null ? NONE : this.add({ ...about, pointer: "/TimeoutSeconds" }, "timed out");
    return { list, plans, timedOut };
  }

  private node(node: Node): NodePlan {
    const state = valueAt(this.machine.definition, node.pointer) as JsonObject;
    const { pointer, path } = node;
    const entered = this.add({ kind: "states", group: this.group(pointer), pointer, path, text: node.kind }, "entered");
    const rules = node.kind === "Choice" ? this.rules(node, state) : [];
    return {
      entered,
      rules,
      probing: rules.some(({ probe }) => probe.op !== "comparison" || probe.yes !== NONE),
      otherwise:
        node.kind === "Choice" && node.otherwise !== null ? this.field(node, "defaults", "Default", "taken") : NONE,
      catchers: node.catch.map((_, i) => this.catcher(node, i)),
      retriers: node.retry.map((_, i) => this.retrier(node, i)),
      ...this.map(node),
      ...this.timeouts(node, state),
    };
  }

  /** Two things of one state that say the same are told apart by their order. */
  private group(name: string): string {
    const count = this.groups.get(name) ?? 0;
    this.groups.set(name, count + 1);
    return count === 0 ? name : `${name}~${count}`;
  }

  private add(thing: Thing, outcome: Outcome): Ordinal {
    const id = thing.kind === "states" ? thing.group : `${thing.group} ${outcome}`;
    this.list.push({ id, outcome, ...thing });
    return this.list.length - 1;
  }

  private field({ pointer, path }: Node, kind: ItemKind, field: string, outcome: Outcome, text = field): Ordinal {
    const group = this.group(`${pointer}#${field}`);
    return this.add({ kind, group, pointer: `${pointer}/${field}`, path, text }, outcome);
  }

  private rules(node: Node, state: JsonObject): RulePlan[] {
    return (state.Choices as JsonObject[]).map((rule, i) => this.rule(node, rule, i));
  }

  private rule({ pointer, path, jsonata }: Node, rule: JsonObject, index: number): RulePlan {
    const condition = conditionOf(rule, jsonata);
    const text = jsonata ? sourceOf(rule.Condition) : conditionText(condition);
    const group = this.group(`${pointer}#rule ${hashText(text)}`);
    const at = `${pointer}/Choices/${index}`;
    const thing: Thing = { kind: "rules", group, pointer: at, path, text: `rule ${index}: ${text}` };
    const taken = this.add(thing, "taken");
    const notTaken = this.add(thing, "not taken");
    if (condition.op === "comparison")
      return { taken, notTaken, probe: { op: "comparison", yes: NONE, no: NONE, condition } };
    return { taken, notTaken, probe: this.probe(condition, thing) };
  }

  private probe(condition: Condition, rule: Thing): Probe {
    if (condition.op === "not") return { op: "not", part: this.probe(condition.part, rule) };
    if (condition.op !== "comparison")
      return { op: condition.op, parts: condition.parts.map((part) => this.probe(part, rule)) };
    const { pointer, span, text } = condition;
    const group = this.group(`${rule.group} ${hashText(text)}`);
    const thing: Thing = { ...rule, kind: "comparisons", group, pointer: rule.pointer + pointer, span, text };
    return { op: "comparison", yes: this.add(thing, "true"), no: this.add(thing, "false"), condition };
  }

  private catcher({ pointer, path, catch: entries }: Node, i: number): Ordinal {
    const errors = entries[i].errorEquals;
    const group = this.group(`${pointer}#catch ${hashText(stringify([...errors]))}`);
    const text = `catcher ${i}: ${errors.join(", ")}`;
    return this.add({ kind: "catchers", group, pointer: `${pointer}/Catch/${i}`, path, text }, "taken");
  }

  /** One that never tries again can only be used up. */
  private retrier({ pointer, path, retry: entries }: Node, i: number): RetrierPlan {
    const { errorEquals, maxAttempts } = entries[i];
    const group = this.group(`${pointer}#retry ${hashText(stringify([...errorEquals]))}`);
    const text = `retrier ${i}: ${errorEquals.join(", ")}`;
    const thing: Thing = { kind: "retriers", group, pointer: `${pointer}/Retry/${i}`, path, text };
    const fired = maxAttempts === 0 ? NONE : this.add(thing, "fired");
    return { fired, exhausted: this.add(thing, "exhausted") };
  }

  private map(node: Node) {
    const none = { empty: NONE, notEmpty: NONE, tolerated: NONE };
    if (node.kind !== "Map") return none;
    const { pointer, path } = node;
    const thing: Thing = { kind: "maps", group: this.group(`${pointer}#items`), pointer, path, text: "Map items" };
    const sizes = { empty: this.add(thing, "empty"), notEmpty: this.add(thing, "not empty") };
    const tolerates = node.toleratedFailureCount !== null || node.toleratedFailurePercentage !== null;
    if (node.distributed === null || !tolerates) return { ...none, ...sizes };
    const field = node.toleratedFailureCount !== null ? "ToleratedFailureCount" : "ToleratedFailurePercentage";
    const group = this.group(`${pointer}#tolerance`);
    const at = this.written(pointer, field);
    return {
      ...sizes,
      tolerated: this.add({ kind: "tolerance", group, pointer: at, path, text: "failures" }, "tolerated"),
    };
  }

  private timeouts(node: Node, state: JsonObject) {
    const { timeoutSeconds, heartbeatSeconds } = node.kind === "Task" ? node : NO_TIMEOUTS;
    const field = (name: string) => (state[name] === undefined ? `${name}Path` : name);
    return {
      timedOut: timeoutSeconds === null ? NONE : this.field(node, "timeouts", field("TimeoutSeconds"), "timed out"),
      heartbeatMissed:
        heartbeatSeconds === null ? NONE : this.field(node, "timeouts", field("HeartbeatSeconds"), "heartbeat missed"),
    };
  }

  private written(pointer: string, field: string): string {
    const state = valueAt(this.machine.definition, pointer) as JsonObject;
    return `${pointer}/${state[field] === undefined ? `${field}Path` : field}`;
  }
}

/** A JSONata text without its markers. */
const sourceOf = (condition: Json): string =>
  typeof condition === "string" ? condition.replace(/^\{%|%\}$/g, "").trim() : stringify(condition);

const NO_TIMEOUTS: Pick<TaskNode, "timeoutSeconds" | "heartbeatSeconds"> = {
  timeoutSeconds: null,
  heartbeatSeconds: null,
};
