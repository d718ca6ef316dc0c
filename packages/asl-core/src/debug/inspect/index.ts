export { evaluate } from "./evaluate.js";
export type { FailedTry, StageValue } from "./observe.js";
export { type NodeOutline, outline } from "./outline.js";
export { type RetrierUse, type Retries, retries } from "./retries.js";
export { type Scope, type ScopeName, scopes } from "./scopes.js";
export { type StackFrame, stack } from "./stack.js";
export { stages } from "./stages.js";
export { threads } from "./threads.js";
