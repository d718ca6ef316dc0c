import { describe, expect, it } from "vitest";
import { validate } from "../../packages/asl-core/src/definition/index.js";
import { readTerraform } from "../../packages/asl-core/src/sources/terraform.js";

/** Where a fault of a definition is shown: `⟦…⟧` marks the place in the file that must be told. */
interface Fault {
  text: string;
  rule: string;
  files?: Record<string, string>;
  /** The file in which the marks stand. */
  file?: string;
}

const machine = (definition: string): string =>
  `# orders\nresource "aws_sfn_state_machine" "m" {\n  name = "m"\n  definition = ${definition}\n}\n`;

const FAULTS: Record<string, Fault> = {
  "a missing target in a heredoc": {
    text: machine(`<<EOF\n{"StartAt": ⟦"B"⟧, "States": {"A": {"Type": "Succeed"}}}\nEOF`),
    rule: "missing-target",
  },
  "an object at the beginning of JSONata in jsonencode, which Terraform takes for a directive": {
    text: machine(
      `jsonencode({ StartAt = "A", QueryLanguage = "JSONata", States = { A = { Type = "Pass", Output = "{⟦%⟧{ 'a': 1 }%}", End = true } } })`,
    ),
    rule: "invalid-terraform",
  },
  "an object at the beginning of JSONata in a heredoc": {
    text: machine(
      `<<EOF\n{"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Output": "{⟦%⟧{'a': 1}%}", "End": true}}}\nEOF`,
    ),
    rule: "invalid-terraform",
  },
  "a missing target in an indented heredoc": {
    text: machine(
      `<<-EOF\n    {\n      "StartAt": "A",\n      "States": {"A": {"Type": "Pass", "Next": ⟦"Bé"⟧}}\n    }\n  EOF`,
    ),
    rule: "missing-target",
  },
  "a missing target in jsonencode": {
    text: machine(`jsonencode({ StartAt = ⟦"B"⟧, States = { A = { Type = "Succeed" } } })`),
    rule: "missing-target",
  },
  "a syntax error of the JSON": {
    text: machine(`<<-EOF\n    {\n      "StartAt": "A",\n    ⟦}⟧\n  EOF`),
    rule: "invalid-json",
  },
  "a character of a path, behind escapes of a heredoc": {
    text: machine(
      `<<EOF\n{"StartAt": "A", "States": {"A": {"Type": "Pass", "Comment": "$\${x} %%{y}", "InputPath": "$.a[⟦x⟧]", "End": true}}}\nEOF`,
    ),
    rule: "bad-path",
  },
  "a character of a path in jsonencode, behind an escape": {
    text: machine(
      `jsonencode({\n  StartAt = "A"\n  States = {\n    A = { Type = "Pass", InputPath = "$['\\u00e9'].a[⟦x⟧]", End = true }\n  }\n})`,
    ),
    rule: "bad-path",
  },
  "a value of a local": {
    text: `${machine("jsonencode({ StartAt = local.first, States = local.states })")}locals {\n  first = ⟦"Z"⟧\n  states = { A = { Type = "Succeed" } }\n}\n`,
    rule: "missing-target",
  },
  "a value put into a text, at its place": {
    text: `${machine(`<<EOF\n{"StartAt": ⟦"\${local.first}"⟧, "States": {"A": {"Type": "Succeed"}}}\nEOF`)}locals { first = "Z" }\n`,
    rule: "missing-target",
  },
  "a number where a text is wanted": {
    text: machine(`jsonencode({ StartAt = "A", States = { A = { Type = "Wait", Seconds = ⟦"x"⟧, End = true } } })`),
    rule: "not-an-integer",
  },
  "a key": {
    text: machine(`jsonencode({ StartAt = "A", States = { A = { Type = "Succeed", ⟦Nxet⟧ = "B" } } })`),
    rule: "unsupported-field",
  },
  "a fault in a file that templatefile fills": {
    text: machine(`templatefile("a.json", { start = "B" })`),
    files: { "a.json": `{"StartAt": ⟦"\${start}"⟧, "States": {"A": {"Type": "Succeed"}}}` },
    file: "a.json",
    rule: "missing-target",
  },
  "a fault in a file": {
    text: machine(`file("\${path.module}/a.json")`),
    files: { "a.json": `\n\n  {"StartAt": ⟦"B"⟧, "States": {"A": {"Type": "Succeed"}}}` },
    file: "a.json",
    rule: "missing-target",
  },
  "a heredoc without end": {
    text: `${machine(`⟦<⟧<EOF\n{}`)}EOF2`,
    rule: "invalid-terraform",
  },
  "an object that is not closed": {
    text: machine(`jsonencode(⟦{⟧\n    StartAt = "A"\n    States = { A = { Type = "Succeed" }\n  })`),
    rule: "invalid-terraform",
  },
  "a string without end": { text: `locals {\n  a = "x⟦\n⟧}\n`, rule: "not-terraform" },
  "an object without end": { text: `locals {\n  a = ⟦{⟧\n    b = 1\n`, rule: "not-terraform" },
  "a definition of another file": {
    text: machine("jsonencode(⟦local.other⟧)"),
    rule: "terraform-computed",
  },
  "a file that is not there": {
    text: machine(`templatefile(⟦"\${path.module}/x.json"⟧, {})`),
    rule: "definition-not-opened",
  },
  "a directive": {
    text: machine(`<<EOF\n{⟦%{ if true }⟧ "a": 1 %{ endif }}\nEOF`),
    rule: "terraform-computed",
  },
};

const marked = (text: string): string | undefined => /⟦(.*)⟧/s.exec(text)?.[1];
const unmarked = (text: string): string => text.replace(/[⟦⟧]/g, "");

describe("a fault in Terraform", () => {
  it.each(Object.entries(FAULTS))("is shown where it stands: %s", async (_, { text, rule, files = {}, file }) => {
    const open = (path: string) => (Object.hasOwn(files, path) ? unmarked(files[path]) : undefined);
    const source = await readTerraform("main.tf", unmarked(text), { open });
    const found = source.machines.flatMap((one) => validate(one.read).map((said) => ({ ...said, file: one.file })));
    const said = [...source.diagnostics, ...found].find((one) => one.rule === rule);
    expect(said, JSON.stringify([...source.diagnostics, ...found])).toBeDefined();
    const written = file === undefined ? text : files[file];
    expect(said?.file).toBe(file ?? "main.tf");
    expect(said?.range?.start.offset).toBe(written.indexOf("⟦"));
    const part = unmarked(written).slice(said?.range?.start.offset, said?.range?.end.offset);
    expect(part).toBe(marked(written));
  });

  it("is told once where a brace is missing, and names the brace", async () => {
    const { text } = FAULTS["an object that is not closed"];
    const { diagnostics } = await readTerraform("main.tf", unmarked(text));
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "Terraform refuses this state machine: `}` is missing: the object that begins here is not closed before `)`",
    ]);
  });

  it("of JSONata that begins with an object says how to write it", async () => {
    const { text } = FAULTS["an object at the beginning of JSONata in a heredoc"];
    const [one] = (await readTerraform("main.tf", unmarked(text))).diagnostics;
    expect(one.hint).toMatch(/write `\{% \{`, or `\{%%\{`/);
  });
});
