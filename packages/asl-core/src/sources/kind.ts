import { isObject, type Json, own, parseJson } from "../json.js";
import { notationOf } from "./definition-file.js";
import type { SourceKind } from "./source.js";

/** What a file is before it is read; a description shows only in its value. */
export type FileKind = Exclude<SourceKind, "description">;

/**
 * What a file is: by its ending, then by the names its value has at the top. A file that could be several is a
 * definition. Linear: a JSON text is parsed only where it mentions what templates have.
 */
export function kindOf(file: string, text: string): FileKind {
  if (/\.(tf|tofu)(\.json)?$/i.test(file)) return "terraform";
  if (SERVERLESS_PROGRAM.test(file)) return "serverless";
  const notation = notationOf(file, text);
  return notation === "json" ? jsonKind(text) : notation === "yaml" ? yamlKind(file, text) : "definition";
}

const TEMPLATE_KEYS = /"(?:AWSTemplateFormatVersion|Resources|Transform|stepFunctions|planned_values|root_module)"\s*:/;
/** Begins as templates do, and definitions do not. */
const TEMPLATE_START =
  /^\ufeff?\s*\{\s*"(?:AWSTemplateFormatVersion|Description|Metadata|Parameters|Resources|Transform)"\s*:/;

/** What `terraform show -json` prints begins like this. */
const PLAN = /^\ufeff?\s*\{\s*"format_version"\s*:/;

function jsonKind(text: string): FileKind {
  if (PLAN.test(text)) return "terraform";
  if (!TEMPLATE_KEYS.test(text)) return "definition";
  const value = parseJson(text.replace(/^\ufeff/, ""));
  if (value === undefined) return TEMPLATE_START.test(text) ? "cloudformation" : "definition";
  return isObject(value) ? kindOfKeys((key) => own(value, key)) : "definition";
}

function kindOfKeys(has: (key: string) => Json | boolean | undefined): FileKind {
  if (has("StartAt") !== undefined || has("States") !== undefined) return "definition";
  if (has("stepFunctions") !== undefined) return "serverless";
  if (has("terraform_version") !== undefined) return "terraform";
  const isTemplate = has("Resources") ?? has("AWSTemplateFormatVersion") ?? has("Transform");
  return isTemplate === undefined ? "definition" : "cloudformation";
}

/** A configuration of the Serverless Framework that is a program. */
const SERVERLESS_PROGRAM = /(?:^|[/\\])serverless[^/\\]*\.[cm]?[jt]s$/i;

const SERVERLESS = /(?:^|[/\\])serverless[^/\\]*\.ya?ml$/i;

function yamlKind(file: string, text: string): FileKind {
  const keys = new Set<string>();
  for (const match of text.matchAll(TOP_KEY)) keys.add(match[1]);
  const kind = kindOfKeys((key) => (keys.has(key) ? true : undefined));
  return SERVERLESS.test(file) && kind === "definition" && !keys.has("StartAt") ? "serverless" : kind;
}

/** A key at the left margin. */
const TOP_KEY = /^["']?(StartAt|States|stepFunctions|Resources|AWSTemplateFormatVersion|Transform)["']?[ \t]*:/gm;
