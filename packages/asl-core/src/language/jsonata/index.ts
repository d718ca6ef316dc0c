export { compileJsonata, compileJsonataSlow } from "./compile.js";
export { isExpressionText, parseJsonata, type ParsedExpression } from "./syntax.js";
export type { Analysis, Reference } from "./analysis.js";
