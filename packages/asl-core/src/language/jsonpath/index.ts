export { compileJsonPathExpression, compileOptionalPath, compilePath } from "./compile.js";
export { parse } from "./parse.js";
export {
  type CallTree,
  type ExpressionTree,
  isDefinite,
  isReferencePath,
  type LiteralTree,
  type Operand,
  type Operator,
  type PathTree,
  pathsOf,
  type Span,
  type Step,
  type Test,
  type Tree,
  variablesOf,
} from "./tree.js";
export { compileReferencePath, type ReferencePath } from "./write.js";
