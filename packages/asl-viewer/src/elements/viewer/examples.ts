import { sayFault } from "../shared/say-fault.js";
import type { Text } from "../shared/text.js";

/** Texts, or who brings them when they are wanted. */
export type Texts = readonly Text[] | (() => Promise<readonly Text[]>);

/** Opens all of them, one after the other. Where they do not come the viewer says so. */
export async function openTexts(
  viewer: EventTarget & { open(text: string, name?: string): Promise<unknown> },
  texts: Texts,
) {
  const found = typeof texts === "function" ? await texts().catch((error) => sayFault(viewer, error)) : texts;
  for (const { text, name } of found ?? []) await viewer.open(text, name);
}
