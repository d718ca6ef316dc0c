import { describe, expect, it } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { type BatchOptions, batchItems } from "../../packages/asl-core/src/kernel/batch.js";

describe("batchItems", () => {
  it.each<[string, Json[], BatchOptions, Json[]]>([
    ["fills batches up to MaxItemsPerBatch", [1, 2, 3], { maxItemsPerBatch: 2 }, [{ Items: [1, 2] }, { Items: [3] }]],
    [
      "puts BatchInput before the items",
      [1],
      { maxItemsPerBatch: 2, batchInput: { a: 1 } },
      [{ BatchInput: { a: 1 }, Items: [1] }],
    ],
    ["keeps a BatchInput of null", [1], { maxItemsPerBatch: 1, batchInput: null }, [{ BatchInput: null, Items: [1] }]],
    ["makes no batch of no items", [], { maxItemsPerBatch: 2 }, []],
    [
      "fills batches up to the bytes of the whole input",
      ["aa", "bb", "cc"],
      { maxInputBytesPerBatch: 21 },
      [{ Items: ["aa", "bb"] }, { Items: ["cc"] }],
    ],
    ["counts bytes, not characters", ["é", "é"], { maxInputBytesPerBatch: 20 }, [{ Items: ["é"] }, { Items: ["é"] }]],
    [
      "counts BatchInput",
      [1, 2],
      { maxInputBytesPerBatch: 29, batchInput: "xyz" },
      [
        { BatchInput: "xyz", Items: [1] },
        { BatchInput: "xyz", Items: [2] },
      ],
    ],
    [
      "gives an item that is too large a batch of its own",
      [1, "long enough", 2],
      { maxInputBytesPerBatch: 13 },
      [{ Items: [1] }, { Items: ["long enough"] }, { Items: [2] }],
    ],
    [
      "obeys whichever limit comes first",
      [1, 2, 3],
      { maxItemsPerBatch: 2, maxInputBytesPerBatch: 13 },
      [{ Items: [1] }, { Items: [2] }, { Items: [3] }],
    ],
  ])("%s", (_, items, options, expected) => {
    expect(batchItems(items, options)).toEqual(expected);
  });

  it("never exceeds the bytes and leaves none unused", () => {
    const items = Array.from({ length: 50 }, (_, i) => ({ id: "é".repeat(i % 7), n: i }));
    const size = (value: Json) => Buffer.byteLength(JSON.stringify(value));
    const batches = batchItems(items, { maxInputBytesPerBatch: 120, batchInput: [1] }) as { Items: Json[] }[];
    expect(batches.flatMap((batch) => batch.Items)).toEqual(items);
    batches.forEach((batch, i) => {
      expect(size(batch as unknown as Json)).toBeLessThanOrEqual(120);
      const next = batches[i + 1]?.Items[0];
      if (next !== undefined) expect(size({ BatchInput: [1], Items: [...batch.Items, next] })).toBeGreaterThan(120);
    });
  });
});
