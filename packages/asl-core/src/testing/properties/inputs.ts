import type { Json } from "../../json.js";
import type { TestMachine } from "../machine.js";
import { type FastCheck, type TypedFastCheck, typed, type Values } from "./fast-check.js";
import { documentOf, type Field, fieldsOf } from "./fields.js";

/**
 * An arbitrary of inputs, derived from the definition: where its Choice conditions look at the input, directly or through
 * Parameters, ResultPath, Assign and the like, the values on both sides of what they compare with (9, 10 and 11 for
 * NumericLessThan 10; something and nothing for IsPresent, any type for IsString), something of use where expressions read, lists of none to three
 * items where a Map iterates. Shrinks to the values written first in the definition. Name its type:
 * `inputsOf<fc.Arbitrary<Json>>(fc, machine)`.
 */
export const inputsOf = <Arbitrary = unknown>(fc: FastCheck, machine: TestMachine): Arbitrary =>
  documents(typed(fc), {}, fieldsOf(machine.machine).input) as Arbitrary;

/** An arbitrary of documents with values in the places of the fields. */
export function documents(fc: TypedFastCheck, base: Json, fields: readonly Field[]): Values<Json> {
  if (fields.length === 0) return fc.constantFrom(base);
  const choices = fields.map(({ values }) => fc.constantFrom(...values));
  return fc.tuple(...choices).map((values) => documentOf(base, fields, values));
}
