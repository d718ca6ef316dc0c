import { describe, expect, it } from "vitest";
import { validate } from "../../packages/asl-core/src/definition/index.js";
import { readSource, type SourceMachine } from "../../packages/asl-core/src/sources/index.js";
import { readTerraform } from "../../packages/asl-core/src/sources/terraform.js";
import { EXAMPLES, type Example } from "./terraform-texts.js";

const open =
  (example: Example) =>
  (path: string): string | undefined =>
    example.files?.[path];
const textOf = (example: Example, { file, read }: SourceMachine): string =>
  file === (example.file ?? "main.tf") ? example.text : read.text;

describe("readTerraform", () => {
  it.each(Object.entries(EXAMPLES))("reads %s", async (_, example) => {
    const source = await readTerraform(example.file ?? "main.tf", example.text, { open: open(example) });
    const machines = Object.fromEntries(source.machines.map((machine) => [machine.id, machine]));
    const readOf = ([id, { read }]: [string, SourceMachine]) => [id, read.value ?? read.diagnostics];
    expect(Object.fromEntries(Object.entries(machines).map(readOf))).toEqual(example.machines);
    expect(source.diagnostics.map(({ rule }) => rule)).toEqual(example.said ?? []);
    for (const [id, type] of Object.entries(example.types ?? {})) expect(machines[id].type).toBe(type);
    for (const [id, machine] of Object.entries(machines)) {
      const unknown = [...(machine.read.unknown ?? [])];
      expect(unknown, id).toEqual(example.unknown?.[id] ?? []);
      expect(machine.read.diagnostics).toEqual([]);
    }
    for (const [id, pointer, written, part] of example.places ?? []) {
      const range = machines[id].read.locate(pointer, part);
      const text = textOf(example, machines[id]);
      expect(text.slice(range?.start.offset, range?.end.offset), `${id} ${pointer}`).toBe(written);
    }
  });
});

const machine = (definition: string, name = "m"): string =>
  `resource "aws_sfn_state_machine" "${name}" {\n  definition = ${definition}\n}\n`;

const encoded = (members: string): string => machine(`jsonencode({ ${members} })`);

/** Definitions of which Terraform alone knows a part. */
const PARTS: Record<string, string> = {
  "all states": encoded(`StartAt = "A", States = merge(var.x ? {} : { B = 1 }, { A = { Type = "Succeed" } })`),
  "a state": encoded(`StartAt = "A", States = { A = local.a, B = { Type = "Succeed" } }`),
  "a target": encoded(`StartAt = "A", States = { A = { Type = "Pass", Next = var.next }, B = { Type = "Succeed" } }`),
  branches: encoded(
    `StartAt = "A", States = { A = { Type = "Parallel", Branches = [for b in var.x : b], End = true } }`,
  ),
  "a branch": encoded(`StartAt = "A", States = { A = { Type = "Parallel", Branches = [local.b], End = true } }`),
  "a type": encoded(`StartAt = "A", States = { A = { Type = var.t, Next = "B" }, B = { Type = "Succeed" } }`),
  "the query language": encoded(
    `QueryLanguage = var.l, StartAt = "A", States = { A = { Type = "Pass", Output = "{% 1 %}", End = true } }`,
  ),
  "the first state": encoded(`StartAt = var.s, States = { A = { Type = "Pass", End = true } }`),
  "a state's name": encoded(
    `StartAt = "A", States = { A = { Type = "Pass", Next = "x" }, (var.k) = { Type = "Pass", End = true } }`,
  ),
  "several names": encoded(
    `StartAt = var.k, States = { (var.k) = { Type = "Pass", Next = "\${var.p}-b" }, "\${var.p}-b" = { Type = "Succeed" } }`,
  ),
  choices: encoded(
    `StartAt = "A", States = { A = { Type = "Choice", Choices = [for x in var.x : x] }, B = { Type = "Succeed" } }`,
  ),
  "retries and parameters": encoded(
    `StartAt = "A", States = { A = { Type = "Task", Resource = local.r, Retry = local.retry, Catch = var.c, Parameters = merge(local.p, {}), End = true } }`,
  ),
  times: encoded(
    `StartAt = "A", States = { A = { Type = "Wait", Seconds = "\${var.s}", Next = "B" }, B = { Type = "Wait", Timestamp = var.t, End = true } }`,
  ),
  "a part of a resource": encoded(
    `StartAt = "A", States = { A = { Type = "Task", Resource = "\${module.f.arn}:$LATEST", End = true } }`,
  ),
  "values without quotes in a heredoc": machine(
    `<<EOF\n{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "\${module.x.arn}", "Parameters": \${jsonencode(var.p)}, "Retry": \${local.retry}, "Next": "\${var.n}"}, "B": {"Type": "Succeed"}}}\nEOF`,
  ),
};

describe("a definition in Terraform", () => {
  it.each(Object.entries(PARTS))("has no fault where only Terraform knows %s", async (_, text) => {
    const source = await readTerraform("main.tf", text);
    expect(source.diagnostics).toEqual([]);
    expect(source.machines.flatMap(({ read }) => validate(read))).toEqual([]);
  });

  it("takes values for expressions, by their text", async () => {
    const substitutions = { "var.next": "B", 'aws_x.y["a"].arn': "arn", "aws_x.y[b].arn": "arn:b", "local.n": 5 };
    const text = encoded(`a = var.next, b = [aws_x.y["a"].arn, aws_x.y["b"].arn], c = "x\${local.n}", d = local.n`);
    const [{ read }] = (await readTerraform("main.tf", text, { substitutions })).machines;
    expect(read.value).toEqual({ a: "B", b: ["arn", "arn:b"], c: "x5", d: 5 });
    expect(read.unknown?.size).toBe(0);
  });

  it.each([
    ["b", ["b"]],
    ["aws_sfn_state_machine.b", ["aws_sfn_state_machine.b"]],
    ["c", []],
  ])("is found by its name or its address: %s", async (only, ids) => {
    const text = machine('"{}"', "a") + machine('"{}"', "b");
    const source = await readSource("main.tf", text, { only });
    expect(source.machines.map(({ id }) => id)).toEqual(ids);
    expect(source.diagnostics.map(({ rule }) => rule)).toEqual(ids.length > 0 ? [] : ["unknown-machine"]);
  });

  it.each(["main.tf", "main.tofu", "main.tf.json", "plan.json"])("is found in %s", async (file) => {
    const resource = { aws_sfn_state_machine: { m: { definition: "{}" } } };
    const planned = { address: "aws_sfn_state_machine.m", type: "aws_sfn_state_machine", values: { definition: "{}" } };
    const plan = { format_version: "1.2", planned_values: { root_module: { resources: [planned] } } };
    const json = file.startsWith("plan") ? plan : { resource };
    const source = await readSource(file, file.endsWith(".json") ? JSON.stringify(json) : machine('"{}"'));
    expect(source.kind).toBe("terraform");
    expect(source.machines.map(({ id, type, read }) => [id, type, read.value])).toEqual([["m", "STANDARD", {}]]);
  });
});
