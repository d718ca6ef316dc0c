import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  type Buckets,
  type Item,
  memoryStore,
  type ObjectStore,
  READER_LIMITS,
  type ReadRequest,
  readItems,
} from "../../packages/asl-core/src/drivers/objects/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";

const GET = "arn:aws:states:::s3:getObject";
const LIST = "arn:aws:states:::s3:listObjectsV2";

const get = (config: JsonObject, Key = "k"): ReadRequest => ({
  resource: GET,
  arguments: { Bucket: "b", Key },
  config,
});
const list = (config: JsonObject = {}, Prefix?: string): ReadRequest => ({
  resource: LIST,
  arguments: Prefix === undefined ? { Bucket: "b" } : { Bucket: "b", Prefix },
  config,
});
const values = async (buckets: Buckets, request: ReadRequest): Promise<Json[]> =>
  (await readItems(memoryStore(buckets), request)).map((item) => item.value);
const failed = (cause: unknown) => expect.objectContaining({ error: "States.ItemReaderFailed", cause, form: "plain" });
const bytes = (text: string) => new TextEncoder().encode(text);

describe("a JSON dataset", () => {
  const JSON_FILE: JsonObject = { InputType: "JSON" };
  const at = (ItemsPointer: string): JsonObject => ({ InputType: "JSON", ItemsPointer });

  it.each<[string, string, JsonObject, Json[]]>([
    ["the elements of an array", '[1,"a",null,{"b":[]}]', JSON_FILE, [1, "a", null, { b: [] }]],
    ["nothing of an empty array", "[]", JSON_FILE, []],
    ["as many elements as MaxItems says", "[1,2,3]", { ...JSON_FILE, MaxItems: 2 }, [1, 2]],
    ["an array below a byte order mark", "\ufeff[1]", JSON_FILE, [1]],
    ["the array ItemsPointer names", '{"a":{"b":[1,2]}}', at("/a/b"), [1, 2]],
    ["the whole file for an empty pointer", "[1]", at(""), [1]],
    ["a pointer through an array", "[[0],[1,2]]", at("/1"), [1, 2]],
    ["a pointer with escaped names", '{"a/b":{"~c":[3]}}', at("/a~1b/~0c"), [3]],
    ["a pointer to an empty name", '{"":[4]}', at("/"), [4]],
    ["the values of an object a pointer names", '{"a":{"x":1,"y":2}}', at("/a"), [1, 2]],
    [
      "brackets in strings, however many",
      JSON.stringify(["[{".repeat(2000), '\\"[']),
      JSON_FILE,
      ["[{".repeat(2000), '\\"['],
    ],
  ])("gives %s", async (_, text, config, expected) => {
    expect(await values({ b: { k: text } }, get(config))).toEqual(expected);
  });

  it("gives the entries of an object with their keys", () => {
    expect(readItems(memoryStore({ b: { k: '{"x":1,"__proto__":2}' } }), get(JSON_FILE))).toEqual([
      { value: 1, key: "x", source: "S3://b/k" },
      { value: 2, key: "__proto__", source: "S3://b/k" },
    ]);
  });

  const UNMATCHED = "The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.";
  const NOT_ITERABLE = "Attempting to map over non-iterable node.";
  it.each<[string, string, Partial<ReadRequest>, string]>([
    [
      "an object where AWS's behaviour before 2025 is asked for",
      '{"Hello":"world"}',
      { refuseObjects: true },
      NOT_ITERABLE,
    ],
    ["a string", '"abc"', {}, NOT_ITERABLE],
    ["a number", "1", {}, NOT_ITERABLE],
    ["null", "null", {}, NOT_ITERABLE],
    ["a pointer to a scalar", '{"a":1}', { config: at("/a") }, NOT_ITERABLE],
    ["a pointer to nothing", '{"a":1}', { config: at("/b") }, UNMATCHED],
    ["a pointer to an inherited name", "{}", { config: at("/constructor") }, UNMATCHED],
    ["a pointer past the end", "[1]", { config: at("/1") }, UNMATCHED],
    ["a pointer through a scalar", '{"a":1}', { config: at("/a/b") }, UNMATCHED],
    ["a pointer that is none", "[1]", { config: at("a") }, UNMATCHED],
    ["text that is not JSON", '{"a":\n  nope}', {}, "S3://b/k is not valid JSON (line 2, column 3: InvalidSymbol)."],
    ["truncated JSON", "[1,", {}, "S3://b/k is not valid JSON (line 1, column 4: ValueExpected)."],
    ["an empty file", "", {}, "S3://b/k is not valid JSON (line 1, column 1: ValueExpected)."],
    ["nesting without end", "[".repeat(200_000), {}, "S3://b/k nests deeper than 1000 levels."],
    [
      "an item beyond 256 KiB",
      JSON.stringify([1, "é".repeat(131_072)]),
      {},
      "Item 1 has 262146 bytes; the limit is 262144 bytes.",
    ],
  ])("refuses %s", (_, text, request, cause) => {
    expect(() => readItems(memoryStore({ b: { k: text } }), { ...get(JSON_FILE), ...request })).toThrow(failed(cause));
  });

  it("lets a larger item pass where an ItemSelector will make it smaller", () => {
    const store = memoryStore({ b: { k: JSON.stringify(["x".repeat(300_000)]) } });
    expect(() => readItems(store, get(JSON_FILE))).toThrow(failed(expect.stringContaining("300002 bytes")));
    const request = { ...get(JSON_FILE), maxItemBytes: READER_LIMITS.selectedItemBytes };
    expect(readItems(store, request)).toHaveLength(1);
  });
});

