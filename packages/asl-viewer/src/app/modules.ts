import { script } from "./script.js";

/** Set by the scripts of modules. */
interface Holder {
  aslModules?: Readonly<Record<string, unknown>>;
  /** What stands in this page for the imports by which modules are loaded on demand. */
  aslModule?(name: string): Promise<unknown>;
}

/** Lets readers of YAML, templates and so on, and the interpreter, be loaded when a text is opened that needs them. */
export function offerModules(): void {
  const holder = globalThis as Holder;
  holder.aslModule = async (name) => {
    await script(name === "debug" || name === "host" ? "machine.js" : "formats.js");
    return holder.aslModules?.[name];
  };
}
