export { ACCOUNT as STAND_IN_ACCOUNT } from "./account.js";
export type { EmbeddedText } from "./embedded.js";
export { readSource } from "./read.js";
export type * from "./source.js";
export { readSubstitutions, type SubstitutionsFile, unusedSubstitutions } from "./substitutions.js";
export { validateMachine } from "./validate-machine.js";
