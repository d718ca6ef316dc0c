import { css, html, LitElement, nothing, svg, unsafeCSS } from "lit";
import { script } from "./script.js";

/** Set by the scripts of modules. */
interface Holder {
  /** The library of the elements, which other scripts share. */
  aslLit?: unknown;
  aslModules?: Readonly<Record<string, unknown>>;
  /** What stands in this page for the imports by which modules are loaded on demand. */
  aslModule?(name: string): Promise<unknown>;
  /** Loads another part of this script's own build. */
  aslPart?(name: string): Promise<void>;
}

/** Where modules are that are no readers. */
const SCRIPTS: Readonly<Record<string, string>> = {
  debug: "machine.js",
  host: "machine.js",
  tests: "machine.js",
  checking: "machine.js",
  workbench: "workbench.js",
  comparison: "comparison.js",
};

/** Lets readers of YAML, templates and so on, and the interpreter, be loaded when a text is opened that needs them. */
export function offerModules(): void {
  const holder = globalThis as Holder;
  holder.aslLit = { css, html, LitElement, nothing, svg, unsafeCSS };
  // What every page loads, other parts may need.
  holder.aslPart = async (name) => {
    if (name === "asides.js") await script("rest.js");
    await script(name);
  };
  holder.aslModule = async (name) => {
    await script(SCRIPTS[name] ?? "formats.js");
    return holder.aslModules?.[name];
  };
}
