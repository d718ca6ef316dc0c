export type { Analysis, Reference } from "./analysis.js";
export { compileJsonata, compileJsonataSlow } from "./compile.js";
export { isExpressionText, type ParsedExpression, parseJsonata } from "./syntax.js";
