export {
  awsMessage,
  catalogue,
  type Diagnostic,
  diagnostic,
  invalidDefinitionMessage,
  type RelatedPlace,
  type RuleName,
  type Severity,
} from "./diagnostics.js";
export { formatDiagnostic, type Shown } from "./format.js";
export { parsePointer, pointerOfPath, readablePath, type Segment, toAwsLocation, toPointer } from "./location.js";
export { Lines, type Position, type Range } from "./positions.js";
export { formatOf, type ReadOptions, type ReadText, readText, type TextFormat, type YamlReader } from "./read.js";
export { readDefinition } from "./read-any.js";
export { eachTarget } from "./rules/references.js";
export { isActivity } from "./rules/resources.js";
export type * from "./types.js";
export { isReadText, type ValidateOptions, validate } from "./validate.js";
