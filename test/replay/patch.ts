import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";

/** JSON pointer → what is to stand there; undefined takes it away. A function makes them of the definition. */
export type Edits =
  | Readonly<Record<string, Json | undefined>>
  | ((definition: JsonObject) => Readonly<Record<string, Json | undefined>>);

/** An edited copy of a definition. Throws where a pointer leads nowhere. */
export function edited(definition: JsonObject, edits: Edits): JsonObject {
  const copy = structuredClone(definition);
  const made = typeof edits === "function" ? edits(copy) : edits;
  for (const [pointer, value] of Object.entries(made)) {
    const steps = pointer.slice(1).split("/");
    const last = steps.pop()!;
    const place = steps.reduce<Json>((at, step) => (at as JsonObject)[step], copy);
    if (typeof place !== "object" || place === null) throw new Error(`${pointer} leads nowhere`);
    if (value === undefined) remove(place, last);
    else (place as JsonObject)[last] = value;
  }
  return copy;
}

function remove(place: Json[] | JsonObject, key: string): void {
  if (Array.isArray(place)) place.splice(Number(key), 1);
  else if (Object.hasOwn(place, key)) delete place[key];
  else throw new Error(`there is no ${key}`);
}
