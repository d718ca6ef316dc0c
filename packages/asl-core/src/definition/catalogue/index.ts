import { data } from "./data.js";
import { expressions } from "./expressions.js";
import { fields } from "./fields.js";
import { flow } from "./flow.js";
import { names } from "./names.js";
import { notation } from "./notation.js";
import { recovery } from "./recovery.js";
import { resources } from "./resources.js";
import { sources } from "./sources.js";
import { terraform } from "./terraform.js";
import { text } from "./text.js";
import { transitions } from "./transitions.js";
import { variables } from "./variables.js";

/**
 * Everything that can be said, once. Sentences and codes are AWS's as recorded or as measured in public with
 * ValidateStateMachineDefinition; entries whose code AWS lacks are ours. Each has a page in `../pages`.
 */
export const catalogue = {
  ...text,
  ...fields,
  ...expressions,
  ...resources,
  ...transitions,
  ...names,
  ...variables,
  ...recovery,
  ...flow,
  ...notation,
  ...data,
  ...sources,
  ...terraform,
};

/** Name of an entry of the catalogue. */
export type RuleName = keyof typeof catalogue;
export type { Entry, Severity } from "./entry.js";
