import { deepEqual, type JsonObject, readText, stringify } from "asl-core";
import type { Breakpoint, BreakpointSpec } from "asl-core/debug";
import { type Drawn, originOf } from "../timeline/index.js";

/** What a host is given of a breakpoint. */
export function specOf(one: Breakpoint | BreakpointSpec): BreakpointSpec {
  const { id: _, verified: __, message: ___, hits: ____, place: _____, ...spec } = one as Breakpoint;
  return spec;
}

/** The text of a definition, as a host takes it. */
export async function textOf(drawn: Drawn): Promise<{ text: string; name?: string; machine?: string }> {
  const origin = originOf(drawn);
  if (origin === undefined) return { text: drawn.read?.text ?? stringify(drawn.definition) };
  const { text, name, machine } = origin;
  return {
    text: typeof text === "string" ? text : await text.text(),
    ...(name !== "" && { name }),
    ...(machine !== undefined && { machine }),
  };
}

/** A definition that a host debugs. */
export function drawnOf(
  {
    definition,
    text,
    file,
    format,
  }: { definition: JsonObject; text?: string; file?: string; format?: "json" | "yaml" },
  title: string,
): Drawn {
  const name = file ?? title;
  return { name, definition, ...(text !== undefined && { read: readText(text, { format: format ?? "json" }) }) };
}

/** Whether two definitions are of one machine: read from files of one name, or the same where they have none. O(size). */
export const isSameMachine = (one: Drawn, other: Drawn): boolean =>
  one.name === other.name && (one.name !== "" || deepEqual(one.definition, other.definition));
