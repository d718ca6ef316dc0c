import { isObject, type Json, own } from "../../json.js";
import type { Check, Report } from "../report.js";
import type { MachineType } from "../types.js";
import { isExpression, jsonataValue, orExpression, referencePath, template, templateOrJsonata } from "./expressions.js";
import { type FieldTable, fields, fieldTable } from "./fields.js";
import { objectStoreResource } from "./resources.js";
import { anything, integer, list, needFields, oneOf, onlyOne, text, wrongType } from "./values.js";

/** The parts of distributed Map states: what they read, how they batch, where results go. */

/** The value of ProcessorConfig. */
export const processorConfig: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  fields(report, value, CONFIG);
  if (value.Mode === "DISTRIBUTED") needFields(report, value, ["ExecutionType"]);
};

const CONFIG: FieldTable = fieldTable({
  Mode: { check: oneOf("INLINE", "DISTRIBUTED") },
  ExecutionType: { check: oneOf("STANDARD", "EXPRESS") },
});

const READER_CONFIG: FieldTable = fieldTable({
  InputType: { check: oneOf("CSV", "JSON", "JSONL", "PARQUET", "MANIFEST") },
  Transformation: { check: oneOf("NONE", "LOAD_AND_FLATTEN") },
  ManifestType: { check: oneOf("ATHENA_DATA", "S3_INVENTORY") },
  CSVDelimiter: { check: oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB") },
  CSVHeaderLocation: { check: oneOf("FIRST_ROW", "GIVEN") },
  CSVHeaders: { check: list(text) },
  ItemsPointer: { check: text },
  MaxItems: { check: orExpression(integer(-Number.MAX_VALUE)) },
  MaxItemsPath: { check: referencePath, language: "JSONPath" },
});

const readerConfig: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  fields(report, value, READER_CONFIG);
  onlyOne(report, value, ["MaxItems", "MaxItemsPath"]);
  if (value.InputType === "CSV" && own(value, "CSVHeaderLocation") === undefined)
    report.find("missing-field", { field: "CSVHeaderLocation", hint: "FIRST_ROW, or GIVEN together with CSVHeaders." });
  if (value.CSVHeaderLocation === "GIVEN") needFields(report, value, ["CSVHeaders"]);
};

const READER: FieldTable = fieldTable({
  Resource: { check: objectStoreResource("getObject", "listObjectsV2") },
  Parameters: { check: template, language: "JSONPath" },
  Arguments: { check: jsonataValue, language: "JSONata" },
  ReaderConfig: { check: readerConfig },
  Comment: { check: text },
});

/** The value of ItemReader. */
export const itemReader: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  needFields(report, value, ["Resource"]);
  fields(report, value, READER);
};

const BATCHER: FieldTable = fieldTable({
  MaxItemsPerBatch: { check: orExpression(integer(1)) },
  MaxItemsPerBatchPath: { check: referencePath, language: "JSONPath" },
  MaxInputBytesPerBatch: { check: orExpression(integer(1, 262_144)) },
  MaxInputBytesPerBatchPath: { check: referencePath, language: "JSONPath" },
  BatchInput: { check: templateOrJsonata },
});

const BATCH_LIMITS = Object.keys(BATCHER).filter((name) => name !== "BatchInput");

/** The value of ItemBatcher. */
export const itemBatcher: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  fields(report, value, BATCHER);
  onlyOne(report, value, ["MaxItemsPerBatch", "MaxItemsPerBatchPath"]);
  onlyOne(report, value, ["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"]);
  if (!BATCH_LIMITS.some((name) => own(value, name) !== undefined)) report.find("empty-value");
};

const WRITER_CONFIG: FieldTable = fieldTable({
  Transformation: { check: oneOf("NONE", "COMPACT", "FLATTEN") },
  OutputType: { check: oneOf("JSON", "JSONL") },
});

const writerConfig: Check = (report, value) => {
  if (isObject(value)) fields(report, value, WRITER_CONFIG);
  else wrongType(report, "object", value);
};

const WRITER: FieldTable = fieldTable({
  Resource: { check: objectStoreResource("putObject") },
  Parameters: { check: template, language: "JSONPath" },
  Arguments: { check: jsonataValue, language: "JSONata" },
  WriterConfig: { check: writerConfig },
  Comment: { check: anything },
});

/** The value of ResultWriter. */
export const resultWriter: Check = (report, value) => {
  if (!isObject(value)) return wrongType(report, "object", value);
  if (Object.keys(value).length === 0) return report.find("empty-value");
  fields(report, value, WRITER);
  if (own(value, "WriterConfig") === undefined) needFields(report, value, ["Resource"]);
  if (own(value, "Resource") !== undefined) needFields(report, value, [parametersField(report)]);
};

const parametersField = (report: Report): string => (report.language === "JSONata" ? "Arguments" : "Parameters");

/** Items of a JSONata Map: a list, an object, or an expression that gives one. */
export const items: Check = (report, value) => {
  if (typeof value === "object" && value !== null) return jsonataValue(report, value);
  if (isExpression(value)) jsonataValue(report, value);
  else wrongType(report, "array", value);
};

/** The type of the child executions of a distributed Map, as its item processor says it. */
export function childType(processor: Json): MachineType | undefined {
  const type = isObject(processor) && isObject(processor.ProcessorConfig) && processor.ProcessorConfig.ExecutionType;
  return type === "EXPRESS" || type === "STANDARD" ? type : undefined;
}

/** True where the Map that owns this item processor runs its items as child executions. */
export const isDistributed = (processor: Json | undefined): boolean =>
  isObject(processor) && isObject(processor.ProcessorConfig) && processor.ProcessorConfig.Mode === "DISTRIBUTED";
