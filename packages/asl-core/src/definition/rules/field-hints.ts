import { nearest } from "../../near.js";
import type { QueryLanguage } from "../types.js";

/** What to do about a field that an object does not have, or only in the other query language. */

/** Fields of the language by the states or objects that have them, where people look for them elsewhere. */
const HOMES: Record<string, string | undefined> = {
  Retry: "Only Task, Parallel and Map states retry: move it there.",
  Catch: "Only Task, Parallel and Map states catch: move it there.",
  Next: "A Choice state leads on by the Next of its rules and by Default; Succeed and Fail lead nowhere; inside And, Or and Not it belongs to the rule around.",
  End: "A Choice state leads on by its rules, Succeed and Fail always end: leave it out.",
  TimeoutSeconds: "Only Task states and the machine itself have a timeout.",
  HeartbeatSeconds: "Only Task states have a heartbeat.",
  Resource: "Only Task states call something.",
  Parameters: "Task, Pass, Parallel and Map states have it: put a Pass state before this one.",
  Arguments: "Only Task and Parallel states have it; in Pass states write Output, in Map states ItemSelector.",
  ResultSelector: "Only Task, Parallel and Map states have a result to select from.",
  ResultPath: "Only Task, Pass, Parallel and Map states have a result to place.",
  Result: "Only Pass states have it.",
  Assign: "Succeed and Fail states have none; catchers and the rules of a Choice have it.",
  Output: "Every state but Fail has it, and so do catchers and the rules of a Choice.",
  InputPath: "Every state but Fail has it.",
  OutputPath: "Every state but Fail has it.",
  Choices: "Only Choice states have it.",
  Default: "Only Choice states have it.",
  Condition: "Conditions stand in the rules under Choices.",
  Seconds: "Only Wait states have it.",
  Error: "Only Fail states have it.",
  Cause: "Only Fail states have it.",
  QueryLanguage: "Write it at the top of the machine or in single states.",
  ExecutionType: 'It belongs to "Mode": "DISTRIBUTED".',
  ProcessorConfig: "It belongs into ItemProcessor.",
  StartAt: "It stands beside States.",
};

/** For a field that an object does not have: the one that was probably meant, or where it belongs. "" for neither. */
export function misplacedHint(name: string, known: readonly string[]): string {
  const home = Object.hasOwn(HOMES, name) ? HOMES[name] : undefined;
  if (home !== undefined) return home;
  const near = nearest(name, known);
  return near === undefined ? "" : `Did you mean ${near}?`;
}

const JSONATA_NAMES: Record<string, string | undefined> = {
  Parameters: "In JSONata states this is Arguments (or Output in Pass, ItemSelector in Map).",
  InputPath: "In JSONata states write $states.input… where it is needed.",
  OutputPath: "In JSONata states this is Output.",
  ResultPath: "In JSONata states this is Output, or Assign to keep the input.",
  ResultSelector: "In JSONata states this is Output, with $states.result.",
  Result: "In JSONata states this is Output.",
  ItemsPath: "In JSONata states this is Items.",
  Variable: "In JSONata states this is Condition.",
};

const JSONPATH_NAMES: Record<string, string | undefined> = {
  Arguments: 'In JSONPath states this is Parameters; or add "QueryLanguage": "JSONata".',
  Output: 'Only JSONata states have it: add "QueryLanguage": "JSONata", or use ResultSelector, ResultPath, OutputPath.',
  Items: 'In JSONPath states this is ItemsPath; or add "QueryLanguage": "JSONata".',
  Condition: 'In JSONPath states write Variable and an operator; or add "QueryLanguage": "JSONata".',
};

const OPERATOR =
  /^(?:And|Or|Not|Is[A-Z][a-z]+|(?:String|Numeric|Boolean|Timestamp)(?:Equals|LessThan|GreaterThan|Matches)[A-Za-z]*)$/;

/** For a field of the other language: what this one has instead. */
export function languageHint(name: string, language: QueryLanguage): string {
  const names = language === "JSONata" ? JSONATA_NAMES : JSONPATH_NAMES;
  const known = Object.hasOwn(names, name) ? names[name] : undefined;
  if (known !== undefined || language === "JSONPath") return known ?? "";
  if (OPERATOR.test(name)) return "In JSONata states this is part of Condition.";
  return name.endsWith("Path") ? `In JSONata states ${name.slice(0, -4)} takes an expression.` : "";
}
