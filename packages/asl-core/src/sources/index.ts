export { readSource } from "./read.js";
export type * from "./source.js";
