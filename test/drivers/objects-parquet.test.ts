import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { type Item, memoryStore, readItems } from "../../packages/asl-core/src/drivers/objects/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";

type Column = Parameters<typeof parquetWriteBuffer>[0]["columnData"][number];

const file = (columnData: Column[], options: object = {}) =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...options }));

async function read(body: Uint8Array, config: JsonObject = {}): Promise<Item[]> {
  const store = memoryStore({ b: { "k.parquet": body } });
  const request = { resource: "arn:aws:states:::s3:getObject", arguments: { Bucket: "b", Key: "k.parquet" } };
  return readItems(store, { ...request, config: { InputType: "PARQUET", ...config } });
}
const values = async (body: Uint8Array, config?: JsonObject) => (await read(body, config)).map((item) => item.value);

const numbers: Column = { name: "n", data: [1, 2, 3, 4, 5], type: "INT32" };

describe("a Parquet dataset", () => {
  it("gives the rows as objects, with their source", async () => {
    const body = file([numbers, { name: "s", data: ["a", "ä", "", "d", "e"], type: "STRING" }]);
    const items = await read(body);
    expect(items).toHaveLength(5);
    expect(items[1]).toEqual({ value: { n: 2, s: "ä" }, source: "S3://b/k.parquet" });
  });

  it.each<[string, Column, unknown[]]>([
    ["64-bit integers as numbers", { name: "v", data: [1n, -2n], type: "INT64" }, [1, -2]],
    ["booleans", { name: "v", data: [true, false], type: "BOOLEAN" }, [true, false]],
    [
      "floating point numbers, without NaN and infinities",
      { name: "v", data: [1.5, Number.NaN, Number.NEGATIVE_INFINITY], type: "DOUBLE" },
      [1.5, null, null],
    ],
    ["timestamps in ISO 8601", { name: "v", data: [new Date(0)], type: "TIMESTAMP" }, ["1970-01-01T00:00:00.000Z"]],
    ["nulls", { name: "v", data: ["a", null], type: "STRING", nullable: true }, ["a", null]],
    ["nested JSON", { name: "v", data: [{ a: [1, { b: null }] }], type: "JSON" }, [{ a: [1, { b: null }] }]],
  ])("gives %s", async (_, column, expected) => {
    expect(await values(file([column]))).toEqual(expected.map((v) => ({ v })));
  });

  it("reads row groups one by one and stops at MaxItems", async () => {
    const body = file([numbers], { rowGroupSize: 2 });
    expect(await values(body)).toEqual([1, 2, 3, 4, 5].map((n) => ({ n })));
    expect(await values(body, { MaxItems: 3 })).toEqual([1, 2, 3].map((n) => ({ n })));
  });

  it("reads a file that is part of a larger buffer", async () => {
    const body = file([numbers]);
    const larger = new Uint8Array(body.length + 20).fill(7);
    larger.set(body, 10);
    expect(await values(larger.subarray(10, 10 + body.length))).toHaveLength(5);
  });

  it("is read from the files an Athena manifest names", async () => {
    const store = memoryStore({ b: { m: "s3://b/1\ns3://b/2\n", "1": file([numbers]), "2": file([numbers]) } });
    const config = { InputType: "PARQUET", ManifestType: "ATHENA_DATA", MaxItems: 7 };
    const request = { resource: "arn:aws:states:::s3:getObject", arguments: { Bucket: "b", Key: "m" }, config };
    expect(await readItems(store, request)).toHaveLength(7);
  });

  const damaged = (change: (body: Uint8Array) => void) => {
    const body = file([numbers]);
    change(body);
    return body;
  };
  it.each<[string, Uint8Array, RegExp]>([
    ["text", new TextEncoder().encode("a,b\n1,2,3,4\n"), /is not a Parquet file/],
    ["nothing", new Uint8Array(), /is not a Parquet file/],
    [
      "a footer beyond 5 MB",
      damaged((b) => b.set([0xff, 0xff, 0xff, 0x7f], b.length - 8)),
      /footer .* 2147483647 bytes/,
    ],
    ["damaged metadata", damaged((b) => b.fill(0xff, b.length - 40, b.length - 8)), /cannot be read as Parquet/],
    ["damaged pages", damaged((b) => b.fill(0xff, 4, 30)), /cannot be read as Parquet/],
  ])("refuses %s", async (_, body, cause) => {
    await expect(read(body)).rejects.toMatchObject({
      error: "States.ItemReaderFailed",
      cause: expect.stringMatching(cause),
      form: "plain",
    });
  });
});
