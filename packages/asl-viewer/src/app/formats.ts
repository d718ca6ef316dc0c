import { script } from "./script.js";

/** Set by the script formats.js. */
interface Holder {
  aslFormats?: Readonly<Record<string, unknown>>;
  /** What stands in this page for the imports by which asl-core loads its readers. */
  aslFormat?(name: string): Promise<unknown>;
}

/** Lets readers of YAML, of JSON with comments and of templates be loaded when such a text is opened. */
export function offerFormats(): void {
  const holder = globalThis as Holder;
  holder.aslFormat = async (name) => {
    await script("formats.js");
    return holder.aslFormats?.[name];
  };
}
