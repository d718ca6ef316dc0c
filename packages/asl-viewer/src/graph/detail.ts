import { formatDuration, isObject, type Json, type JsonObject, own } from "asl-core";

/** What a state does, in a few words; "" where its type says all. */
export function detailOf(type: string, state: JsonObject): string {
  return DETAILS[type]?.(state) ?? "";
}

const text = (state: JsonObject, field: string): string | undefined => {
  const value = own(state, field);
  return typeof value === "string" ? value : undefined;
};

const DETAILS: Record<string, (state: JsonObject) => string> = {
  Task: (state) =>
    resourceText(text(state, "Resource") ?? "", own(state, "Parameters") ?? own(state, "Arguments") ?? null),
  Wait: waitText,
  Fail: (state) => text(state, "Error") ?? valueText(text(state, "ErrorPath")) ?? "",
  Map: mapText,
  Parallel: (state) => countText(own(state, "Branches")),
};

/** Placeholders, `${AWS::Partition}`, may stand for parts of an ARN. */
const PART = "(?:\\$\\{[^}]*\\}|[^:$])*";
const SERVICE = new RegExp(`^arn:${PART}:states:::(?:aws-sdk:)?([^:]+:.+)$`);
const OWN = new RegExp(`^arn:${PART}:(?:lambda|states):${PART}:${PART}:(function|activity):(.+)$`);

/** Longer resources are no ARNs. */
const LONGEST = 2000;

function resourceText(written: string, given: Json): string {
  const resource = written.slice(0, LONGEST);
  const service = SERVICE.exec(resource)?.[1];
  if (service === undefined) return ownText(resource);
  if (!service.startsWith("lambda:invoke")) return service;
  const name = isObject(given) ? text(given, "FunctionName") : undefined;
  return name === undefined || name.includes("{%")
    ? service
    : `${service.replace(":invoke", "")} ${functionName(name)}`;
}

/** A function or an activity by its name. */
function ownText(resource: string): string {
  const [, kind, name] = OWN.exec(resource) ?? [];
  return name === undefined ? resource : `${kind === "function" ? "lambda" : kind} ${name}`;
}

const functionName = (name: string): string => /:function:([^:]+)/.exec(name)?.[1] ?? name;

function waitText(state: JsonObject): string {
  const seconds = own(state, "Seconds");
  if (typeof seconds === "number") return formatDuration(seconds * 1000);
  const until = text(state, "Timestamp") ?? valueText(text(state, "TimestampPath"));
  if (until !== undefined) return `until ${plain(until)}`;
  const path = typeof seconds === "string" ? plain(seconds) : valueText(text(state, "SecondsPath"));
  return path === undefined ? "" : `${path} seconds`;
}

function mapText(state: JsonObject): string {
  const items = own(state, "Items");
  const from = typeof items === "string" ? plain(items) : valueText(text(state, "ItemsPath"));
  const most = own(state, "MaxConcurrency");
  const parts = [
    isDistributed(state) ? "distributed" : "",
    own(state, "ItemReader") !== undefined ? "each item read" : from === undefined ? "each item" : `each of ${from}`,
    typeof most === "number" && most > 0 ? `${most} at a time` : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

/** Whether a Map starts an execution of its own for each item or batch. */
export function isDistributed(state: JsonObject): boolean {
  const processor = own(state, "ItemProcessor") ?? own(state, "Iterator");
  const config = isObject(processor) ? own(processor, "ProcessorConfig") : undefined;
  return isObject(config) && own(config, "Mode") === "DISTRIBUTED";
}

const countText = (branches: Json | undefined): string => {
  const count = Array.isArray(branches) ? branches.length : 0;
  return `${count} branch${count === 1 ? "" : "es"}`;
};

/** A path without its `$.`, an expression without its marks. */
const plain = (value: string): string =>
  value
    .replace(/^\{%\s*|\s*%\}$/g, "")
    .replaceAll("$states.input.", "")
    .replace(/^\$\.?(?=\w)/, "");

const valueText = (path: string | undefined): string | undefined => (path === undefined ? undefined : plain(path));
