import { valueAt } from "../../../definition/location.js";
import { isObject, type Json, type JsonObject, own } from "../../../json.js";
import type { Machine, Node, NodeIndex } from "../../../machine/machine.js";
import { type Read, readOfJsonata, readOfPath } from "../../../machine/reads.js";
import { type Leave, type Route, routeThrough } from "./route.js";

type Path = readonly (string | number)[];

/** Where a value comes from: the execution's input, a task's answer, or the definition, which cannot be changed. */
export type Origin =
  | { readonly type: "input"; readonly path: Path }
  | { readonly type: "answer"; readonly node: NodeIndex; readonly path: Path }
  | { readonly type: "fixed"; readonly value: Json | undefined };

/** Most steps back that are made for one value. */
const FARTHEST = 10_000;
/** Parallels inside of branches off the route are followed no deeper. */
const DEEPEST = 2;

/**
 * Follows values back along a route, through InputPath, Parameters, ResultSelector, ResultPath, OutputPath, Arguments,
 * Output and Assign, as far as they are only moved. Undefined where something is computed.
 */
export class Origins {
  private steps = 0;

  private readonly known = new Map<string, Origins | undefined>();

  /** `start`: where the states begin that are this route's own, when it is the side of another. */
  constructor(
    private readonly machine: Machine,
    readonly route: Route,
    readonly start = 0,
    private readonly depth = 0,
  ) {}

  /** The way through one branch of the Parallel at `k`, or through its Map's item; undefined where the route itself goes into it, or none is known. */
  side(k: number, branch: number): Origins | undefined {
    const { node, leave } = this.route[k];
    const block = innerBlocks(node)[branch];
    if (block === undefined || this.depth >= DEEPEST || (leave?.type === "into" && leave.block === block))
      return undefined;
    const key = `${k} ${branch}`;
    if (!this.known.has(key)) this.known.set(key, this.through(k, block));
    return this.known.get(key);
  }

  private through(k: number, block: number): Origins | undefined {
    const through = routeThrough(this.machine, block);
    const into = { node: this.route[k].node, leave: { type: "into", block } } as const;
    return through && new Origins(this.machine, [...this.route.slice(0, k), into, ...through], k + 1, this.depth + 1);
  }

  /** The origin of what an expression of state `k` reads, where JSONPath's `$` is the effective input. */
  of(k: number, read: Read): Origin | undefined {
    this.steps = 0;
    return this.read(k, read, (path) => this.effective(k, path));
  }

  private read(k: number, { root, name, path }: Read, input: (path: Path) => Origin | undefined): Origin | undefined {
    if (++this.steps > FARTHEST) return undefined;
    switch (root) {
      case "input":
        return input(path);
      case "result":
        return this.raw(k, path);
      case "variable":
        return this.variable(k, name, path);
      default:
        return undefined;
    }
  }

  /** The state as it is written. */
  state(k: number): JsonObject {
    return valueAt(this.machine.definition, this.route[k].node.pointer) as JsonObject;
  }

  private jsonata(k: number): boolean {
    return this.route[k].node.jsonata;
  }

  private input(k: number, path: Path): Origin | undefined {
    if (++this.steps > FARTHEST) return undefined;
    if (k === 0) return { type: "input", path };
    const { node, leave } = this.route[k - 1];
    if (leave?.type !== "into") return this.output(k - 1, path);
    return node.kind === "Map" ? this.item(k - 1, path) : this.arguments(k - 1, path);
  }

  private effective(k: number, path: Path): Origin | undefined {
    const written = this.state(k).InputPath;
    if (this.jsonata(k) || written === undefined) return this.input(k, path);
    const read = typeof written === "string" ? readOfPath(written) : undefined;
    return read?.root === "input" ? this.input(k, [...read.path, ...path]) : undefined;
  }

