import { isTemplateFunction } from "../definition/rules/placeholders.js";
import { isObject, type Json } from "../json.js";
import { pointerStep } from "../pointer.js";

/**
 * The pointers of the functions of a template in a value: `{"Fn::GetAtt": …}`, `{"Ref": "Name"}`. `text` is what the
 * value was read from. Linear, and nothing where the text mentions none; the depth is the reader's.
 */
export function functionPlaces(value: Json | undefined, text: string): string[] {
  const places: string[] = [];
  const visit = (inner: Json, pointer: string): void => {
    if (isFunction(inner)) places.push(pointer);
    else if (typeof inner === "object" && inner !== null)
      for (const [key, one] of Object.entries(inner)) visit(one, pointer + pointerStep(key));
  };
  if (value !== undefined && /\bFn::|\bRef\b/.test(text)) visit(value, "");
  return places;
}

/** A `Ref` counts where it is a name. */
const isFunction = (value: Json): boolean =>
  isTemplateFunction(value) && !(isObject(value) && "Ref" in value && typeof value.Ref !== "string");
