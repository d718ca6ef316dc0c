import { sayFault } from "./say-fault.js";

/** Elements that have said that it cannot be loaded. */
const told = new WeakSet<EventTarget>();

/** Loads what shows what is not always looked at. Where that fails the viewer around the element says so, once for each. */
export const loadWorkbench = (element: EventTarget): void => orSay(element, import("../workbench.js"));

/** Says so where something cannot be loaded that an element needs. */
export function orSay(element: EventTarget, loaded: Promise<unknown>): void {
  loaded.catch((error) => {
    if (told.has(element)) return;
    told.add(element);
    sayFault(element, error);
  });
}
