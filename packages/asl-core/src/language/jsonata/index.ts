export { isExpressionText } from "../../expression-text.js";
export type { Analysis, Reference } from "./analysis.js";
export { compileJsonata, compileJsonataSlow } from "./compile.js";
export { type ExpressionPart, expressionParts } from "./parts.js";
export { type ParsedExpression, parseJsonata } from "./syntax.js";
