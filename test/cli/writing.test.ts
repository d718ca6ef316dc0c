import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeIntoFolder, writeTextFile } from "../../packages/asl-cli/src/files.js";
import { makeFolder } from "../../packages/asl-cli/src/make-folder.js";
import { checkWritten } from "../../packages/asl-cli/src/run/written-file.js";
import { tapReporter } from "../../packages/asl-cli/src/test/tap.js";
import { workFolder } from "../support/asl.js";

const { path } = workFolder();

describe("making a folder", () => {
  it("makes those above it, and leaves one that is there alone", () => {
    makeFolder(join(path, "a/b/c"));
    makeFolder(join(path, "a/b/c"));
    expect(existsSync(join(path, "a/b/c"))).toBe(true);
  });

  it("ends where a file stands in the way", () => {
    writeFileSync(join(path, "taken"), "");
    expect(() => makeFolder(join(path, "taken/below"))).toThrow(/ENOTDIR|EEXIST/);
    expect(() => makeFolder(join(path, "taken"))).toThrow(/EEXIST/);
  });

  it.runIf(existsSync("/proc/self"))("ends on a file system that makes no folders", () => {
    expect(() => makeFolder("/proc/nope/below")).toThrow(/ENOENT|EACCES/);
  });
});

describe("writing a file", () => {
  it.each<[string, string, string]>([
    ["a folder", "folder", "it is a folder"],
    ["a file below a file", "taken/below", "a file stands where a folder would have to be made"],
    ["a name that is too long", "x".repeat(300), "its name is too long"],
  ])("says in words why it cannot write %s", (_, name, why) => {
    mkdirSync(join(path, "folder"), { recursive: true });
    writeFileSync(join(path, "taken"), "");
    expect(() => writeTextFile(join(path, name), "")).toThrow(why);
  });

  it("makes no folders, but for those who fill a folder of their own", () => {
    const file = join(path, "new", "deeper", "x.html");
    expect(() => writeTextFile(file, "")).toThrow(`there is no folder ${join(path, "new", "deeper")}`);
    expect(() => checkWritten("report", file, {})).toThrow("there is no folder");
    expect(existsSync(join(path, "new"))).toBe(false);
    writeIntoFolder(file, "");
    expect(existsSync(file)).toBe(true);
  });

  it.runIf(existsSync("/proc/self"))("says that its folder cannot be made", () => {
    expect(() => writeIntoFolder("/proc/nope/report.json", "")).toThrow(/its folder cannot be made|may not be written/);
  });
});

describe("the TAP report", () => {
  it("shows control characters of a name as text", () => {
    const one = { name: "a\u001b[31m\nb \\ #", outcome: "passed" } as never;
    const text = tapReporter.end([{ file: "x.yaml", cases: [one], written: [], opened: [] }], 0);
    expect(text).not.toContain("\u001b");
    expect(text.split("\n")[2]).toMatch(/^ok 1 - x\.yaml: a.*\[31m b .* \\#$/);
  });
});
