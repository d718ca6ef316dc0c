import { type Json, type JsonObject, own } from "../../json.js";
import type { Stage } from "../../kernel/index.js";
import { placeOf } from "../inspect/place.js";
import { contextFor } from "../inspect/scopes.js";
import { atStep } from "../position.js";
import { frameId } from "../thread.js";
import { deedsOf } from "./deeds.js";
import { at, type Source } from "./source.js";
import type { Visit, Visits } from "./visits.js";

/** The values at the places of a history, as events and stages tell them. */
export class Documents {
  constructor(private readonly visits: Visits) {}

  /** The value at a place; undefined where there is none, or where nothing tells it. */
  valueOf(source: Source): Json | undefined {
    return at(this.documentOf(source), source.keys);
  }

  /** Whether anything tells the document a place is in. */
  knows(source: Source): boolean {
    return this.documentOf(source) !== undefined;
  }

  private documentOf(source: Source): Json | undefined {
    if (source.document === "variable") return this.variableOf(source);
    const visit = this.visits.visit(source.execution, source.entered);
    if (visit === undefined) return undefined;
    switch (source.document) {
      case "input":
        return inputOf(visit);
      case "effective":
        return this.effective(visit);
      case "arguments":
        return this.arguments(visit);
      case "items":
        return this.items(visit);
      case "result":
        return this.result(visit);
      case "selected":
        return visit.state.ResultSelector === undefined ? this.result(visit) : this.stage(visit, "afterResultSelector");
      case "written":
        return this.stage(visit, "afterResultPath");
      case "output":
        return this.output(visit);
      case "context":
        return this.context(visit, source.item);
      default:
        return undefined;
    }
  }

  private stage(visit: Visit, ...names: Stage[]): Json | undefined {
    const stages = this.visits.stagesOf(visit);
    for (const name of names) if (stages.has(name)) return stages.get(name);
    return undefined;
  }

  /** Only fields that are written are looked for in stages, which cost a look into the past. */
  private effective(visit: Visit): Json | undefined {
    return visit.state.InputPath === undefined ? inputOf(visit) : this.stage(visit, "afterInputPath");
  }

  private arguments(visit: Visit): Json | undefined {
    const { state, node } = visit;
    if (node.kind === "Map" || (state.Parameters ?? state.Arguments) === undefined) return this.effective(visit);
    return this.stage(visit, "afterArguments", "afterParameters");
  }

  /** States without work of their own have what they work on for their result. */
  private result(visit: Visit): Json | undefined {
    const { kind } = visit.node;
    if (kind === "Parallel" || kind === "Map") return this.stage(visit, "result");
    if (kind === "Task") return deedsOf(this.visits).resultOf(visit, this.visits.answerOf(visit)?.details.output);
    return kind === "Pass" ? (visit.state.Result ?? this.arguments(visit)) : this.effective(visit);
  }

  private items(visit: Visit): Json | undefined {
    const items = this.stage(visit, "afterItemsPath");
    return Array.isArray(items) || items === undefined ? items : Object.values(items as JsonObject);
  }

  private output(visit: Visit): Json | undefined {
    if (visit.exited === undefined) return this.stage(visit, "output");
    return (visit.exited.details as { output: Json }).output;
  }

  /** As the last try's fields saw it. `item`: of an ItemSelector, which item it was applied to. */
  private context(visit: Visit, item: number | undefined): Json | undefined {
    const { actor, entered, started } = visit;
    const { past } = this.visits;
    const scene = past.sceneAt(atStep(this.visits.step(actor.number, (started ?? entered).id)));
    const context = contextFor(placeOf(scene, frameId(actor.number, entered.frame)));
    if (item === undefined) return context;
    return { ...context, Map: { Item: { Index: item, Value: at(this.items(visit), [String(item)]) ?? null } } };
  }

  private variableOf({ execution, frame, entered, name = "" }: Source): Json | undefined {
    for (let block: number | undefined = frame; block !== undefined; ) {
      const exited = this.visits.index(execution).lastOfFrame(block, 1, entered - 1, assigns(name));
      if (exited !== undefined) return own((exited.details as { assigned: JsonObject }).assigned, name);
      const opening = this.visits.openingOf(execution, block);
      block = opening?.execution === execution ? opening.frame : undefined;
    }
    return undefined;
  }
}

const inputOf = ({ entered }: Visit): Json => (entered.details as { input: Json }).input;

/** Picks the Exited events that assign a variable. */
export const assigns =
  (name: string) =>
  ({ type, details }: { type: string; details: unknown }): boolean => {
    if (!type.endsWith("StateExited")) return false;
    const { assigned } = details as { assigned: JsonObject | null };
    return assigned !== null && Object.hasOwn(assigned, name);
  };

/** What a visit assigned to a variable. */
export const valueOfAssigned = ({ exited }: Visit, name: string): Json | undefined =>
  own((exited?.details as { assigned: JsonObject | null } | undefined)?.assigned ?? {}, name);
