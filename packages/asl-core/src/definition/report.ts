import type { Json, JsonObject } from "../json.js";
import type { RuleName } from "./catalogue/index.js";
import { type Diagnostic, diagnostic, type Parameters } from "./diagnostics.js";
import { type Segment, toPointer } from "./location.js";
import type { Span } from "./positions.js";
import { isOff, type RuleSettings } from "./settings.js";
import type { MachineType, QueryLanguage } from "./types.js";

/** Findings kept per definition; what follows is dropped, so that a hostile definition costs bounded memory. */
export const MAX_DIAGNOSTICS = 1000;

/** A diagnostic with what is needed to find its place in a text. */
export interface Finding {
  diagnostic: Diagnostic;
  part: "key" | "value";
  span?: Span;
}

/** Where a finding stands, if it is not the value at the report's current place. */
export interface FindingOptions {
  /** From the current place on to the place meant; AWS's location stays the current place. */
  child?: readonly Segment[];
  part?: "key" | "value";
  span?: Span;
  /** False where AWS gives no location. */
  located?: boolean;
  /** Another place that belongs to it. */
  related?: { message: string; place: readonly Segment[] };
}

/** A `States` map met on the way, for the rules about the whole graph. */
export interface BlockPlace {
  path: readonly Segment[];
  /** The enclosing block, or -1. */
  parent: number;
  block: JsonObject;
  /** True where the item processor of a distributed Map begins: outer variables end here. */
  distributed: boolean;
  /** True where a transition is missing or misshapen, so that reachability would only repeat it. */
  broken: boolean;
  /** Variables assigned in this block, with their first assignment and the first one by another state. */
  assigned: Map<string, Assignment[]>;
}

/** A variable's name on the left of an Assign; `state` is the state of the block it belongs to. */
export interface Assignment {
  state: Segment;
  place: readonly Segment[];
}

/** What `$states` offers to the JSONata field being read. */
export interface StatesFields {
  result: boolean;
  errorOutput: boolean;
}

/** A rule about one value at the report's current place. */
export type Check = (report: Report, value: Json) => void;

/** Where rules stand while they walk a definition, and where they put what they find. One per validation. */
export class Report {
  readonly findings: Finding[] = [];
  readonly path: Segment[] = [];
  readonly blocks: BlockPlace[] = [];
  /** Index of the block being read. */
  block = -1;
  /** Language of the machine, undefined where a placeholder stands for it; and of the state being read. */
  machineLanguage: QueryLanguage | undefined = "JSONPath";
  language: QueryLanguage = "JSONPath";
  /** Type of the machine whose tasks are being read: inside a distributed Map its ExecutionType. */
  type: MachineType;
  states: StatesFields = { result: false, errorOutput: false };
  /** Texts of expressions already found sound, by kind: each is parsed once. */
  readonly sound = new Map<string, Set<string>>();

  /**
   * `unknown`: pointers of values nobody knows yet. What would be said of them, or inside them, is not kept, nor what
   * `rules` switch off: it would take the place of others.
   */
  constructor(
    type: MachineType,
    readonly unknown: ReadonlySet<string> = new Set(),
    private readonly rules: RuleSettings = {},
  ) {
    this.type = type;
  }

  /** Rules that were switched off and would have found something. */
  readonly dropped = new Set<RuleName>();

  /** True at a value nobody knows yet, and inside one. Linear in the pointer's steps. */
  isUnknown(pointer: string): boolean {
    if (this.unknown.size === 0) return false;
    for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) if (this.unknown.has(at)) return true;
    return this.unknown.has("");
  }

  /** True where nothing more will be kept. */
  get full(): boolean {
    return this.findings.length >= MAX_DIAGNOSTICS;
  }

  /** Finds something at the current place, or where `options` lead on from it. Dropped where full or not known yet. */
  find(rule: RuleName, parameters: Parameters = {}, options: FindingOptions = {}): void {
    if (this.full) return;
    const place = { path: this.path, child: options.child, located: options.located };
    const found = diagnostic(rule, parameters, place);
    if (this.isUnknown(found.pointer)) return;
    if (isOff(found, this.rules)) {
      this.dropped.add(rule);
      return;
    }
    const { related } = options;
    if (related !== undefined) found.related = [{ message: related.message, pointer: toPointer(related.place) }];
    this.findings.push({ diagnostic: found, part: options.part ?? "value", span: options.span });
  }

  /** Runs a check one step further in. */
  inside(segment: Segment, value: Json, check: Check): void {
    this.path.push(segment);
    check(this, value);
    this.path.pop();
  }

  /** Runs a check on every entry of a list. */
  each(entries: readonly Json[], check: Check): void {
    for (let index = 0; index < entries.length; index++) this.inside(index, entries[index], check);
  }

  /** Finds something at another place than the current one. */
  findAt(path: readonly Segment[], rule: RuleName, parameters: Parameters = {}, options: FindingOptions = {}): void {
    const here = this.path.splice(0, this.path.length, ...path);
    this.find(rule, parameters, options);
    this.path.splice(0, this.path.length, ...here);
  }

  /** The block being read has a transition that cannot be followed. */
  breakTransitions(): void {
    const block = this.blocks[this.block];
    if (block !== undefined) block.broken = true;
  }
}
