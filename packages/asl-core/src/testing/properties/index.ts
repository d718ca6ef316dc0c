export { type CheckOptions, checkMachine, type Drawn, PropertyError, type RunProperty } from "./check.js";
export type { FastCheck } from "./fast-check.js";
export { inputsOf } from "./inputs.js";
export { type OutcomeOptions, outcomesOf } from "./outcomes.js";