  /** Parameters or Arguments. */
  private arguments(k: number, path: Path): Origin | undefined {
    const template = this.state(k)[this.jsonata(k) ? "Arguments" : "Parameters"];
    if (template === undefined) return this.effective(k, path);
    return this.template(k, template, path, (inner) => this.effective(k, inner));
  }

  /** The first item of a Map, as its states see it. */
  private item(k: number, path: Path): Origin | undefined {
    const state = this.state(k);
    const selector = state.ItemSelector ?? (this.jsonata(k) ? undefined : state.Parameters);
    if (selector === undefined) return this.items(k, [0, ...path]);
    const value = "$$.Map.Item.Value";
    const found = templateAt(selector, path);
    if (found?.path === true && found.value.startsWith(value))
      return this.items(k, [0, ...(readOfPath(`$${found.value.slice(value.length)}`)?.path ?? []), ...found.rest]);
    return this.template(k, selector, path, (inner) => this.effective(k, inner));
  }

  /** What a Map iterates over. */
  items(k: number, path: Path): Origin | undefined {
    const state = this.state(k);
    const written = this.jsonata(k) ? state.Items : state.ItemsPath;
    if (written === undefined) return this.effective(k, path);
    if (typeof written !== "string") return fixed(written, path);
    const read = this.jsonata(k) ? readOfJsonata(written) : readOfPath(written);
    return read && this.read(k, { ...read, path: [...read.path, ...path] }, (inner) => this.effective(k, inner));
  }

  private output(k: number, path: Path): Origin | undefined {
    if (++this.steps > FARTHEST) return undefined;
    const { leave } = this.route[k];
    if (leave?.type === "way" && leave.via.startsWith("catch")) return this.caught(k, leave, path);
    return this.jsonata(k) ? this.jsonataOutput(k, leave, path) : this.jsonPathOutput(k, path);
  }

  private jsonataOutput(k: number, leave: Leave, path: Path): Origin | undefined {
    const { Output } = { ...this.state(k), ...this.entry(k, leave) };
    if (Output !== undefined) return this.template(k, Output, path, (inner) => this.input(k, inner));
    return hasResult(this.route[k].node.kind) ? this.raw(k, path) : this.input(k, path);
  }

  /** The choice rule or catcher by which a state is left. */
  private entry(k: number, leave: Leave): JsonObject {
    const [, list, index] = /^(choice|catch) (\d+)$/.exec(leave?.type === "way" ? leave.via : "") ?? [];
    if (list === undefined) return {};
    const { Choices, Catch } = this.state(k);
    return ((list === "choice" ? Choices : Catch) as JsonObject[])[Number(index)];
  }

  private jsonPathOutput(k: number, path: Path): Origin | undefined {
    const { OutputPath = "$", ResultPath = "$" } = this.state(k);
    const out = typeof OutputPath === "string" ? readOfPath(OutputPath) : undefined;
    if (out?.root !== "input") return undefined;
    const whole = [...out.path, ...path];
    const { kind } = this.route[k].node;
    if (!hasResult(kind) && kind !== "Pass") return this.effective(k, whole);
    if (ResultPath === null) return this.input(k, whole);
    return this.written(k, String(ResultPath), whole, (rest) => this.selected(k, rest));
  }

  /** A document into which something was written: there it is what was written, elsewhere what was there before. */
  private written(
    k: number,
    place: string,
    path: Path,
    result: (rest: Path) => Origin | undefined,
  ): Origin | undefined {
    const at = readOfPath(place)?.path;
    if (at === undefined) return undefined;
    const shared = at.findIndex((key, i) => key !== path[i]);
    if (shared < 0) return result(path.slice(at.length));
    return shared >= path.length ? undefined : this.input(k, path);
  }

  private caught(k: number, leave: Leave, path: Path): Origin | undefined {
    const { ResultPath, Output } = this.entry(k, leave);
    if (Output !== undefined) return this.template(k, Output, path, (inner) => this.input(k, inner));
    if (this.jsonata(k) || ResultPath === undefined) return undefined;
    return ResultPath === null ? this.input(k, path) : this.written(k, String(ResultPath), path, () => undefined);
  }