describe("a JSON Lines dataset", () => {
  it.each<[string, string, Json[]]>([
    ["one item a line", '{"a":1}\n[2]\n"3"\n', [{ a: 1 }, [2], "3"]],
    ["lines without a line end, with CR LF and blank ones", "1\r\n\n  \n2", [1, 2]],
    ["brackets that only balance line by line", '"]"\n"["\n', ["]", "["]],
    ["nothing of an empty file", "", []],
  ])("gives %s", async (_, text, expected) => {
    expect(await values({ b: { k: text } }, get({ InputType: "JSONL" }))).toEqual(expected);
  });

  it("stops at MaxItems and names the line of an error", async () => {
    const buckets = { b: { k: "1\n2\n{\n" } };
    expect(await values(buckets, get({ InputType: "JSONL", MaxItems: 2 }))).toEqual([1, 2]);
    expect(() => readItems(memoryStore(buckets), get({ InputType: "JSONL" }))).toThrow(
      failed("Line 3 of S3://b/k is not valid JSON (line 1, column 2: CloseBraceExpected)."),
    );
  });
});

describe("a listing", () => {
  it("gives objects with AWS's keys in UTF-8 order, LastModified in seconds", () => {
    const store = memoryStore();
    store.put("b", "x/\uffee", bytes("é"), 1_789_180_622_987);
    store.put("b", "x/\u{10000}", bytes(""));
    store.put("b", "x/", bytes(""));
    store.put("b", "y", bytes(""));
    const items = readItems(store, list({}, "x/")) as Item[];
    expect(items.map((item) => (item.value as JsonObject).Key)).toEqual(["x/", "x/\uffee", "x/\u{10000}"]);
    expect(JSON.stringify(items[1])).toBe(
      '{"value":{"Etag":"\\"66ddcd97cfdeabb2f6fb8a999b4bc76f\\"","Key":"x/\uffee","LastModified":1789180622,"Size":2,' +
        '"StorageClass":"STANDARD"},"source":"S3://b"}',
    );
  });

  it("stops at MaxItems", async () => {
    const objects = Object.fromEntries(Array.from({ length: 1006 }, (_, i) => [`k${i}`, ""]));
    expect(await values({ b: objects }, list())).toHaveLength(1006);
    expect(await values({ b: objects }, list({ MaxItems: 7 }))).toHaveLength(7);
  });

  it("loads and joins the listed files, each with its own source, without the console's folders", () => {
    const store = memoryStore({ b: { "d/": "", "d/2.json": "[3]", "d/1.json": "[1,2]", "e.json": "[4]" } });
    const config = { InputType: "JSON", Transformation: "LOAD_AND_FLATTEN" };
    expect(readItems(store, list(config, "d/"))).toEqual([
      { value: 1, source: "S3://b/d/1.json" },
      { value: 2, source: "S3://b/d/1.json" },
      { value: 3, source: "S3://b/d/2.json" },
    ]);
    expect(readItems(store, list({ ...config, MaxItems: 2 }, "d/"))).toHaveLength(2);
  });

  it("reads the headers of every CSV file", async () => {
    const config = { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", Transformation: "LOAD_AND_FLATTEN" };
    expect(await values({ b: { "1": "a\n1\n", "2": "b\n2\n" } }, list(config))).toEqual([{ a: "1" }, { b: "2" }]);
  });
});

describe("a manifest", () => {
  const inventory = (extra: JsonObject = {}) =>
    JSON.stringify({
      sourceBucket: "src",
      destinationBucket: "arn:aws:s3:::dest",
      fileFormat: "CSV",
      fileSchema: "Bucket, Key, Size",
      files: [
        { key: "data/1.csv.gz", size: 1 },
        { key: "data/2.csv", size: 1 },
      ],
      ...extra,
    });

  it("of S3 Inventory gives the rows of its data files in the destination bucket", async () => {
    const buckets = {
      b: { k: inventory() },
      dest: { "data/1.csv.gz": gzipSync('"src","a%2Fb","3"\n"src","c","4"\n'), "data/2.csv": '"src","d","5"\n' },
    };
    const items = await readItems(memoryStore(buckets), get({ InputType: "MANIFEST" }));
    expect(items).toEqual([
      { value: { Bucket: "src", Key: "a%2Fb", Size: "3" }, source: "S3://dest/data/1.csv.gz" },
      { value: { Bucket: "src", Key: "c", Size: "4" }, source: "S3://dest/data/1.csv.gz" },
      { value: { Bucket: "src", Key: "d", Size: "5" }, source: "S3://dest/data/2.csv" },
    ]);
  });

  it("of Athena gives the rows of the files it names", async () => {
    const buckets = {
      b: { k: 's3://x/1.jsonl\n"s3://y/p/2.jsonl"\n' },
      x: { "1.jsonl": "1\n2" },
      y: { "p/2.jsonl": "3" },
    };
    const config = { InputType: "JSONL", ManifestType: "ATHENA_DATA" };
    expect(await values(buckets, get(config))).toEqual([1, 2, 3]);
    expect(await values({ ...buckets, y: {} }, get({ ...config, MaxItems: 2 }))).toEqual([1, 2]);
  });

  it.each<[string, string, JsonObject, string]>([
    [
      "that is no JSON",
      "x",
      { InputType: "MANIFEST" },
      "S3://b/k is not valid JSON (line 1, column 1: InvalidSymbol).",
    ],
    ["without files", "{}", { InputType: "MANIFEST" }, "S3://b/k is not an S3 Inventory manifest."],
    [
      "with a file without key",
      inventory({ files: [{}] }),
      { InputType: "MANIFEST" },
      "S3://b/k is not an S3 Inventory manifest: a file has no key.",
    ],
    [
      "of ORC files",
      inventory({ fileFormat: "ORC" }),
      { InputType: "MANIFEST" },
      'S3://b/k lists "ORC" files; CSV and Parquet can be read.',
    ],
    ["of an unknown type", "", { InputType: "CSV", ManifestType: "X" }, 'The ManifestType "X" is not supported.'],
    [
      "with a line that is no URI",
      "data/1",
      { InputType: "CSV", ManifestType: "ATHENA_DATA" },
      'S3://b/k is not an Athena manifest: "data/1" is no S3 URI.',
    ],
    ["naming a missing file", inventory(), { InputType: "MANIFEST" }, "The specified bucket does not exist: dest"],
  ])("%s is refused", (_, text, config, cause) => {
    expect(() => readItems(memoryStore({ b: { k: text } }), get(config))).toThrow(failed(cause));
  });
});

describe("a request that cannot be met", () => {
  it.each<[string, ReadRequest, string]>([
    [
      "a missing bucket",
      { ...get({ InputType: "JSON" }), arguments: { Bucket: "c", Key: "k" } },
      "The specified bucket does not exist: c",
    ],
    ["a missing key", get({ InputType: "JSON" }, "x"), "The specified key does not exist: S3://b/x"],
    [
      "an unknown resource",
      { ...list(), resource: "arn:aws:states:::s3:putObject" },
      "The ItemReader resource arn:aws:states:::s3:putObject is not supported.",
    ],
    ["no bucket", { ...list(), arguments: {} }, "The ItemReader needs a text as its Bucket."],
    [
      "a key that is no text",
      { ...get({}), arguments: { Bucket: "b", Key: 1 } },
      "The ItemReader needs a text as its Key.",
    ],
    ["an unknown input type", get({ InputType: "XML" }), 'The InputType "XML" is not supported.'],
    ["no input type", get({}), "The InputType null is not supported."],
    ["an unknown transformation", list({ Transformation: "X" }), 'The Transformation "X" is not supported.'],
    [
      "a version of a Parquet file",
      { ...get({ InputType: "PARQUET" }), arguments: { Bucket: "b", Key: "k", VersionId: "1" } },
      "VersionId is not supported for InputType PARQUET.",
    ],
  ])("fails for %s", (_, request, cause) => {
    expect(() => readItems(memoryStore({ b: { k: "[]" } }), request)).toThrow(failed(cause));
  });

  it("fails with a store's own words where the store throws", () => {
    const store: ObjectStore = {
      ...memoryStore(),
      get: () => {
        throw new Error("EACCES: permission denied");
      },
    };
    expect(() => readItems(store, get({ InputType: "JSON" }))).toThrow(failed("EACCES: permission denied"));
  });
});

describe("an asynchronous store", () => {
  const store = memoryStore({ b: { "1": "[1,2]", "2": "[3]", bad: "{" } });
  const slow: ObjectStore = {
    get: async (bucket, key) => store.get(bucket, key),
    list: async (bucket, prefix) => store.list(bucket, prefix),
    put: async (bucket, key, body) => store.put(bucket, key, body),
  };
  const config = { InputType: "JSON", Transformation: "LOAD_AND_FLATTEN" };

  it("gives the items through a promise", async () => {
    const items = readItems(slow, list(config, "1"));
    expect(items).toBeInstanceOf(Promise);
    expect(await items).toHaveLength(2);
    expect(await readItems(slow, list({ ...config, MaxItems: 3 }))).toHaveLength(3);
  });

  it.each([
    ["a missing key", get({ InputType: "JSON" }, "x"), "The specified key does not exist: S3://b/x"],
    ["a missing bucket", { ...list(), arguments: { Bucket: "c" } }, "The specified bucket does not exist: c"],
    ["a damaged file", list(config), "S3://b/bad is not valid JSON (line 1, column 2: CloseBraceExpected)."],
  ])("rejects for %s", async (_, request, cause) => {
    await expect(readItems(slow, request)).rejects.toEqual(failed(cause));
  });
});

describe("a compressed dataset", () => {
  /** A frame of one raw block (RFC 8878): single segment, content size in one byte. */
  const zstd = (text: string) => {
    const body = bytes(text);
    return Uint8Array.of(
      0x28,
      0xb5,
      0x2f,
      0xfd,
      0x20,
      body.length,
      (body.length << 3) | 1,
      body.length >> 5,
      0,
      ...body,
    );
  };
  /** A frame without content size whose blocks repeat one byte 131072 times each. */
  const bomb = (blocks: number) => {
    const head = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
    const block = (last: number) => [0x02 | last, 0x00, 0x10, 0x20];
    return Uint8Array.from([...head, ...Array(blocks).fill(block(0)).flat(), ...block(1)]);
  };

  const ones = Array<Json>(8000).fill(1);
  /** A `1` becomes a `3`, which is as good a text. */
  const wrongBit = (body: Uint8Array) => body.with(body.indexOf(0x31), 0x33);

  it.each<[string, Uint8Array, JsonObject, Json[]]>([
    ["gzip", gzipSync("a\n1\n"), { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" }, [{ a: "1" }]],
    ["gzip in several members", Buffer.concat([gzipSync("[1,"), gzipSync("2]")]), { InputType: "JSON" }, [1, 2]],
    ["gzip in thousands of members", Buffer.concat(Array(8000).fill(gzipSync("1\n"))), { InputType: "JSONL" }, ones],
    ["Zstandard", zstd("[1,2]"), { InputType: "JSON" }, [1, 2]],
  ])("is read from %s", async (_, body, config, expected) => {
    expect(await values({ b: { k: body } }, get(config))).toEqual(expected);
  });

  it("is read at once from a store that answers at once", () => {
    expect(readItems(memoryStore({ b: { k: gzipSync("[1]") } }), get({ InputType: "JSON" }))).toHaveLength(1);
  });

  it.each<[string, Uint8Array]>([
    ["gzip", gzipSync("[1,2,3]").subarray(0, 15)],
    ["gzip without its end", gzipSync("[1,2,3]").subarray(0, -3)],
    ["gzip by one wrong bit", wrongBit(gzipSync("[1,2,3]", { level: 0 }))],
    ["gzip in its first member", Buffer.concat([wrongBit(gzipSync("[1,", { level: 0 })), gzipSync("2]")])],
    ["gzip by what follows it", Buffer.concat([gzipSync("[1]"), bytes("more")])],
    ["gzip beyond its header", Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4)],
    ["Zstandard", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
  ])("that is damaged %s is refused", async (_, body) => {
    await expect(values({ b: { k: body } }, get({ InputType: "JSON" }))).rejects.toEqual(
      failed(expect.stringMatching(/^S3:\/\/b\/k (cannot be decompressed|is not valid JSON)/)),
    );
  });

  it.each<[string, Uint8Array]>([
    ["gzip", gzipSync(Buffer.alloc(3_000_000))],
    ["Zstandard", bomb(30)],
  ])("that unfolds beyond all bounds from %s is refused", async (_, body) => {
    const request = { ...get({ InputType: "JSON" }), maxDatasetBytes: 1_000_000 };
    await expect(values({ b: { k: body } }, request)).rejects.toEqual(
      failed("The dataset is larger than 1000000 bytes, the most that is held in memory."),
    );
  });
});
