import type { Json, JsonObject } from "../../json.js";
import type { Event } from "../../kernel/index.js";
import { originIn, originOfPath } from "../../machine/origin.js";
import { deedsOf } from "./deeds.js";
import { assigns, Documents, valueOfAssigned } from "./documents.js";
import { Fields } from "./field.js";
import { type Holder, holderOf } from "./holder.js";
import { below, type Hop, type Ingredient, inVisit, MOST, NOTHING, pass, unknown } from "./hop.js";
import { at, type Document, type Source } from "./source.js";
import type { Visit, Visits } from "./visits.js";

/** Goes back through the fields of one visit. */
export class Hopper {
  readonly documents: Documents;
  private readonly fields: Fields;

  constructor(readonly visits: Visits) {
    this.documents = new Documents(visits);
    this.fields = new Fields(this.documents);
  }

  /** One step back from a place; undefined only where the visit is not known. */
  hop(source: Source, value: Json): Hop {
    const visit = this.visits.visit(source.execution, source.entered);
    if (source.document === "variable") return this.variable(source);
    if (visit === undefined) return unknown("the visit is not in the history");
    switch (source.document) {
      case "input":
        return this.input(source, visit);
      case "effective":
        return this.effective(source, visit, value);
      case "arguments":
        return this.arguments(source, visit, value);
      case "items":
        return this.items(source, visit, value);
      case "item":
        return this.item(source, visit, value);
      case "batch":
        return this.batch(source, visit, value);
      case "result":
        return this.result(source, visit);
      case "selected":
        return this.selected(source, visit, value);
      case "written":
        return this.written(source, visit);
      case "output":
        return this.output(source, visit, value);
      case "context":
        return this.context(source, visit);
      case "error":
        return this.error(source, visit);
    }
  }

  /** How the value at a place was put there by hand: "set by hand at position 12"; undefined where it was not. */
  byHand(source: Source, value: Json): string | undefined {
    if (source.document !== "variable") return deedsOf(this.visits).at(source, value);
    for (const { frame, exited } of this.assignments(source)) {
      const words = deedsOf(this.visits).variable(source, frame, exited, value);
      if (words !== undefined || exited !== undefined) return words;
    }
    return undefined;
  }

  private input(source: Source, { entered }: Visit): Hop {
    return this.arriving(source.execution, entered.frame, entered.previous, source.keys);
  }

  /** What reaches a frame after an event: its last state's output, or what its container gave it. */
  arriving(execution: number, frame: number, previous: number, keys: readonly string[]): Hop {
    const before = this.visits.event(execution, previous);
    if (before?.frame === frame && before.type.endsWith("StateExited")) {
      const visit = this.visits.visitOf(execution, before);
      return visit === undefined
        ? unknown("the state before is not in the history")
        : pass(inVisit(visit, "output", keys));
    }
    if (before?.frame === frame) {
      const jumped = this.jumped(execution, before, keys);
      if (jumped !== undefined) return jumped;
    }
    const opening = this.visits.openingAfter(execution, previous, frame);
    if (opening === undefined)
      return previous === 0 ? { ...NOTHING, end: "execution input" } : unknown("the state was entered from elsewhere");
    const { entered, frame: container, item } = opening;
    const common = { execution: opening.execution, frame: container, entered, keys };
    if (item === undefined) return pass({ ...common, document: "arguments" });
    const isBatch = this.visits.visit(opening.execution, entered)?.state.ItemBatcher !== undefined;
    return pass({ ...common, document: isBatch ? "batch" : "item", item });
  }

  /** A jump leaves the input as it is: that of the visit it ended. `last`: the last event before it. */
  private jumped(execution: number, last: Event, keys: readonly string[]): Hop | undefined {
    const deeds = deedsOf(this.visits);
    const position = deeds.jumpAfter(execution, last);
    const visit = position === undefined ? undefined : this.visits.visitOf(execution, last);
    if (visit === undefined) return undefined;
    const next = inVisit(visit, "input", keys);
    return { field: `jump by hand at position ${position}`, pointer: null, next, by: next };
  }

  private effective(source: Source, visit: Visit, value: Json): Hop {
    return this.pathField(source, visit, "InputPath", "input", value);
  }

