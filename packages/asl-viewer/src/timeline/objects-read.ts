import { isObject, own } from "asl-core";
import type { Outline } from "./outline.js";

/** What the ItemReader of a distributed Map reads, as far as the definition says; "" where it is computed. */
export interface ObjectRead {
  /** Name of the Map. */
  readonly state: string;
  readonly bucket: string;
  readonly key: string;
}

/** The objects that a machine reads, in the order of its states. O(states). */
export function objectsRead({ nodes }: Outline): ObjectRead[] {
  return nodes.flatMap(({ kind, name, state }) => {
    const reader = kind === "Map" ? own(state, "ItemReader") : undefined;
    if (!isObject(reader)) return [];
    const given = own(reader, "Arguments") ?? own(reader, "Parameters");
    const text = (field: string): string => {
      const value = isObject(given) ? own(given, field) : undefined;
      return typeof value === "string" && !value.startsWith("{%") ? value : "";
    };
    return [{ state: name, bucket: text("Bucket"), key: text("Key") }];
  });
}
