import { type Json, type JsonObject, stringify } from "../json.js";
import { utf8Length } from "../utf8.js";

/** Evaluated ItemBatcher fields. At least one of the two limits is set; both are 1 or more. */
export interface BatchOptions {
  readonly maxItemsPerBatch?: number;
  /** Counts the whole child input: the batch's JSON text in UTF-8, BatchInput included. */
  readonly maxInputBytesPerBatch?: number;
  readonly batchInput?: Json;
}

/**
 * Groups the items of a distributed Map, in their order, into child inputs `{"BatchInput":…,"Items":[…]}`; BatchInput is
 * absent where none is configured. A batch is closed when the next item would exceed either limit; an item too large for
 * any batch gets one of its own, and the payload limit decides about it. O(items), or O(bytes) with a limit in bytes.
 * Source: guide, input-output-itembatcher.
 */
export function batchItems(items: readonly Json[], options: BatchOptions): Json[] {
  const maxItems = options.maxItemsPerBatch ?? Number.POSITIVE_INFINITY;
  const maxBytes = options.maxInputBytesPerBatch ?? Number.POSITIVE_INFINITY;
  const sizeOf = maxBytes === Number.POSITIVE_INFINITY ? () => 0 : (item: Json) => utf8Length(stringify(item)) + 1;
  const empty = sizeOf(batchOf([], options.batchInput)) - 2;
  const batches: Json[] = [];
  let batch: Json[] = [];
  let bytes = empty;
  for (const item of items) {
    const size = sizeOf(item);
    if (batch.length > 0 && (batch.length >= maxItems || bytes + size > maxBytes)) {
      batches.push(batchOf(batch, options.batchInput));
      batch = [];
      bytes = empty;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batchOf(batch, options.batchInput));
  return batches;
}

function batchOf(items: Json[], batchInput: Json | undefined): JsonObject {
  return batchInput === undefined ? { Items: items } : { BatchInput: batchInput, Items: items };
}
