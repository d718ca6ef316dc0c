import type { Stage } from "../kernel/index.js";
import type { Machine, Node } from "../machine/machine.js";
import type { Breakpoint, BreakpointSpec } from "./breakpoint.js";
import { Inquiry } from "./condition.js";
import { parseHitCondition } from "./hit-condition.js";
import { HitList } from "./hit-list.js";
import { placeOfLine } from "./line-place.js";
import { LogText } from "./log-text.js";
import { namedNodes, noSuchState } from "./named-nodes.js";
import type { Position } from "./position.js";
import type { Program } from "./program.js";

/** What a breakpoint waits for. */
export type TrapKind = "state" | "stage" | "rule" | "error" | "event";

/** What is told of a moment inside a step: a data stage, the way of a Choice, a failure. */
export type Told =
  | { readonly type: "stage"; readonly name: Stage }
  | { readonly type: "way"; readonly via: string }
  | { readonly type: "failure" };

/** A breakpoint made ready for a program. */
export class Trap {
  readonly kind: TrapKind;
  /** By path: positions before a reload have other indexes. Undefined: any. */
  readonly states: ReadonlySet<string> | undefined;
  readonly stage: Stage | undefined;
  readonly rule: number | "default" | undefined;
  readonly condition: Inquiry | undefined;
  readonly log: LogText | undefined;
  readonly counts: (hits: number) => boolean;
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** Why it is never hit. */
  readonly problem: string | undefined;
  /** Where it was hit so far. */
  hits = new HitList();
  /** Where it is hit from the beginning of the tape on, also before it was set; known up to a step. */
  passes = new HitList();
  counted = 0;
  /** What went wrong when its condition was last asked. */
  fault: string | undefined = undefined;
  /** Whether that was told. */
  hasComplained = false;

  constructor(
    readonly id: number,
    readonly spec: BreakpointSpec,
    program: Program,
  ) {
    checkSpec(spec);
    const { state, line, column, condition, log, hitCondition } = spec;
    const place = line === undefined ? undefined : placeOfLine(program, line, column);
    const nodes = place?.nodes ?? nodesOf(program.machine, state);
    this.states = nodes && new Set([...nodes].map((index) => program.machine.nodes[index].path));
    this.stage = spec.stage ?? place?.stage;
    this.rule = spec.rule ?? place?.rule;
    this.line = place?.line ?? line;
    this.column = column === undefined ? undefined : (place?.column ?? column);
    this.kind = kindOf(spec, this.stage, this.rule);
    this.condition = condition === undefined || condition.trim() === "" ? undefined : new Inquiry(condition);
    this.log = log === undefined ? undefined : new LogText(log);
    const counts =
      hitCondition === undefined || hitCondition.trim() === "" ? () => true : parseHitCondition(hitCondition);
    this.counts = counts ?? (() => false);
    this.problem = place?.problem ?? problemOf(this, nodes, program.machine, counts !== undefined);
  }

  /** The same for another program, or switched: with its hits. */
  as(program: Program, more: Partial<BreakpointSpec> = {}): Trap {
    const { hits, passes, counted } = this;
    return Object.assign(new Trap(this.id, { ...this.spec, ...more }, program), { hits, passes, counted });
  }

  /** The same, counted apart. */
  copy(program: Program): Trap {
    return Object.assign(this.as(program), { hits: this.hits.copy(), passes: this.passes.copy() });
  }

  /** Forgets hits after a position. */
  cut(position: Position): void {
    this.hits.cut(position);
    this.passes.cut(position);
    this.counted = Math.min(this.counted, position.step);
  }

  /** Whether not all hits stop. */
  get isCounting(): boolean {
    return this.spec.hitCondition !== undefined && this.spec.hitCondition.trim() !== "";
  }

  get isOn(): boolean {
    return this.spec.enabled !== false && this.problem === undefined;
  }

  concerns(node: Node | undefined): boolean {
    return this.states === undefined || (node !== undefined && this.states.has(node.path));
  }

  /** Whether a moment inside a step is the one it waits for. */
  isReached(moment: Told): boolean {
    if (moment.type === "stage") return this.stage === moment.name;
    if (moment.type !== "way") return false;
    return moment.via === (this.rule === "default" ? "default" : `choice ${this.rule}`);
  }

