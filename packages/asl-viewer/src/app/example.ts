import type { Text } from "../elements/shared/text.js";
import { script } from "./script.js";

/** Set by the script example.js. */
interface Holder {
  aslExample?: readonly Text[];
}

/** A definition and a run of it, loaded when somebody asks for them. */
export async function example(): Promise<readonly Text[]> {
  await script("example.js");
  return (globalThis as Holder).aslExample ?? [];
}
