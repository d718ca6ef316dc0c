import { describe, expect, it } from "vitest";
import type { SourceMachine } from "../../packages/asl-core/src/sources/index.js";
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
