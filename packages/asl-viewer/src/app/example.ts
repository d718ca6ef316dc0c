import { script } from "./script.js";

interface Text {
  readonly name: string;
  readonly text: string;
}

/** Set by the script example.js. */
interface Holder {
  aslExample?: readonly Text[];
}

/** A definition and a run of it, loaded when somebody asks for them. */
export async function example(): Promise<readonly Text[]> {
  await script("example.js");
  return (globalThis as Holder).aslExample ?? [];
}
