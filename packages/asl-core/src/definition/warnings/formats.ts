import { splitTemplate } from "../../language/intrinsics/format.js";
import { type CallTree, parse, type Tree } from "../../language/jsonpath/index.js";
import { memoize } from "../../language/memo.js";
import type { Report } from "../report.js";
import { isPlaceholder } from "../rules/placeholders.js";
import { expressionsOf } from "./expressions.js";
import type { Model } from "./model.js";
import { parsed } from "./parsed.js";

/** Calls of States.Format with another number of values than `{}`: they fail when they are reached. Linear. */
export function formats(report: Report, model: Model): void {
  for (const state of model.states)
    for (const { kind, text, path } of expressionsOf(state)) {
      if (kind !== "intrinsic" || report.full || isPlaceholder(text)) continue;
      for (const { offset, end, places, values } of faultsOf(text))
        report.findAt(path, "format-arguments", { places, values }, { span: { offset, length: end - offset } });
    }
}

const faultsOf = memoize((text) => faultsIn(parsed(parse, text)));

interface Fault {
  readonly offset: number;
  readonly end: number;
  readonly places: number;
  readonly values: number;
}

function faultsIn(tree: Tree | undefined): Fault[] {
  if (tree?.kind !== "call") return [];
  return [...faultOf(tree), ...tree.arguments.flatMap(faultsIn)];
}

function faultOf({ name, arguments: [template, ...values], offset, end }: CallTree): Fault[] {
  if (name !== "Format" || template?.kind !== "literal" || typeof template.value !== "string") return [];
  const places = splitTemplate(template.raw).length - 1;
  return places === values.length ? [] : [{ offset, end, places, values: values.length }];
}
