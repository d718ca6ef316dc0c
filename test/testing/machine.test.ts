import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DefinitionError, loadMachine } from "asl-core/testing";
import { afterAll, describe, expect, it } from "vitest";
import { readText } from "../../packages/asl-core/src/definition/index.js";

const folder = mkdtempSync(join(tmpdir(), "asl-testing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file and gives its path. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const DEFINITION = `{"StartAt":"A","States":{"A":{"Type":"Pass","Result":1,"End":true}}}`;
const YAML = "StartAt: A\nStates:\n  A: { Type: Pass, Result: 1, End: true }\n";
const TEMPLATE = `Resources:
  One:
    Type: AWS::Serverless::StateMachine
    Properties: { Type: EXPRESS, Definition: { StartAt: A, States: { A: { Type: Pass, Result: 1, End: true } } } }
  Two:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: { StartAt: B, States: { B: { Type: Pass, Result: 2, End: true } } } }
`;

describe("loadMachine", () => {
  it.each([
    ["JSON", file("order.asl.json", DEFINITION), "order"],
    ["YAML", file("trip.asl.yaml", YAML), "trip"],
    [
      "JSON5",
      file("five.asl.json5", `{StartAt: 'A', States: {A: {Type: 'Pass', Result: 1, End: true}}, /* c */}`),
      "five",
    ],
    ["one machine of a template", `${file("template.yaml", TEMPLATE)}#One`, "One"],
  ])("reads %s", async (_, path, name) => {
    const machine = await loadMachine(path);
    expect(machine.name).toBe(name);
    expect(machine.file).toBe(path.replace(/#.*/, ""));
    expect((await machine.run()).output).toBe(1);
  });

  it("takes a definition, and a text that has been read", async () => {
    expect((await (await loadMachine(JSON.parse(DEFINITION))).run()).output).toBe(1);
    const machine = await loadMachine(readText(DEFINITION));
    expect(machine.read?.text).toBe(DEFINITION);
    expect((await machine.run()).output).toBe(1);
  });

  it("takes the type that the file says", async () => {
    const machine = await loadMachine(`${file("typed.yaml", TEMPLATE)}#One`);
    expect((await machine.run()).raw.execution.type).toBe("EXPRESS");
    expect((await machine.run({ type: "STANDARD" })).raw.execution.type).toBe("STANDARD");
  });

  it("finds files beside the test", async () => {
    file("beside.asl.json", DEFINITION);
    const from = pathToFileURL(join(folder, "x.test.ts")).href;
    expect((await loadMachine("./beside.asl.json", { from })).name).toBe("beside");
  });

  it("fills placeholders", async () => {
    const path = file("filled.asl.json", DEFINITION.replace('"Result":1', '"Result":"${Table}"'));
    const machine = await loadMachine(path, { substitutions: { Table: "orders" } });
    expect((await machine.run()).output).toBe("orders");
  });

  it("remembers nothing", async () => {
    const path = file("changing.asl.json", DEFINITION);
    await loadMachine(path);
    writeFileSync(path, DEFINITION.replace('"Result":1', '"Result":2'));
    expect((await (await loadMachine(path)).run()).output).toBe(2);
  });

  it("refuses what AWS would refuse, with file and line", async () => {
    const path = file("wrong.asl.yaml", YAML.replace("StartAt: A", "StartAt: B"));
    const error = (await loadMachine(path).catch((reason: unknown) => reason)) as DefinitionError;
    expect(error).toBeInstanceOf(DefinitionError);
    expect(error.message).toContain(`${path}:1:10: error`);
    expect(error.diagnostics[0].code).toBe("MISSING_TRANSITION_TARGET");
  });

  it("refuses placeholders that stand where no text can", async () => {
    const path = file(
      "open.asl.json",
      DEFINITION.replace('"Type":"Pass","Result":1', '"Type":"Wait","Seconds":${Rest}'),
    );
    await expect(loadMachine(path)).rejects.toThrow(/substitutions/);
    expect((await (await loadMachine(path, { substitutions: { Rest: 5 } })).run()).duration).toBe(5000);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      "a file that is not there",
      () => join(folder, "none.json"),
      /there is no file .*none\.json: paths start from the work/,
    ],
    [
      "a name that is nearly that of a file",
      () => `${file("order.asl.json", DEFINITION)}n`,
      /did you mean .*order\.asl\.json\?/,
    ],
    ["a folder", () => folder, /asl-testing-\w+ is a folder/],
    [
      "several machines without a name",
      () => file("many.yaml", TEMPLATE),
      /holds 2 state machines: One, Two; name one: ".*many.yaml#One"/,
    ],
    ["a machine that is not there", () => `${file("other.yaml", TEMPLATE)}#Tow`, /Two/],
    ["the text of a definition", () => DEFINITION, /a text is passed as readText\(text\)/],
    ["neither path nor definition", () => 3, /takes a path or a definition/],
  ])("refuses %s", async (_, source, message) => {
    await expect(loadMachine(source() as string)).rejects.toThrow(message);
  });

  it("keeps the system's own code of a file that is not there", async () => {
    await expect(loadMachine(join(folder, "none.json"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
