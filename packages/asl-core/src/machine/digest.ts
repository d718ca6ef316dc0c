import { type JsonObject, stringify } from "../json.js";

/** A short fingerprint of a definition's content (FNV-1a over its compact text, two lanes). Not cryptographic. */
export function digestOf(definition: JsonObject): string {
  const text = stringify(definition);
  let low = 0x811c9dc5;
  let high = 0x1000193;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
  }
  return hex(low) + hex(high);
}

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, "0");
