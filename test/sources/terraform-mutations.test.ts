import { describe, expect, it } from "vitest";
import { type Diagnostic, validate } from "../../packages/asl-core/src/definition/index.js";
import { readTerraform } from "../../packages/asl-core/src/sources/terraform.js";
import { mutateText } from "../fuzz/mutate-text.mjs";
import { generator } from "../support/generator.mjs";
import { EXAMPLES } from "./terraform-texts.js";

const ROUNDS = Number(process.env.ROUNDS ?? 40);

/** What the language is made of, put in anywhere. */
const PIECES = [
  "${",
  "}",
  "%{",
  '"',
  "<<EOF\n",
  "EOF",
  "\n",
  "{",
  "[",
  "(",
  "/*",
  "#",
  "$${",
  "~}",
  "=",
  ".",
  "local.x",
];

const examples = Object.values(EXAMPLES);
const texts = examples.map(({ text }) => text);

function mutated(text: string, pick: (below: number) => number): string {
  if (pick(2) === 0) return mutateText(text, texts[pick(texts.length)], pick);
  const at = pick(text.length);
  return text.slice(0, at) + PIECES[pick(PIECES.length)] + text.slice(at + pick(3));
}

const rangesOf = (one: Diagnostic) => [one.range, ...(one.related ?? []).map(({ range }) => range)];

function outside(said: Diagnostic, text: string): boolean {
  return rangesOf(said).some(
    (range) =>
      range !== undefined &&
      !(0 <= range.start.offset && range.start.offset <= range.end.offset && range.end.offset <= text.length),
  );
}

describe("readTerraform of damaged files", () => {
  it.each(Object.entries(EXAMPLES))("points into the text and throws nothing: %s", async (_, example) => {
    const pick = generator(example.text.length);
    for (let round = 0; round < ROUNDS; round++) {
      const text = mutated(example.text, pick);
      const file = example.file ?? "main.tf";
      const files: Record<string, string> = { ...example.files, [file]: text };
      if (pick(3) === 0) for (const path in example.files) files[path] = mutated(example.files[path], pick);
      const open = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined);
      const source = await readTerraform(file, text, { open });
      const said = [
        ...source.diagnostics,
        ...source.machines.flatMap((one) => validate(one.read).map((found) => ({ ...found, file: one.file }))),
      ];
      const wrong = said.filter((one) => outside(one, files[one.file]));
      expect(wrong, text).toEqual([]);
    }
  });
});

/** Texts that would cost a careless reader its time or its stack. */
const HOSTILE: Record<string, string> = {
  "brackets that never close": `x = ${"[".repeat(300_000)}`,
  "braces that never close": `x = ${"{".repeat(300_000)}`,
  "interpolations that never close": `x = "${"${".repeat(150_000)}`,
  "quotes inside interpolations": `x = ${'"${'.repeat(100_000)}`,
  "blocks in blocks": "a {\n".repeat(100_000),
  "heredocs without end": "x = <<A\n".repeat(50_000),
  "heredocs with different marks": Array.from({ length: 30_000 }, (_, index) => `x${index} = <<E${index}\n`).join(""),
  "blocks with heredocs without end": 'resource "a" "b" {\n x = <<A\n}\n'.repeat(20_000),
  "strings without end": 'x = "abc\n'.repeat(60_000),
  "a long string": `x = "${"$".repeat(1_000_000)}"`,
  "many escapes": `x = "${"$${".repeat(200_000)}"`,
  "many operators": `x = 1${" + 1".repeat(200_000)}\n`,
  "many signs": `x = ${"-".repeat(300_000)}1`,
  "many conditions": `x = ${"a ? b : ".repeat(100_000)}c`,
  "many steps": `x = a${".b".repeat(300_000)}\n`,
  "many blanks": `x${" ".repeat(500_000)}y${" ".repeat(500_000)}`,
  "comments without end": "/*".repeat(300_000),
  "values that refer to each other": `locals {\n${Array.from({ length: 5000 }, (_, index) => `a${index} = "x\${local.a${index + 1}}"`).join("\n")}\n}\n`,
  "values that double": `locals {\n a0 = "xxxxxxxxxx"\n${Array.from({ length: 60 }, (_, index) => `a${index + 1} = "\${local.a${index}}\${local.a${index}}"`).join("\n")}\n}\n`,
  "lists that double": `locals {\n a0 = ["x"]\n${Array.from({ length: 40 }, (_, index) => `a${index + 1} = concat(local.a${index}, local.a${index})`).join("\n")}\n}\n`,
  "objects that double": `locals {\n a0 = {}\n${Array.from({ length: 60 }, (_, index) => `a${index + 1} = { l = local.a${index}, r = local.a${index} }`).join("\n")}\n}\n`,
};

const USERS = Array.from(
  { length: 3 },
  (_, index) =>
    `\nresource "aws_sfn_state_machine" "m${index}" {\n  definition = ${["local.a60", "jsonencode(local.a40)", '"x${jsonencode(local.a60)}"'][index]}\n}\n`,
).join("");

describe("readTerraform of hostile files", () => {
  it.each(Object.entries(HOSTILE))("ends: %s", async (_, text) => {
    const source = await readTerraform("main.tf", text + USERS);
    for (const one of source.diagnostics) expect(outside(one, text + USERS)).toBe(false);
    const json = await readTerraform("main.tf.json", JSON.stringify({ locals: { x: text.slice(4) } }));
    expect(json.diagnostics.length).toBeLessThan(10);
  });
});
