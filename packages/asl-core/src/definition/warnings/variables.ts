import { isBuiltIn } from "../../language/jsonata/builtins.js";
import { nearest } from "../../near.js";
import type { Report } from "../report.js";
import { type Assignment, assignmentsOf } from "./assignments.js";
import type { Expression } from "./expression.js";
import { expressionsOf } from "./expressions.js";
import type { Block, Model, State } from "./model.js";
import { Reach } from "./reach.js";
import type { Read } from "./reads.js";

/**
 * Variables that are read and never assigned, or assigned and never read. Sources: the guide, "Passing data between
 * states with variables" (scopes; Assign takes effect from the next state on). A read is told of only where no way
 * through the machine assigns the variable before it.
 */
export function variables(report: Report, model: Model): void {
  const known = new Variables(model);
  for (const state of model.states) known.reads(report, state);
  if (known.complete) known.unread(report);
}

/** What a hint may cost: afterwards reads of unassigned variables are told of without one. */
const MOST_COMPARED = 20_000;

class Variables {
  private readonly byState = new Map<State, readonly Assignment[]>();
  private readonly byName = new Map<string, Assignment[]>();
  /** Blocks whose variable of that name someone may read: the readers' own and those around them. */
  private readonly readIn = new Map<string, Set<Block>>();
  private readonly outOfScope = new Set<string>();
  private readonly reach: Reach;
  /** Names compared so far in search of the one that was meant. */
  private compared = 0;
  /** False where a placeholder may hide a read. */
  complete = true;

  constructor(model: Model) {
    for (const state of model.states) this.register(state);
    for (const block of model.blocks) this.complete &&= block.closed;
    const both = [...this.byName.keys()].filter((name) => this.readIn.has(name));
    this.reach = new Reach(model, both, this.byState);
  }

  private register(state: State): void {
    const assignments = assignmentsOf(state);
    if (assignments.length > 0) this.byState.set(state, assignments);
    for (const assignment of assignments) listFor(this.byName, assignment.name).push(assignment);
    for (const expression of expressionsOf(state)) {
      if (expression.kind === "unknown") this.complete = false;
      for (const { from, name } of expression.reads) if (from === "variable") this.mark(name, state.block);
    }
  }

  private mark(name: string, block: Block): void {
    let blocks = this.readIn.get(name);
    if (blocks === undefined) this.readIn.set(name, (blocks = new Set()));
    for (const around of scopeOf(block)) {
      if (blocks.has(around)) return;
      blocks.add(around);
    }
  }

  /** Each variable once per state. */
  reads(report: Report, state: State): void {
    if (report.full) return;
    let told: Set<string> | undefined;
    for (const expression of expressionsOf(state))
      for (const read of expression.reads) {
        if (read.from !== "variable" || told?.has(read.name) || this.isThere(read, state)) continue;
        told = (told ?? new Set()).add(read.name);
        this.missing(report, state, expression, read);
      }
  }

  private isThere({ name }: Read, state: State): boolean {
    if (this.byName.has(name)) return this.reach.mayBeAssigned(name, state);
    return state.language === "JSONata" && isBuiltIn(name);
  }

  private missing(report: Report, state: State, { path }: Expression, { name, offset }: Read): void {
    const span = { offset, length: name.length + 1 };
    const variable = `$${name}`;
    const assignments = this.byName.get(name);
    if (assignments === undefined) {
      const hint = this.meant(name, state);
      return report.findAt(path, "unassigned-variable", { variable, hint }, { span });
    }
    const scope = new Set(scopeOf(state.block));
    const inScope = assignments.find((one) => scope.has(one.state.block));
    const related = { message: "assigned here", place: (inScope ?? assignments[0]).path };
    if (inScope !== undefined) {
      const hint = inScope.state === state ? "Assign takes effect from the next state on." : "";
      return report.findAt(path, "variable-assigned-later", { variable, state: state.name, hint }, { span, related });
    }
    this.outOfScope.add(name);
    const hint = scopeHint(state.block, assignments[0].state.block);
    report.findAt(path, "variable-out-of-scope", { variable, hint }, { span, related });
  }

  private meant(name: string, state: State): string {
    const near = this.compared < MOST_COMPARED ? nearest(name, this.inSight(state)) : undefined;
    if (near !== undefined) return `Did you mean $${near}?`;
    return state.language === "JSONPath" ? `To read a field of the document write $.${name}.` : "";
  }

  private inSight(state: State): string[] {
    const scope = new Set(scopeOf(state.block));
    const names: string[] = [];
    for (const [name, assignments] of this.byName)
      if (assignments.some((one) => scope.has(one.state.block))) names.push(name);
    this.compared += names.length;
    return names;
  }

  /** Each variable once per block: at its first assignment there. */
  unread(report: Report): void {
    for (const [name, assignments] of this.byName) {
      if (this.outOfScope.has(name)) continue;
      const blocks = new Set(this.readIn.get(name));
      for (const { state, path } of assignments) {
        if (blocks.has(state.block)) continue;
        blocks.add(state.block);
        const child = path.slice(-1);
        report.findAt(path.slice(0, -1), "unread-variable", { variable: `$${name}` }, { child, part: "key" });
      }
    }
  }
}

function listFor<Key, Value>(map: Map<Key, Value[]>, key: Key): Value[] {
  let list = map.get(key);
  if (list === undefined) map.set(key, (list = []));
  return list;
}

/** The blocks whose variables a block's states see: itself and those around it, up to a distributed Map. */
function scopeOf(block: Block): Block[] {
  const blocks = [block];
  for (let inner = block; inner.parent !== undefined && !inner.distributed; inner = inner.parent.block)
    blocks.push(inner.parent.block);
  return blocks;
}

function scopeHint(reader: Block, assigner: Block): string {
  for (let around: Block | undefined = reader; around !== undefined; around = around.parent?.block)
    if (around === assigner)
      return "The items of a distributed Map run as executions of their own: pass the value in ItemSelector.";
  return "Variables of a branch or item processor end with it: pass the value on as its output.";
}
