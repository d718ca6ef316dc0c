import type { Json } from "../../json.js";
import { nearest } from "../../near.js";
import { assignable } from "../assignable.js";
import { TEXT } from "../cases/format.js";
import { checkArgument } from "../checked-options.js";
import { diff, diffLines } from "../diff.js";
import type { TestRun } from "../run.js";
import { valueText } from "../value-text.js";
import type { Visit } from "../visit.js";
import { type Matcher, result, runOf, same } from "./protocol.js";
import { placeText, standing } from "./standing.js";

interface Assignment {
  readonly visit: Visit;
  readonly value: Json;
}

/**
 * Some state assigned this value to the variable (written with or without `$`); without a value: any. Throws RangeError for
 * a variable that no state of the definition assigns, also behind `not`.
 */
export const toHaveAssigned: Matcher<[variable: string, value?: unknown]> = function (received, variable, ...values) {
  const run = runOf(received, "toHaveAssigned");
  const name = nameOf(variable, run);
  const any = values.length === 0;
  const [value] = values;
  const found = assignmentsOf(run, name);
  const pass = found.some((one) => any || same(this, one.value, value));
  const call = `toHaveAssigned(${JSON.stringify(variable)}${any ? "" : ", value"})`;
  return result(this, call, pass, () => {
    const list = found.slice(-10).map((one) => `  ${placeText(one.visit)}: ${valueText(one.value, 100)}`);
    if (pass) return [`$${name} was assigned:`, ...list, ...standing(run)];
    if (found.length === 0) return [`No state assigned $${name}.${others(run)}`, ...standing(run)];
    const equals = (actual: unknown, expected: unknown) => same(this, actual, expected);
    const last = diffLines(diff(value, found[found.length - 1].value, { equals }));
    return [`$${name} was assigned other values:`, ...list, "", "The last one:", ...last, "", ...standing(run)];
  });
};

/** The variable's name. Throws TypeError or RangeError where no state assigns it. */
function nameOf(variable: unknown, { machine }: TestRun): string {
  checkArgument(variable, TEXT, "the variable of toHaveAssigned");
  const name = (variable as string).replace(/^\$/, "");
  const known = assignable(machine);
  if (known.has(name)) return name;
  const near = nearest(name, known);
  const listed =
    known.size === 0
      ? "none is"
      : `assigned are ${[...known]
          .slice(0, 10)
          .map((one) => `$${one}`)
          .join(", ")}`;
  throw new RangeError(`no state assigns $${name}: ${near === undefined ? listed : `did you mean $${near}?`}`);
}

const assignmentsOf = (run: TestRun, name: string): Assignment[] =>
  run.visits.flatMap((visit) => {
    const { assigned } = visit;
    return assigned !== undefined && Object.hasOwn(assigned, name) ? [{ visit, value: assigned[name] }] : [];
  });

function others({ visits }: TestRun): string {
  const names = new Set(visits.flatMap(({ assigned }) => Object.keys(assigned ?? {})));
  const shown = [...names].slice(0, 10).map((name) => `$${name}`);
  return shown.length === 0 ? "" : ` Assigned were ${shown.join(", ")}${names.size > shown.length ? ", …" : ""}.`;
}
