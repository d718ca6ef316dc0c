import { placeOf } from "../drivers/routes.js";
import type { Machine, Node } from "../machine/machine.js";
import { nearest } from "../near.js";

/** The states of a name or a path, several where a name stands in several blocks. Throws RangeError where there is none. */
export function namedStates(machine: Machine, nameOrPath: string): Node[] {
  const found = findStates(machine, nameOrPath);
  if (found.length > 0) return found;
  throw new RangeError(`the definition has no state ${JSON.stringify(nameOrPath)}${adviceFor(machine, nameOrPath)}`);
}

/** The same; empty where there is none. */
export function findStates(machine: Machine, nameOrPath: string): Node[] {
  const place = placeOf(nameOrPath);
  return machine.nodes.filter((node) => node.name === nameOrPath || placeOf(node.path) === place);
}

/** The one state of a name or a path. Throws RangeError where there is none, or more than one. */
export function theState(machine: Machine, nameOrPath: string): Node {
  const found = namedStates(machine, nameOrPath);
  if (found.length === 1) return found[0];
  const paths = found.map(({ path }) => JSON.stringify(path)).join(", ");
  throw new RangeError(`${found.length} states are named ${JSON.stringify(nameOrPath)}; say which: ${paths}`);
}

function adviceFor({ nodes }: Machine, written: string): string {
  const near = nearest(written, [...nodes.map(({ name }) => name), ...nodes.map(({ path }) => placeOf(path))]);
  if (near !== undefined) return `: did you mean ${JSON.stringify(near)}?`;
  const names = nodes.slice(0, 10).map(({ name }) => name);
  return `; it has ${names.join(", ")}${nodes.length > names.length ? ", …" : ""}`;
}
