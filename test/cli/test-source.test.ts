import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openTestFile } from "../../packages/asl-cli/src/test/test-source.js";
import { workFolder } from "../support/asl.js";

const { file, path } = workFolder();
const open = (name: string) => openTestFile(join(path, name));

describe("a test file", () => {
  it.each<[string, string, string, string]>([
    [
      "expect, in YAML",
      "a.asl.test.yaml",
      "cases:\n  - name: a\n    expect: { output: 1 }\n    expect: { status: SUCCEEDED }\n",
      ':4:5: error: "expect" is written twice: the first is at line 3',
    ],
    [
      "name",
      "b.asl.test.yaml",
      "cases:\n  - name: a\n    name: b\n",
      ':3:5: error: "name" is written twice: the first is at line 2',
    ],
    [
      "output, in JSON",
      "c.asl.test.json",
      '{ "cases": [{ "name": "a", "expect": { "output": 1,\n"output": 2 } }] }',
      ':2:1: error: "output" is written twice: the first is at line 1',
    ],
  ])("is refused that says %s twice", async (_, name, text, message) => {
    file(name, text);
    await expect(open(name)).rejects.toThrow(message);
  });

  it("keeps a quoted key << as data", async () => {
    file("quoted.asl.test.yaml", 'definition: a.json\ncases: [{ name: a, input: { "<<": { b: 1 } } }]\n');
    const { cases } = await open("quoted.asl.test.yaml");
    expect(cases[0].input).toEqual({ "<<": { b: 1 } });
  });

  it("merges with a plain key <<", async () => {
    file("merged.asl.test.yaml", "definition: a.json\ncases: [{ name: a, input: { <<: { b: 1 }, c: 2 } }]\n");
    const { cases } = await open("merged.asl.test.yaml");
    expect(cases[0].input).toEqual({ b: 1, c: 2 });
  });
});
