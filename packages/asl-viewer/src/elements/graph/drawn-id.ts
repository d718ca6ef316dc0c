import { idOf } from "../../shapes/index.js";

/** The id of what an element of a picture draws; null where it draws nothing that has one. */
export function drawnId(
  element: Element | null | undefined,
  name: "data-id" | "data-times" = "data-id",
): string | null {
  const text = element?.getAttribute(name) ?? null;
  return text === null ? null : idOf(text);
}
