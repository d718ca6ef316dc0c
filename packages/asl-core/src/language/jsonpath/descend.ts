/**
 * `..`: the objects and arrays of a document, parents first. A document is walked once per evaluation, by jsonpath-plus;
 * what lies below any part of it is a part of that list.
 */
import { JSONPath } from "jsonpath-plus";
import { StatesError } from "../../errors.js";
import { type Json, type JsonObject, MAX_NESTING } from "../../json.js";
import { visit } from "./work.js";

type Container = Json[] | JsonObject;

/** Where a container stands in the list of a walk, and how many containers it is with all below it. */
interface Stretch {
  readonly list: readonly Container[];
  readonly at: number;
  readonly size: number;
}

const walks = new Map<Container, Stretch>();

/** Ends an evaluation: nothing of its documents is kept. */
export function forgetWalks(): void {
  if (walks.size > 0) walks.clear();
}

/** The value itself and all objects and arrays below it, parents first. Linear in their number after the first call. */
export function containers(value: Json): readonly Json[] {
  if (!isContainer(value)) return [];
  const { list, at, size } = walks.get(value) ?? walk(value);
  visit(size);
  return list.slice(at, at + size);
}

const isContainer = (value: Json): value is Container => typeof value === "object" && value !== null;

interface Walker {
  evaluate(options: { path: string; json: Json }): unknown;
}
const Walker = JSONPath as unknown as new (options: object) => Walker;
let walker: Walker | undefined;

function walk(root: Container): Stretch {
  refuseDeep(root);
  walker ??= new Walker({ autostart: false, eval: false, wrap: true });
  const list = (walker.evaluate({ path: "$..", json: root }) as Json[]).filter(isContainer);
  for (let at = list.length - 1; at >= 0; at--) walks.set(list[at], { list, at, size: sizeOf(list[at]) });
  return walks.get(root) as Stretch;
}

/** A container stands behind its parent, so those below have been counted. */
function sizeOf(container: Container): number {
  let size = 1;
  for (const inner of Object.values(container)) if (isContainer(inner)) size += walks.get(inner)!.size;
  return size;
}

/** The library recurses once per level. This check does not. Jackson, which AWS reads JSON with, has the same limit. */
function refuseDeep(root: Container): void {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING)
      throw new StatesError("States.Runtime", `The document is nested more than ${MAX_NESTING} levels deep.`);
    const below: Container[] = [];
    for (const container of level)
      for (const inner of Object.values(container)) {
        visit(1);
        if (isContainer(inner)) below.push(inner);
      }
    level = below;
  }
}
