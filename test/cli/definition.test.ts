import { chmodSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";
import { itUnless } from "../support/it-unless.js";

const { asl, file, path } = workFolder();
const isRoot = process.getuid?.() === 0;

beforeAll(built, 240_000);

const BROKEN = `{
  "StartAt": "Hello",
  "States": {
    "Hello": { "Type": "Pass", "Next": "Wrold" },
    "World": { "Type": "Pas", "End": true }
  }
}`;

describe("asl run", () => {
  it("shows every fault of a definition with its place, an excerpt and a hint", async () => {
    file("broken.asl.json", BROKEN);
    const { code, stdout, stderr } = await asl(["run", "broken.asl.json"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^broken\.asl\.json:4:40: error: .*\n4 \| .*\n {2}\| {40}\^+$/m);
    expect(stderr).toMatch(/^broken\.asl\.json:5:24: error: .*$/m);
    expect(stderr).toMatch(/hint: Did you mean "?World"?/);
  });

  it("gives the faults as JSON with --json", async () => {
    const { code, stdout, stderr } = await asl(["run", "broken.asl.json", "--json"]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
    const { status, diagnostics } = JSON.parse(stdout);
    expect(status).toBe("INVALID");
    expect(diagnostics[0]).toMatchObject({
      ...{ file: "broken.asl.json", machine: "", severity: "error" },
      range: { start: { line: 4, column: 40 } },
      documentation: expect.stringMatching(/docs\/diagnostics\.md#./),
    });
  });

  it.each<[string, string | Buffer, RegExp]>([
    ["is empty", "", /x\.asl\.json is empty/],
    ["is blank", " \n ", /x\.asl\.json is empty/],
    ["is no JSON", '{"StartAt": }', /^x\.asl\.json:1:13: error: .*\n1 \| \{"StartAt": \}\n/],
    ["is cut off", '{"StartAt": "A", "States": {', /^x\.asl\.json:1:29: error: [\s\S]*hint: The text ends too early/],
    ["is a list", "[]", /^x\.asl\.json:1:1: error: Definition must be a valid JSON object/],
    ["is a number", "7", /^x\.asl\.json:1:1: error/],
    ["is a binary file", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), /is a binary file/],
    ["is no UTF-8", Buffer.from('{"Comment": "\xe9"}', "latin1"), /is not UTF-8 text/],
    ["is UTF-16", Buffer.from("\ufeff{}", "utf16le"), /is UTF-16 text/],
    ["is too deep", `${"[".repeat(5000)}${"]".repeat(5000)}`, /^x\.asl\.json:.*error/],
    ["has 50 MB", `{"Comment": "${"x".repeat(50_000_000)}"}`, /^x\.asl\.json:1:1: error: .*characters/],
    ["has a thousand faults", `{"States": {${Array.from({ length: 500 }, (_, i) => `"${i}": {}`)}}}`, /… and \d+ more/],
  ])("tells where a definition %s", async (_, text, message) => {
    file("x.asl.json", text);
    const { code, stderr } = await asl(["run", "x.asl.json"]);
    expect(stderr).toMatch(message);
    expect(stderr.length).toBeLessThan(100_000);
    expect(code).toBe(3);
  });

  it.each<[string, string, RegExp]>([
    ["is no YAML", "StartAt: [A\nStates: }", /^x\.yaml:\d+:\d+: error/],
    ["has a fault", "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: B\n", /^x\.yaml:5:\d+: error/m],
    ["has tabs", "StartAt: A\nStates:\n\tA: {}\n", /^x\.yaml:\d+:\d+: error/],
    ["repeats itself without end", "a: &a [*a, *a]\nStartAt: A\n", /^x\.yaml:\d+:\d+: error/],
  ])("tells where a YAML definition %s", async (_, text, message) => {
    file("x.yaml", text);
    const { code, stderr } = await asl(["run", "x.yaml"]);
    expect(stderr).toMatch(message);
    expect(code).toBe(3);
  });

  it.each<[string, string, RegExp]>([
    ["is missing", "nope.asl.json", /cannot read the definition: there is no file nope\.asl\.json/],
    ["lies in a file", "broken.asl.json/x", /there is no file/],
    ["is a folder", ".", /is a folder/],
  ])("tells that a definition %s", async (_, name, message) => {
    const { code, stderr } = await asl(["run", name]);
    expect(stderr).toMatch(message);
    expect(code).toBe(3);
  });

  itUnless(isRoot || process.platform === "win32", "root reads everything, and Windows has no such mode")(
    "tells that a definition may not be read",
    async () => {
      chmodSync(join(path, file("secret.asl.json", "{}")), 0);
      const { code, stderr } = await asl(["run", "secret.asl.json"]);
      expect(stderr).toMatch(/may not be read/);
      expect(code).toBe(3);
    },
  );

  it("reads a definition without an ending by its content", async () => {
    file("machine", "StartAt: A\nStates:\n  A: { Type: Succeed }\n");
    expect((await asl(["run", "machine"])).code).toBe(0);
  });

  itUnless(process.platform === "win32", "Windows has no such pipe")(
    "stops quietly where nobody reads on",
    async () => {
      file("loop.asl.json", {
        StartAt: "L",
        States: {
          L: { Type: "Choice", Choices: [{ Variable: "$", IsNull: true, Next: "E" }], Default: "L" },
          E: { Type: "Succeed" },
        },
      });
      const { code, stderr } = await asl(["run", "loop.asl.json"], { watch: (_, __, leave) => leave() });
      expect(code).toBe(141);
      expect(stderr).toBe("");
    },
  );
});
