import { isObject, type Json, own, parsePointer } from "asl-core";
import { pathOf } from "./json-rows.js";

/** A field that is kept in view: what stands at a pointer in the data of a stage. */
export interface Watched {
  /** "Input", "Output" and so on. */
  readonly stage: string;
  readonly pointer: string;
}

/** "Output.order.total". */
export const watchedName = ({ stage, pointer }: Watched): string => pathOf(pointer, stage);

/** The value of a field in the stages of a visit; undefined where it has none. O(depth). */
export function watchedValue(
  { stage, pointer }: Watched,
  stages: readonly { readonly name: string; readonly value: Json }[],
): Json | undefined {
  let value: Json | undefined = stages.find(({ name }) => name === stage)?.value;
  for (const key of parsePointer(pointer))
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? own(value, key) : undefined;
  return value;
}

/** With a field more, or without it where it is there. */
export function turnWatched(all: readonly Watched[], { stage, pointer }: Watched): readonly Watched[] {
  const others = all.filter((one) => one.stage !== stage || one.pointer !== pointer);
  return others.length < all.length ? others : [...all, { stage, pointer }];
}