  /** InputPath, ItemsPath, OutputPath: a path into the document before, which passes where the field is absent. */
  private pathField(source: Source, visit: Visit, field: string, before: Document, value: Json): Hop {
    const path = visit.node.jsonata ? undefined : visit.state[field];
    const pointer = `${visit.node.pointer}/${field}`;
    if (path === null) return { field, pointer, end: "literal" };
    if (typeof path !== "string" || path === "$") return pass(inVisit(visit, before, source.keys));
    return this.fields.hop(originOfPath(path, source.keys), { name: field, pointer, visit, input: before, value });
  }

  private arguments(source: Source, visit: Visit, value: Json): Hop {
    const { state, node } = visit;
    const field = node.jsonata ? "Arguments" : "Parameters";
    if (state[field] === undefined || node.kind === "Map") return pass(inVisit(visit, "effective", source.keys));
    const hop = this.template(source, visit, field, node.jsonata ? "input" : "effective", value);
    return hop.end === "unknown" && node.kind === "Task"
      ? { ...hop, reason: "the integration has added it to the request" }
      : hop;
  }

  private template(source: Source, visit: Visit, field: string, input: Document, value: Json, item?: number): Hop {
    const origin = originIn(visit.state[field] as Json, source.keys, visit.node.jsonata);
    const pointer = `${visit.node.pointer}/${field}`;
    return this.fields.hop(origin, { name: field, pointer, visit, input, item, value });
  }

  private items(source: Source, visit: Visit, value: Json): Hop {
    const { state, node } = visit;
    if (state.ItemReader !== undefined)
      return { field: "ItemReader", pointer: `${node.pointer}/ItemReader`, end: "items read" };
    const keys = this.itemKeys(source.keys, visit);
    if (node.jsonata && state.Items === undefined) return pass(inVisit(visit, "input", keys));
    if (node.jsonata) return this.template({ ...source, keys }, visit, "Items", "input", value);
    return this.pathField({ ...source, keys }, visit, "ItemsPath", "effective", value);
  }

  /** The items of a distributed Map may be the members of an object. */
  private itemKeys([index, ...rest]: readonly string[], visit: Visit): readonly string[] {
    const given = this.visits.stagesOf(visit).get("afterItemsPath");
    const isMembers = typeof given === "object" && given !== null && !Array.isArray(given);
    return index === undefined || !isMembers
      ? [...(index === undefined ? [] : [index]), ...rest]
      : [Object.keys(given)[Number(index)], ...rest];
  }

  private item(source: Source, visit: Visit, value: Json): Hop {
    const { state, node } = visit;
    const item = source.item ?? 0;
    const field = state.ItemSelector === undefined && !node.jsonata ? "Parameters" : "ItemSelector";
    if (state[field] === undefined) return pass(inVisit(visit, "items", [String(item), ...source.keys]));
    return this.template(source, visit, field, node.jsonata ? "input" : "effective", value, item);
  }

  /** Batches before this one tell which item its first is. */
  private batch(source: Source, visit: Visit, value: Json): Hop {
    const { node, state } = visit;
    const [member, index, ...rest] = source.keys;
    const pointer = `${node.pointer}/ItemBatcher`;
    const field = { field: "ItemBatcher", pointer };
    if (member === "BatchInput") {
      const { BatchInput = null } = state.ItemBatcher as JsonObject;
      const origin = originIn(BatchInput, source.keys.slice(1), node.jsonata);
      const input = node.jsonata ? "input" : "effective";
      const name = "ItemBatcher.BatchInput";
      return this.fields.hop(origin, { name, pointer: `${pointer}/BatchInput`, visit, input, value });
    }
    if (index === undefined) return { ...field, end: "assembled" };
    const before = this.visits.childrenOf(visit).slice(0, source.item);
    const item = before.reduce((sum, { execution }) => sum + itemsIn(execution.input), Number(index));
    return { ...field, next: { ...source, document: "item", item, keys: rest } };
  }

  private result(source: Source, visit: Visit): Hop {
    const { node, state, exited } = visit;
    const { keys } = source;
    switch (node.kind) {
      case "Task":
        return this.answer(visit);
      case "Pass":
        if (!node.jsonata && state.Result !== undefined)
          return { field: "Result", pointer: `${node.pointer}/Result${below(keys)}`, end: "literal" };
        return pass(inVisit(visit, node.jsonata ? "input" : "arguments", keys));
      case "Parallel":
        return this.child(visit, keys, "branch");
      case "Map":
        if (state.ResultWriter !== undefined)
          return { field: "ResultWriter", pointer: `${node.pointer}/ResultWriter`, end: "results written" };
        return this.child(visit, keys, "iteration");
      default:
        return exited === undefined ? unknown("the state has no result") : pass(inVisit(visit, "effective", keys));
    }
  }

