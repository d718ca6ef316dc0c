import type { Json } from "../../json.js";
import type { Scope } from "../scope.js";
import type { ParsedExpression } from "./syntax.js";
export function compileClosure(_parsed: ParsedExpression): ((scope: Scope) => Json | undefined) | undefined {
  return undefined;
}
