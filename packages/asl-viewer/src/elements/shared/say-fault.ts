import { wordsOf } from "../../controllers/fault.js";

/** Has the viewer around an element say what went wrong. */
export function sayFault(element: EventTarget, error: unknown): undefined {
  const detail = { text: wordsOf(error) };
  element.dispatchEvent(new CustomEvent("asl-say", { detail, bubbles: true, composed: true }));
}