  private answer(visit: Visit): Hop {
    const answer = this.visits.answerOf(visit);
    const position = answer && deedsOf(this.visits).given(visit.actor.number, answer);
    const by = position === undefined ? {} : { reason: `answered by hand at position ${position}` };
    return { ...NOTHING, end: "task answer", event: answer?.id, ...by };
  }

  /** Into the branch or iteration that gave a member of the result. */
  private child(visit: Visit, keys: readonly string[], word: string): Hop {
    const [slot, ...rest] = keys;
    if (slot === undefined) return { ...NOTHING, end: "assembled", reads: this.members(visit, word) };
    const source = this.childOutput(visit, Number(slot), rest);
    return source === undefined ? unknown(`${word} ${slot} is not in the history`) : pass(source);
  }

  private members(visit: Visit, word: string): Ingredient[] {
    const members: Ingredient[] = [];
    for (let slot = 0; slot < MOST; slot++) {
      const source = this.childOutput(visit, slot, []);
      if (source === undefined) break;
      members.push(this.fields.ingredient(`${word} ${slot}`, source));
    }
    return members;
  }

  /** Failed child executions that are tolerated leave no gap in the result. */
  private childOutput(visit: Visit, slot: number, keys: readonly string[]): Source | undefined {
    const { node, actor } = visit;
    let execution = actor.number;
    let frame = 1;
    if (node.kind === "Map" && node.distributed !== null) {
      const child = this.visits.childrenOf(visit).filter((one) => one.execution.status === "SUCCEEDED")[slot];
      if (child === undefined) return undefined;
      execution = child.number;
    } else {
      const found = this.visits.childFrame(visit, slot);
      if (found === undefined) return undefined;
      frame = found;
    }
    const last = this.visits.lastOf(execution, frame);
    return last && inVisit(last, "output", keys);
  }

  private selected(source: Source, visit: Visit, value: Json): Hop {
    if (visit.state.ResultSelector === undefined) return pass(inVisit(visit, "result", source.keys));
    return this.template(source, visit, "ResultSelector", "result", value);
  }

  private written({ keys }: Source, visit: Visit): Hop {
    return this.resultPath(visit, visit.state.ResultPath, `${visit.node.pointer}/ResultPath`, keys, "selected");
  }

