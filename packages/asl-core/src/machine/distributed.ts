import { isDistributed } from "../definition/rules/map.js";
import type { Json, JsonObject } from "../json.js";
import type { Expression } from "../language/expression.js";
import { compileJsonata } from "../language/jsonata/index.js";
import { compileTemplate } from "../language/template.js";
import { optional } from "./data-flow.js";
import type { DistributedMap, ItemBatcher, ItemReader, MapResultWriter } from "./machine.js";
import { compileNumber, compileWithin } from "./numbers.js";

/** What only a distributed Map has; null for an inline one. */
export function compileDistributed(state: JsonObject, processor: JsonObject, jsonata: boolean): DistributedMap | null {
  if (!isDistributed(processor)) return null;
  const { ExecutionType } = processor.ProcessorConfig as JsonObject;
  return {
    executionType: ExecutionType === "EXPRESS" ? "EXPRESS" : "STANDARD",
    label: (state.Label as string | undefined) ?? null,
    reader: optional(state.ItemReader, (reader) => compileReader(reader as JsonObject, jsonata)),
    batcher: optional(state.ItemBatcher, (batcher) => compileBatcher(batcher as JsonObject, jsonata)),
    writer: optional(state.ResultWriter, (writer) => compileWriter(writer as JsonObject, jsonata)),
  };
}

function compileReader(reader: JsonObject, jsonata: boolean): ItemReader {
  const { MaxItems, MaxItemsPath, ...config } = (reader.ReaderConfig ?? {}) as JsonObject;
  const limits: JsonObject = {};
  if (MaxItems !== undefined) limits.MaxItems = MaxItems;
  if (MaxItemsPath !== undefined) limits.MaxItemsPath = MaxItemsPath;
  return {
    resource: reader.Resource as string,
    arguments: callArguments(reader, "ItemReader", jsonata),
    config: values(config, "ItemReader/ReaderConfig", jsonata),
    maxItems: compileNumber(limits, "MaxItems", jsonata, "integer"),
  };
}

/** No Map Run has more items (guide, input-output-itemreader). */
const MOST_ITEMS = 100_000_000;

function compileBatcher(batcher: JsonObject, jsonata: boolean): ItemBatcher {
  return {
    maxItemsPerBatch: compileWithin(batcher, "MaxItemsPerBatch", jsonata, 1, MOST_ITEMS),
    maxInputBytesPerBatch: compileWithin(batcher, "MaxInputBytesPerBatch", jsonata, 1, 262_144),
    batchInput: optional(batcher.BatchInput, (input) => values(input, "ItemBatcher/BatchInput", jsonata)),
  };
}

function compileWriter(writer: JsonObject, jsonata: boolean): MapResultWriter {
  return {
    resource: (writer.Resource as string | undefined) ?? null,
    arguments: callArguments(writer, "ResultWriter", jsonata),
    config: (writer.WriterConfig ?? {}) as JsonObject,
  };
}

function callArguments(holder: JsonObject, field: string, jsonata: boolean): Expression | null {
  const name = jsonata ? "Arguments" : "Parameters";
  return optional(holder[name], (value) => values(value, `${field}/${name}`, jsonata));
}

const values = (value: Json, field: string, jsonata: boolean): Expression =>
  jsonata ? compileJsonata(value, field) : compileTemplate(value, field);
