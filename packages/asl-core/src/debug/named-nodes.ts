import { placeOf } from "../drivers/routes.js";
import type { Machine, Node } from "../machine/machine.js";
import { nearest } from "../near.js";

/** The states a name or a path means: the one with this path, else all of that name. O(states). */
export function namedNodes({ nodes }: Machine, text: string): readonly Node[] {
  const place = placeOf(text);
  const byPath = nodes.filter(({ path }) => placeOf(path) === place);
  return byPath.length > 0 ? byPath : nodes.filter(({ name }) => name === text.trim());
}

/** Why a name means no state. */
export function noSuchState({ nodes }: Machine, text: string): string {
  const near = nearest(
    text,
    nodes.flatMap(({ name, path }) => [name, path]),
  );
  return `there is no state "${text}"${near === undefined ? "" : `: "${near}" perhaps?`}`;
}