  /** As callers see it, at a position: hits after it do not count. */
  breakpoint(position?: Position): Breakpoint {
    const { id, spec, line, column, problem, fault } = this;
    const message = problem ?? fault;
    const hits = position === undefined ? 0 : this.hits.upTo(position);
    const found: Breakpoint = { ...spec, id, verified: problem === undefined, hits };
    const place = problem === undefined ? placeText(this) : undefined;
    return Object.assign(
      {},
      found,
      message !== undefined && { message },
      line !== undefined && { line },
      column !== undefined && { column },
      place !== undefined && { place },
    );
  }
}

/** Texts that callers in JavaScript may give as something else. */
function checkSpec(spec: BreakpointSpec): void {
  for (const name of ["state", "error", "event", "condition", "hitCondition", "log"] as const)
    if (spec[name] !== undefined && typeof spec[name] !== "string")
      throw new TypeError(`${name} of a breakpoint must be a text`);
}

function nodesOf(machine: Machine, state: string | undefined): ReadonlySet<number> | undefined {
  return state === undefined ? undefined : new Set(namedNodes(machine, state).map(({ index }) => index));
}

function kindOf({ error, event }: BreakpointSpec, stage: Stage | undefined, rule: unknown): TrapKind {
  if (error !== undefined) return "error";
  if (event !== undefined) return "event";
  if (rule !== undefined) return "rule";
  return stage === undefined ? "state" : "stage";
}

function problemOf(
  trap: Trap,
  nodes: ReadonlySet<number> | undefined,
  machine: Machine,
  counts: boolean,
): string | undefined {
  const { spec, rule, condition, log } = trap;
  const { state, line, error, event } = spec;
  if (state === undefined && line === undefined && error === undefined && event === undefined)
    return "a breakpoint needs a state, a line, an error or an event";
  if (nodes?.size === 0) return noSuchState(machine, state!);
  if (rule !== undefined && nodes !== undefined && ![...nodes].some((index) => hasRule(machine.nodes[index], rule)))
    return rule === "default" ? "that state has no Default" : `that state has no rule ${rule}`;
  const unseen = spec.stage === undefined ? undefined : unseenIn(nodes ?? new Set(), machine, spec.stage);
  if (unseen !== undefined) return unseen;
  if (!counts) return `"${spec.hitCondition}" is no hit condition: write 5, >=5 or %2`;
  const problem = condition?.problem() ?? log?.problem();
  return problem === undefined
    ? undefined
    : `the ${condition?.problem() === undefined ? "log text" : "condition"} cannot be read: ${problem}`;
}

/** Why none of some states has a data stage that only some Maps have; undefined where one has it. */
function unseenIn(nodes: ReadonlySet<number>, machine: Machine, stage: Stage): string | undefined {
  const found = [...nodes].map((index) => stageProblem(machine.nodes[index], stage));
  return found.length > 0 && found.every((problem) => problem !== undefined) ? found[0] : undefined;
}

function stageProblem(node: Node, stage: Stage): string | undefined {
  const field = MAP_STAGES[stage];
  if (field === undefined) return undefined;
  if (node.kind !== "Map") return `that state is no Map: it has no ${field}`;
  if (stage === "afterItemSelector") return node.itemSelector === null ? `that Map has no ${field}` : undefined;
  if (stage === "afterItemBatcher") return node.distributed?.batcher ? undefined : `that Map has no ${field}`;
  return node.distributed?.reader ? "that Map reads its items with an ItemReader: no data stage shows them" : undefined;
}

/** Data stages of Maps, and the field each comes from. */
const MAP_STAGES: Partial<Record<Stage, string>> = {
  afterItemsPath: "Items",
  afterItemSelector: "ItemSelector",
  afterItemBatcher: "ItemBatcher",
};

const hasRule = (node: Node, rule: number | "default"): boolean =>
  node.kind === "Choice" && (rule === "default" ? node.otherwise !== null : rule in node.rules);

/** Readable: "Charge, after Arguments". */
function placeText({ states: paths = new Set(), kind, stage, rule, spec }: Trap): string {
  const states = [...paths].join(", ");
  const what = {
    state: "",
    stage: stageText(stage),
    rule: rule === "default" ? "Default" : `rule ${rule}`,
    error: `error ${spec.error}`,
    event: `event ${spec.event}`,
  }[kind];
  return [states, what].filter((part) => part !== "").join(", ");
}

/** "afterArguments" as people read it. */
const stageText = (stage: Stage | undefined): string => (stage ?? "").replace(/^after/, "after ");
