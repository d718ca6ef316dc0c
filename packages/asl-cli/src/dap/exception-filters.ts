import { nearest } from "asl-core";
import type { BreakpointSpec } from "asl-core/debug";
import { FILTERS } from "./capabilities.js";
import { Refusal } from "./refusal.js";

/** A filter as a client sets it. */
export interface Filter {
  readonly id: string;
  readonly condition: string | undefined;
}

/**
 * The breakpoints a filter stands for: one for each error name of its condition, or one for all errors; a condition in
 * `{% … %}`, or one that is a path, must hold. Throws Refusal.
 */
export function specsOf({ id, condition }: Filter): BreakpointSpec[] {
  const caught = caughtOf(id);
  const text = condition?.trim() ?? "";
  if (text === "" && id === "named")
    throw new Refusal("Errors by name: write names, as in States.Timeout, Payments.Declined");
  if (text === "") return [{ error: "*", ...caught }];
  if (/^(\{%|\$)/.test(text)) return [{ error: "*", condition: text, ...caught }];
  const names = text.split(",").map((name) => name.trim());
  return names.filter((name) => name !== "").map((error) => ({ error, ...caught }));
}

function caughtOf(id: string): { caught?: boolean } {
  if (id === "named") return {};
  if (id === "caught" || id === "uncaught") return { caught: id === "caught" };
  const names = FILTERS.map(({ filter }) => filter);
  const near = nearest(id, names);
  throw new Refusal(
    `there is no exception filter ${id}: ${near === undefined ? names.join(", ") : `did you mean ${near}?`}`,
  );
}
