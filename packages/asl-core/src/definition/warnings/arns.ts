import type { Report } from "../report.js";
import { isPlaceholder } from "../rules/placeholders.js";
import type { Model } from "./model.js";

/**
 * Resources that AWS takes for ARNs, perhaps, and that nothing can be: no answer of AWS to them is on record, so they are
 * no errors. What stands for a region or an account in other tools' templates is let be. Linear.
 */
export function arns(report: Report, model: Model): void {
  for (const { type, value, path } of model.states) {
    if (type !== "Task" || typeof value.Resource !== "string" || report.full) continue;
    const hint = isPlaceholder(value.Resource) ? undefined : suspicion(value.Resource);
    if (hint !== undefined) report.findAt([...path, "Resource"], "suspicious-arn", { hint });
  }
}

const LAMBDA =
  "A function reads arn:aws:lambda:us-east-1:123456789012:function:name, with :version or :alias behind it.";
const STATES = "An integration reads arn:aws:states:::service:action.";
const ACTIVITY = "An activity reads arn:aws:states:us-east-1:123456789012:activity:name.";

/** What is odd about an ARN, as what to write; undefined where nothing is. */
function suspicion(arn: string): string | undefined {
  if (/\s/.test(arn)) return "No ARN has blanks.";
  const [, , service, region, account, ...rest] = arn.split(":");
  if (service === "lambda") return isFunction(region, account, rest) ? undefined : LAMBDA;
  if (service !== "states") return isName(service) ? `A task calls no ${service} by its ARN: ${STATES}` : undefined;
  if (rest[0] === "activity") return isIn(region, account) && (rest[1] ?? "") !== "" ? undefined : ACTIVITY;
  return (region === "" && account === "") || isIn(region, account) ? undefined : STATES;
}

function isFunction(region: string, account: string, [kind, name = "", ...qualifiers]: readonly string[]): boolean {
  return isIn(region, account) && (kind === "function" || !isName(kind)) && name !== "" && qualifiers.length <= 1;
}

/** True for a region and an account of twelve digits, or what other tools will put in their place. */
const isIn = (region: string, account: string): boolean =>
  region !== "" && account !== "" && (!/^\d+$/.test(account) || account.length === 12);

/** True for what stands for itself. */
const isName = (text: string | undefined): boolean => /^[a-z0-9-]+$/.test(text ?? "");
