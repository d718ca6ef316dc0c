import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FolderStore, folderStore } from "../../packages/asl-cli/src/folder-store.js";
import { memoryStore, readItems } from "../../packages/asl-core/src/drivers/objects/index.js";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("a folder store", () => {
  let root: string;
  let store: FolderStore;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "asl-"));
    mkdirSync(join(root, "bucket/in"), { recursive: true });
    writeFileSync(join(root, "bucket/in/a.csv"), "x\n1\n");
    writeFileSync(join(root, "bucket/é.txt"), "");
    writeFileSync(join(root, "secret.txt"), "secret");
    store = folderStore({ b: join(root, "bucket"), missing: join(root, "missing") });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("gives files as objects, as a memory store would", () => {
    utimesSync(join(root, "bucket/in/a.csv"), 1000, 1000);
    const memory = memoryStore();
    memory.put("b", "in/a.csv", bytes("x\n1\n"), 1_000_000);
    const object = store.get("b", "in/a.csv");
    expect({ ...object, body: new TextDecoder().decode(object?.body) }).toEqual({
      ...memory.get("b", "in/a.csv"),
      body: "x\n1\n",
    });
  });

  it.each([
    ["a missing file", "in/b.csv"],
    ["a folder", "in"],
    ["a path through a file", "in/a.csv/x"],
  ])("has no object for %s", (_, key) => {
    expect(store.get("b", key)).toBeUndefined();
  });

  it("lists keys with slashes in UTF-8 order below a prefix", () => {
    store.put("b", "in/sub/z", bytes("1"));
    store.put("b", "in-2", bytes("1"));
    const keys = (prefix?: string) => store.list("b", prefix).map(({ key }) => key);
    expect(keys()).toEqual(["in-2", "in/a.csv", "in/sub/z", "é.txt"]);
    expect(keys("in/")).toEqual(["in/a.csv", "in/sub/z"]);
    expect(keys("in/s")).toEqual(["in/sub/z"]);
    expect(keys("in")).toEqual(["in-2", "in/a.csv", "in/sub/z"]);
    expect(keys("x")).toEqual([]);
  });

  it("makes the folders a new object needs, and the bucket's own", () => {
    store.put("b", "out/1/x", bytes("1"));
    store.put("missing", "y", bytes("2"));
    expect(readFileSync(join(root, "bucket/out/1/x"), "utf8")).toBe("1");
    expect(readFileSync(join(root, "missing/y"), "utf8")).toBe("2");
  });

  it.each([["other"], ["missing"], ["__proto__"]])("has no bucket %s", (bucket) => {
    expect(() => store.get(bucket, "k")).toThrow("The specified bucket does not exist");
    expect(() => store.list(bucket)).toThrow("The specified bucket does not exist");
  });

  it.each(["../secret.txt", "in/../../secret.txt", "/etc/passwd", "", "a//b", "./x", "in/", "a\0b"])(
    "refuses the key %j",
    (key) => {
      const message = `The key ${JSON.stringify(key)} names no file inside its bucket's folder`;
      expect(() => store.get("b", key)).toThrow(new RangeError(message));
      expect(() => store.put("b", key, bytes(""))).toThrow(new RangeError(message));
    },
  );

  it("refuses links that lead out, also to write through them", () => {
    symlinkSync(join(root, "secret.txt"), join(root, "bucket/link"));
    symlinkSync(root, join(root, "bucket/folder"));
    symlinkSync(join(root, "new.txt"), join(root, "bucket/dangling"));
    for (const key of ["link", "folder/secret.txt", "folder/new/x", "dangling"]) {
      const message = `The key "${key}" leads out of its bucket's folder through a link`;
      expect(() => store.get("b", key)).toThrow(new RangeError(message));
      expect(() => store.put("b", key, bytes("x"))).toThrow(new RangeError(message));
    }
    expect(() => store.list("b", "link")).toThrow("leads out");
    expect(store.list("b", "in/")).toHaveLength(1);
    expect(readFileSync(join(root, "secret.txt"), "utf8")).toBe("secret");
  });

  it("follows links to files inside, and lists none to folders", () => {
    symlinkSync("in/a.csv", join(root, "bucket/link"));
    symlinkSync(".", join(root, "bucket/loop"));
    expect(store.get("b", "link")?.size).toBe(4);
    expect(store.list("b").map(({ key }) => key)).toEqual(["in/a.csv", "link", "é.txt"]);
  });

  it("tells an ItemReader what is wrong", () => {
    const read = (Bucket: string, Key: string) => () =>
      readItems(store, {
        resource: "arn:aws:states:::s3:getObject",
        arguments: { Bucket, Key },
        config: { InputType: "CSV" },
      });
    expect(read("b", "in/a.csv")()).toEqual([{ value: { x: "1" }, source: "S3://b/in/a.csv" }]);
    expect(read("b", "../x")).toThrow(/ItemReaderFailed: The key "..\/x" names no file/);
    expect(read("other", "x")).toThrow("States.ItemReaderFailed: The specified bucket does not exist: other");
  });
});
