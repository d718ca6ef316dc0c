import { parsePointer } from "../definition/location.js";
import { isObject, type Json, own, put } from "../json.js";

/**
 * A document with another value at an RFC 6901 pointer; "" is the whole, "-" behind an array's last item. What is not on the
 * way is shared. Throws RangeError where the pointer leads nowhere: only a last key may be new.
 */
export function withValue(document: Json, pointer: string, value: Json): Json {
  if (pointer !== "" && !pointer.startsWith("/"))
    throw new RangeError(`"${pointer}" is no JSON pointer: begin with "/"`);
  return replaced(document, parsePointer(pointer), value, pointer);
}

function replaced(document: Json, keys: readonly string[], value: Json, pointer: string): Json {
  if (keys.length === 0) return value;
  const [key, ...rest] = keys;
  if (Array.isArray(document)) return inArray(document, key, rest, value, pointer);
  if (!isObject(document)) throw nowhere(pointer);
  const inner = own(document, key);
  if (inner === undefined && rest.length > 0) throw nowhere(pointer);
  const copy = { ...document };
  put(copy, key, inner === undefined ? value : replaced(inner, rest, value, pointer));
  return copy;
}

function inArray(document: Json[], key: string, rest: readonly string[], value: Json, pointer: string): Json {
  const index = key === "-" ? document.length : /^(0|[1-9]\d{0,9})$/.test(key) ? Number(key) : Number.NaN;
  if (!(index <= document.length) || (index === document.length && rest.length > 0)) throw nowhere(pointer);
  const copy = document.slice();
  copy[index] = index === document.length ? value : replaced(document[index], rest, value, pointer);
  return copy;
}

const nowhere = (pointer: string): RangeError => new RangeError(`there is nothing at "${pointer}"`);
