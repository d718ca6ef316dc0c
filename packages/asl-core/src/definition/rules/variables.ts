import { isObject } from "../../json.js";
import type { Segment } from "../location.js";
import type { Assignment, BlockPlace, Check, Report } from "../report.js";
import { jsonataValue, template } from "./expressions.js";
import { variableName } from "./limits.js";
import { wrongType } from "./values.js";

/** Assign: names, values, and the scopes they live in. */

export const assign: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  for (const key of Object.keys(value)) assignment(report, key);
  if (report.language === "JSONPath") template(report, value);
  else for (const key of Object.keys(value)) report.inside(key, value[key], jsonataValue);
};

function assignment(report: Report, key: string): void {
  const name = report.language === "JSONPath" && key.endsWith(".$") ? key.slice(0, -2) : key;
  variableName(report, name, key);
  const block = report.blocks[report.block];
  if (block === undefined) return;
  const state = report.path[block.path.length + 1];
  const known = block.assigned.get(name);
  if (known === undefined) block.assigned.set(name, [{ state, place: [...report.path, key] }]);
  else if (known.length === 1 && known[0].state !== state) known.push({ state, place: [...report.path, key] });
}

/**
 * A branch or item processor may read the variables around it but not assign a name they have. What the Parallel or Map
 * state itself assigns (in a catcher, say) does not count: AWS accepts that, as recorded. Linear in variables times
 * nesting. Source: the guide, "Passing data between states with variables".
 */
export function variableScopes(report: Report): void {
  for (const block of report.blocks)
    for (const [name, [{ place }]] of block.assigned) shadowed(report, block, name, place);
}

function shadowed(report: Report, block: BlockPlace, name: string, place: readonly Segment[]): void {
  const outer = outerAssignment(report, block, name);
  if (outer === undefined) return;
  const related = { message: "assigned here in the outer scope", place: outer.place };
  report.findAt(place.slice(0, -1), "variable-shadows", { name }, { child: place.slice(-1), part: "key", related });
}

function outerAssignment(report: Report, block: BlockPlace, name: string): Assignment | undefined {
  for (let inner = block; inner.parent >= 0 && !inner.distributed; ) {
    const outer = report.blocks[inner.parent];
    const container = inner.path[outer.path.length + 1];
    const found = outer.assigned.get(name)?.find(({ state }) => state !== container);
    if (found !== undefined) return found;
    inner = outer;
  }
  return undefined;
}
