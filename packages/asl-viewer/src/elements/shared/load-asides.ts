import { orSay } from "./load-workbench.js";

/** Loads the panes that are shown where they are asked for. Where that fails the viewer around the element says so, once. */
export const loadAsides = (element: EventTarget): void => orSay(element, import("../asides.js"));
