import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type MachineType, validate } from "../../packages/asl-core/src/definition/index.js";
import { readSource } from "../../packages/asl-core/src/sources/index.js";
import { listed, page as text } from "./exceptions.js";
import { sharedFolder } from "./shared.js";

interface Workflow {
  file: string;
  machine_type?: MachineType;
}

const folder = sharedFolder("realdata", "workflows");

/** The rules that refuse a file, by their names. */
async function refusals({ file, machine_type }: Workflow): Promise<string> {
  const text = readFileSync(join(folder!, "..", file), "utf8");
  const { diagnostics, machines } = await readSource(file, text);
  const found = machines.flatMap(({ read, type }) => validate(read, { type: type ?? machine_type, warnings: false }));
  const errors = [...diagnostics, ...found].filter(({ severity }) => severity === "error");
  return [...new Set(errors.map(({ rule }) => `\`${rule}\``))].join(", ");
}

describe.skipIf(folder === undefined)("real definitions", () => {
  it("are accepted, but for those on the page", async () => {
    const manifest = JSON.parse(readFileSync(join(folder!, "manifest.json"), "utf8")) as Workflow[];
    const refused = new Map<string, string>();
    for (const one of manifest) {
      const rules = await refusals(one);
      if (rules !== "") refused.set(one.file.replace(/^workflows\//, "").replace("/", ":"), rules);
    }
    const page = [...listed("Real definitions")].map(([file, [rules]]) => [file, rules]);
    expect(Object.fromEntries(refused)).toEqual(Object.fromEntries(page));
    expect(text).toContain(`Of ${manifest.length} definitions from public repositories ${refused.size} are refused`);
  });

  it("are told of the same whatever was validated in between", () => {
    const manifest = JSON.parse(readFileSync(join(folder!, "manifest.json"), "utf8")) as Workflow[];
    for (const { file } of manifest) {
      const text = readFileSync(join(folder!, "..", file), "utf8");
      const first = validate(text);
      validate(text.replace(/"\$\.(\w+)"|\{% (\w)/, (whole) => whole.replace(/\w/, "edited")));
      expect(validate(text), file).toEqual(first);
    }
  }, 60_000);
});
