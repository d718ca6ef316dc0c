export { whyChoice } from "./choice.js";
export type { ChoiceWhy, ConditionWhy, OperandWhy, Outcome, RuleWhy } from "./choice-why.js";
export { type FailureWhy, whyFailure } from "./failure.js";
export type { End, Ingredient } from "./hop.js";
export type { ValueLink } from "./links.js";
export type { EventRef, Subject } from "./moment.js";
export type { FailureLink, PolicyWhy } from "./policies.js";
export type { Document, Source } from "./source.js";
export { follow, type ValueWhy, whyEventValue, whyValue } from "./value.js";