  /** The result after ResultSelector. */
  private selected(k: number, path: Path): Origin | undefined {
    const { ResultSelector } = this.state(k);
    if (ResultSelector === undefined) return this.raw(k, path);
    return this.template(k, ResultSelector, path, (inner) => this.raw(k, inner));
  }

  /** What a state's own work gave. */
  private raw(k: number, path: Path): Origin | undefined {
    const { node } = this.route[k];
    if (node.kind === "Task") return { type: "answer", node: node.index, path };
    if (node.kind === "Parallel") return this.branchResult(k, path);
    if (node.kind !== "Pass") return undefined;
    if (node.result !== undefined) return fixed(node.result, path);
    return this.arguments(k, path);
  }

  /** A Parallel's result is a list of what its branches gave. */
  private branchResult(k: number, [branch, ...rest]: Path): Origin | undefined {
    const side = typeof branch === "number" ? this.side(k, branch) : undefined;
    return side?.output(side.route.length - 1, rest);
  }

  /** The last Assign of a variable before state `k`. */
  private variable(k: number, name: string, path: Path): Origin | undefined {
    for (let j = k - 1; j >= 0; j--) {
      const { leave } = this.route[j];
      const { Assign } =
        leave?.type === "way" && leave.via !== "next" && leave.via !== "default" ? this.entry(j, leave) : this.state(j);
      if (leave?.type === "into" || !isObject(Assign)) continue;
      if (own(Assign, name) === undefined && own(Assign, `${name}.$`) === undefined) continue;
      const result = hasResult(this.route[j].node.kind) || this.route[j].node.kind === "Pass";
      const input = (inner: Path) =>
        this.jsonata(j) ? this.input(j, inner) : result ? this.raw(j, inner) : this.effective(j, inner);
      return this.template(j, Assign, [name, ...path], input);
    }
    return undefined;
  }

  private template(
    k: number,
    template: Json,
    path: Path,
    input: (path: Path) => Origin | undefined,
  ): Origin | undefined {
    const found = templateAt(template, path);
    if (found === undefined) return { type: "fixed", value: undefined };
    if (!found.path && !(this.jsonata(k) && typeof found.value === "string" && /^\{%/.test(found.value)))
      return fixed(found.value, found.rest);
    const read = this.jsonata(k) ? readOfJsonata(found.value as string) : readOfPath(found.value as string);
    return read && this.read(k, { ...read, path: [...read.path, ...found.rest] }, input);
  }
}

/** The blocks a state owns: branches, or what a Map does with an item. */
export function innerBlocks(node: Node): readonly number[] {
  if (node.kind === "Parallel") return node.branches;
  return node.kind === "Map" ? [node.processor] : [];
}

const hasResult = (kind: string): boolean => kind === "Task" || kind === "Map" || kind === "Parallel";

/** A value of the definition. */
function fixed(value: Json, path: Path): Origin {
  let at: Json | undefined = value;
  for (const key of path) at = typeof at === "object" && at !== null ? own(at as JsonObject, String(key)) : undefined;
  return { type: "fixed", value: at };
}

type Found = { path: true; value: string; rest: Path } | { path: false; value: Json; rest: Path };

/** How far a template is followed by keys: to a value, or to a text that is evaluated. */
function templateAt(template: Json, path: Path): Found | undefined {
  let value = template;
  for (let i = 0; i < path.length; i++) {
    if (typeof value === "string" || typeof value !== "object" || value === null)
      return { path: false, value, rest: path.slice(i) };
    const computed = own(value as JsonObject, `${path[i]}.$`);
    if (typeof computed === "string") return { path: true, value: computed, rest: path.slice(i + 1) };
    const next = own(value as JsonObject, String(path[i]));
    if (next === undefined) return undefined;
    value = next;
  }
  return { path: false, value, rest: [] };
}
