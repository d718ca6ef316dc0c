import { type Json, type JsonObject, own, put } from "../../../json.js";

type Path = readonly (string | number)[];

/** Indexes beyond this are not filled up to. */
const MOST_ITEMS = 100;

/** Puts a value into a document, which is changed; what is on the way and no container gives way. Returns the document. */
export function place(document: Json | undefined, path: Path, value: Json): Json {
  if (path.length === 0) return value;
  const [key, ...rest] = path;
  if (typeof key === "number" && key <= MOST_ITEMS) {
    const list: Json[] = Array.isArray(document) ? document : [];
    while (list.length <= key) list.push({});
    list[key] = place(list[key], rest, value);
    return list;
  }
  const object: JsonObject =
    typeof document === "object" && document !== null && !Array.isArray(document) ? document : {};
  put(object, String(key), place(own(object, String(key)), rest, value));
  return object;
}
