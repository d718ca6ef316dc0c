import { isDistributed } from "../definition/rules/map.js";
import { type Json, type JsonObject, own } from "../json.js";
import { constant, type Expression } from "../language/expression.js";
import { compileJsonata } from "../language/jsonata/index.js";
import { compileJsonPathExpression, compilePath } from "../language/jsonpath/index.js";
import { compileTemplate } from "../language/template.js";
import { pointerStep } from "../pointer.js";
import { compileCondition } from "./choice.js";
import { compileAssign, compileDataFlow, compileOutput, compileResultPath, optional } from "./data-flow.js";
import { digestOf } from "./digest.js";
import { compileDistributed } from "./distributed.js";
import { liftOf } from "./lift.js";
import {
  type Block,
  type Catcher,
  type ChoiceRule,
  END,
  type Machine,
  type Node,
  type NodeBase,
  type NodeIndex,
  type Way,
} from "./machine.js";
import { compileNumber, compileSeconds } from "./numbers.js";
import { compileRetry } from "./policies.js";
import { parseResource } from "./resource.js";
import { compileUntil } from "./wait.js";

/**
 * Compiles a checked definition. Callers validate first (`definition/validate`): fields are trusted to have the types
 * AWS asks for. Linear in the size of the definition. Throws ExpressionSyntaxError where an expression does not parse.
 */
export function compileDefinition(definition: JsonObject): Machine {
  return new Compiler(definition).machine();
}

/** The states of one block that are still to be compiled: indexes are handed out before any state is looked at. */
interface Pending {
  block: number;
  states: JsonObject;
  pointer: string;
  path: string;
  indexes: Map<string, NodeIndex>;
}

class Compiler {
  private readonly nodes: Node[] = [];
  private readonly blocks: Block[] = [];
  private readonly jsonata: boolean;
  private count = 0;

  constructor(private readonly definition: JsonObject) {
    this.jsonata = definition.QueryLanguage === "JSONata";
  }

  machine(): Machine {
    this.block(this.definition, END, "", "");
    const { definition, nodes, blocks } = this;
    let digest: string | undefined;
    let lift: number | undefined;
    return {
      definition,
      nodes,
      blocks,
      timeoutSeconds: (definition.TimeoutSeconds as number | undefined) ?? null,
      get digest() {
        digest ??= digestOf(definition);
        return digest;
      },
      get lift() {
        lift ??= liftOf(definition);
        return lift;
      },
    };
  }

  /** Compiles a `States` map and everything inside it; returns the block's index. */
  private block(holder: JsonObject, owner: NodeIndex, pointer: string, path: string): number {
    const states = holder.States as JsonObject;
    const indexes = new Map<string, NodeIndex>();
    for (const name of Object.keys(states)) indexes.set(name, this.count++);
    const index = this.blocks.length;
    this.blocks.push({ index, start: indexes.get(holder.StartAt as string)!, owner, pointer });
    const pending: Pending = { block: index, states, pointer, path, indexes };
    for (const name of indexes.keys()) this.state(pending, name);
    return index;
  }

  private state(pending: Pending, name: string): void {
    const state = own(pending.states, name) as JsonObject;
    const base = this.base(pending, name, state);
    this.nodes[base.index] = this.node(base, state, pending);
  }

  private base(pending: Pending, name: string, state: JsonObject): NodeBase {
    const jsonata = state.QueryLanguage === undefined ? this.jsonata : state.QueryLanguage === "JSONata";
    return {
      index: pending.indexes.get(name)!,
      name,
      block: pending.block,
      pointer: `${pending.pointer}/States${pointerStep(name)}`,
      path: pending.path === "" ? name : `${pending.path} › ${name}`,
      jsonata,
      next: target(pending, state.Next),
      flow: compileDataFlow(state, jsonata),
      retry: compileRetry(state.Retry as JsonObject[] | undefined),
      catch: ((state.Catch as JsonObject[] | undefined) ?? []).map((entry, i) =>
        compileCatcher(pending, entry, jsonata, i),
      ),
    };
  }

  private node(base: NodeBase, state: JsonObject, pending: Pending): Node {
    switch (state.Type) {
      case "Pass":
        return extend(base, { kind: "Pass", result: base.jsonata ? undefined : state.Result });
      case "Succeed":
        return extend(base, { kind: "Succeed" });
      case "Fail":
        return extend(base, {
          kind: "Fail",
          error: message(state, "Error", base),
          cause: message(state, "Cause", base),
        });
      case "Wait":
        return extend(base, { kind: "Wait", until: compileUntil(state, base.jsonata) });
      case "Choice":
        return extend(base, choice(state, pending, base));
      case "Task":
        return extend(base, task(state, base.jsonata));
      case "Parallel":
        return extend(base, { kind: "Parallel", branches: this.branches(state, base) });
      default:
        return this.map(base, state);
    }
  }