  /** ResultPath puts a value into the raw input. */
  private resultPath(
    visit: Visit,
    path: Json | undefined,
    pointer: string,
    keys: readonly string[],
    put: Document,
  ): Hop {
    const field = pointer.slice(visit.node.pointer.length + 1).replace(/^Catch\/(\d+)\//, "Catch[$1].");
    if (path === null) return { field, pointer, next: inVisit(visit, "input", keys) };
    if (typeof path !== "string" || path === "$") return pass(inVisit(visit, put, keys));
    const origin = originOfPath(path, []);
    if (origin.kind !== "read") return { ...unknown("the ResultPath cannot be read"), field, pointer };
    const place = origin.read.path.map(String);
    const common = place.findIndex((key, i) => keys[i] !== key);
    if (common < 0) return { field, pointer, next: inVisit(visit, put, keys.slice(place.length)) };
    if (common < keys.length) return pass(inVisit(visit, "input", keys));
    const parts = [inVisit(visit, "input", keys), inVisit(visit, put, [])];
    return {
      field,
      pointer,
      end: "assembled",
      reads: parts.map((one) => this.fields.ingredient(one.document === "input" ? "the input" : "the result", one)),
    };
  }

  private output(source: Source, visit: Visit, value: Json): Hop {
    const { node, exited } = visit;
    if (exited === undefined) return unknown("the state has not been left");
    const holder = holderOf(visit);
    if (exited.via?.startsWith("catch")) return this.caught(source, visit, holder, value);
    if (!node.jsonata) return this.pathField(source, visit, "OutputPath", "written", value);
    return this.outputField(source, visit, holder, value, hasResult(visit) ? "result" : "input");
  }

  private outputField(source: Source, visit: Visit, holder: Holder, value: Json, otherwise: Document): Hop {
    const field = holder.object.Output;
    if (field === undefined) return pass(inVisit(visit, otherwise, source.keys));
    const origin = originIn(field, source.keys, true);
    const pointer = `${holder.pointer}/Output`;
    return this.fields.hop(origin, { name: `${holder.name}Output`, pointer, visit, input: "input", value });
  }

  private caught(source: Source, visit: Visit, holder: Holder, value: Json): Hop {
    if (visit.node.jsonata) return this.outputField(source, visit, holder, value, "error");
    return this.resultPath(visit, holder.object.ResultPath, `${holder.pointer}/ResultPath`, source.keys, "error");
  }

  private error({ keys }: Source, { actor, entered, exited }: Visit): Hop {
    const isFailure = ({ type }: { type: string }) => /Failed$|TimedOut$/.test(type);
    const index = this.visits.index(actor.number);
    const event = index.lastOfFrame(entered.frame, entered.id, exited?.id ?? actor.events.length, isFailure);
    const what = keys[0] === "Cause" ? "the cause of the failure" : "the name of the failure";
    const position = event && deedsOf(this.visits).given(actor.number, event);
    const reason = position === undefined ? what : `${what}, which was given by hand at position ${position}`;
    return { ...NOTHING, end: "error", event: event?.id, reason };
  }

  private context(source: Source, visit: Visit): Hop {
    const [first, second, third, ...rest] = source.keys;
    const { execution } = source;
    if (first === "Execution" && second === "Input") return this.executionInput(execution, source.keys.slice(2));
    if (first === "Map" && second === "Item" && third === "Value") {
      const map = this.mapAround(source, visit);
      if (map !== undefined) return pass(map(rest));
    }
    return { ...NOTHING, end: "context" };
  }

  /** Of a child execution it is what its Map gave it. */
  private executionInput(execution: number, keys: readonly string[]): Hop {
    if (this.visits.scene.executions[execution].parent === null) return { ...NOTHING, end: "execution input" };
    return this.arriving(execution, 1, 0, keys);
  }

  /** The item of the Map around, or of the Map whose ItemSelector reads it. */
  private mapAround(source: Source, { entered }: Visit): ((keys: readonly string[]) => Source) | undefined {
    const item = (execution: number, frame: number, id: number, slot: number) => (keys: readonly string[]) =>
      ({ execution, frame, entered: id, document: "items", keys: [String(slot), ...keys] }) as const;
    if (source.item !== undefined) return item(source.execution, source.frame, source.entered, source.item);
    let opening = this.visits.openingOf(source.execution, entered.frame);
    while (opening !== undefined && opening.item === undefined)
      opening = this.visits.openingOf(opening.execution, opening.frame);
    return opening && item(opening.execution, opening.frame, opening.entered, opening.item!);
  }

  /** The last Assign of the name before the visit, in the frame's own block, then in those around. */
  private variable(source: Source): Hop {
    const { execution, name = "", keys } = source;
    for (const { exited } of this.assignments(source))
      if (exited !== undefined) return this.assigned(execution, exited.id, name, keys);
    return { ...NOTHING, end: "start variable" };
  }

  /** The frame's own block and those around it in its execution, each with the last Exited event that assigned the name before the visit. */
  private *assignments(source: Source): Generator<{ frame: number; exited: Event | undefined }> {
    const { execution, entered, name = "" } = source;
    for (let block: number | undefined = source.frame; block !== undefined; ) {
      yield { frame: block, exited: this.visits.index(execution).lastOfFrame(block, 1, entered - 1, assigns(name)) };
      const opening = this.visits.openingOf(execution, block);
      block = opening?.execution === execution ? opening.frame : undefined;
    }
  }

  private assigned(execution: number, id: number, name: string, keys: readonly string[]): Hop {
    const visit = this.visits.visitOf(execution, this.visits.event(execution, id)!);
    if (visit === undefined) return unknown("the visit that assigned it is not in the history");
    const holder = holderOf(visit);
    const template = holder.object.Assign;
    const value = at(valueOfAssigned(visit, name), keys);
    if (template === undefined || value === undefined) return unknown("its Assign cannot be found");
    const caught = visit.exited?.via?.startsWith("catch") ? ("error" as const) : undefined;
    const input = visit.node.jsonata ? "input" : (caught ?? "result");
    const origin = originIn(template, [name, ...keys], visit.node.jsonata);
    const pointer = `${holder.pointer}/Assign`;
    const hop = this.fields.hop(origin, { name: `${holder.name}Assign`, pointer, visit, input, value });
    return { ...hop, event: id };
  }
}

/** How many items a batch has. */
function itemsIn(batch: Json): number {
  const items = at(batch, ["Items"]);
  return Array.isArray(items) ? items.length : 0;
}

const hasResult = ({ node: { kind } }: Visit): boolean => kind === "Task" || kind === "Parallel" || kind === "Map";