  private branches(state: JsonObject, base: NodeBase): number[] {
    return (state.Branches as JsonObject[]).map((branch, i) =>
      this.block(branch, base.index, `${base.pointer}/Branches/${i}`, `${base.path} › branch ${i}`),
    );
  }

  private map(base: NodeBase, state: JsonObject): Node {
    const key = state.ItemProcessor === undefined ? "Iterator" : "ItemProcessor";
    const processor = state[key] as JsonObject;
    const { jsonata } = base;
    return extend(base, {
      kind: "Map",
      processor: this.block(processor, base.index, `${base.pointer}/${key}`, `${base.path} › item`),
      items: items(state, jsonata),
      itemsPath: (state.ItemsPath as string | undefined) ?? null,
      itemSelector: itemSelector(state, jsonata),
      maxConcurrency: compileNumber(state, "MaxConcurrency", jsonata, "integer"),
      toleratedFailureCount: compileNumber(state, "ToleratedFailureCount", jsonata, "integer"),
      toleratedFailurePercentage: compileNumber(state, "ToleratedFailurePercentage", jsonata, "float"),
      distributed: compileDistributed(state, processor, jsonata),
    });
  }
}

/**
 * `{ ...base, ...more }`, but without a copy: V8 gives every object that is made by spreading and then grown a shape of its
 * own, and a machine of many states would run at half the speed.
 */
const extend: <const T>(base: NodeBase, more: T) => NodeBase & T = Object.assign;

const target = (pending: Pending, name: Json | undefined): NodeIndex =>
  name === undefined ? END : pending.indexes.get(name as string)!;

function compileCatcher(pending: Pending, entry: JsonObject, jsonata: boolean, i: number): Catcher {
  return {
    via: `catch ${i}`,
    errorEquals: entry.ErrorEquals as string[],
    next: target(pending, entry.Next),
    write: compileResultPath(entry.ResultPath),
    output: compileOutput(entry, `Catch[${i}]/Output`),
    assign: compileAssign(entry, jsonata, `Catch[${i}]/Assign`),
  };
}

/** Error or Cause of a Fail: a literal, a JSONata expression, or a path or intrinsic call in `<name>Path`. */
function message(state: JsonObject, name: "Error" | "Cause", base: NodeBase): Expression | null {
  const path = state[`${name}Path`];
  if (typeof path === "string") return compileJsonPathExpression(path, `${name}Path`);
  const value = state[name];
  if (value === undefined) return null;
  return base.jsonata ? compileJsonata(value, name, "string") : constant(value);
}

function choice(state: JsonObject, pending: Pending, { jsonata, flow }: NodeBase) {
  const rules: ChoiceRule[] = (state.Choices as JsonObject[]).map((rule, i) => ({
    via: `choice ${i}`,
    next: target(pending, rule.Next),
    assign: compileAssign(rule, jsonata, `Choices[${i}]/Assign`),
    output: compileOutput(rule, `Choices[${i}]/Output`),
    matches: compileCondition(rule, jsonata, `Choices[${i}]/Condition`),
  }));
  const { assign, output } = flow;
  const next = target(pending, state.Default);
  const otherwise: Way | null = next === END ? null : { via: "default", next, assign, output };
  return { kind: "Choice" as const, rules, otherwise };
}

function task(state: JsonObject, jsonata: boolean) {
  return {
    kind: "Task" as const,
    resource: parseResource(state.Resource as string),
    timeoutSeconds: compileSeconds(state, "TimeoutSeconds", jsonata),
    heartbeatSeconds: compileSeconds(state, "HeartbeatSeconds", jsonata),
    credentials: optional(state.Credentials, (value) =>
      jsonata ? compileJsonata(value, "Credentials") : compileTemplate(value, "Credentials"),
    ),
  };
}

/** ItemsPath or Items; null: the items are the state's own input. */
function items(state: JsonObject, jsonata: boolean): Expression | null {
  if (jsonata) {
    const expected = isDistributed(state.ItemProcessor) ? (["array", "object"] as const) : "array";
    return optional(state.Items, (value) => compileJsonata(value, "Items", expected));
  }
  return state.ItemsPath === undefined ? null : compilePath(state.ItemsPath as string);
}

/** ItemSelector, or Parameters, its old name. */
function itemSelector(state: JsonObject, jsonata: boolean): Expression | null {
  if (jsonata) return optional(state.ItemSelector, (value) => compileJsonata(value, "ItemSelector"));
  if (state.ItemSelector !== undefined) return compileTemplate(state.ItemSelector, "ItemSelector");
  return optional(state.Parameters, (value) => compileTemplate(value, "Parameters"));
}
