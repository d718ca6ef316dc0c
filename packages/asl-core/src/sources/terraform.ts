import { parseJsonText } from "../definition/json-text.js";
import { Lines } from "../definition/positions.js";
import { MAX_DEPTH } from "../definition/read.js";
import { yamlFor } from "../definition/read-any.js";
import { parseJson } from "../json.js";
import { type EmbeddedText, readEmbedded, readInline } from "./embedded.js";
import { readHcl } from "./hcl/body.js";
import { inlined } from "./hcl/inline.js";
import { bodyOfJson } from "./hcl/json-body.js";
import { Module } from "./hcl/module.js";
import type { Block, Body, Expression, Problem } from "./hcl/syntax.js";
import { NO_DIRECTIVE } from "./hcl/template.js";
import { type HclText, type Origin, type UnknownValue, unknown, type Value } from "./hcl/value.js";
import { say } from "./say.js";
import type { Source, SourceDiagnostic, SourceMachine, SourceOptions } from "./source.js";
import { sourceMachine } from "./source-machine.js";
import { isTerraformPlan, plannedMachines } from "./terraform-plan.js";
import { TooMuchWork } from "./work.js";

/**
 * Reads Terraform: a `.tf` file, the same in JSON (`.tf.json`), or what `terraform show -json` prints of a plan or a
 * state. Machines are the resources `aws_sfn_state_machine` and `awscc_stepfunctions_state_machine` and modules that make
 * one of a `definition`; their ids are the names of the blocks, with the type before it where `only` has that. Nothing is
 * computed that takes a provider, a count or another file of the folder: where a definition depends on it as a whole, a
 * diagnostic says so; inside a definition it becomes a placeholder. Names of functions, activities, tables and so on
 * become ARNs of account 123456789012 in us-east-1. Never rejects. Linear in what is read, files that the file opens included.
 */
export async function readTerraform(file: string, text: string, options: SourceOptions = {}): Promise<Source> {
  const lines = new Lines(text);
  if (!/^\ufeff?\s*\{/.test(text)) return readModule({ name: file, text }, readHcl(text), lines, options);
  const value = parseJson(text);
  const { root, problems } = parseJsonText(text, MAX_DEPTH);
  if (value !== undefined && root !== undefined && isTerraformPlan(value))
    return sourceOf({ name: file, text }, plannedMachines(file, text, value, root, lines, options), []);
  const body = value === undefined || root === undefined ? EMPTY : bodyOfJson(text, value, root);
  const faults = value === undefined ? problems.filter(({ kind }) => kind === "syntax").slice(0, 1) : [];
  return readModule({ name: file, text }, { ...body, problems: faults }, lines, options);
}

const EMPTY: Body = { attributes: new Map(), blocks: [] };

const sourceOf = (file: HclText, machines: SourceMachine[], diagnostics: SourceDiagnostic[]): Source => ({
  kind: "terraform",
  file: file.name,
  text: file.text,
  machines,
  diagnostics,
});

/** Problems of a file that are said; one often brings others about. */
const MAX_SAID = 5;

async function readModule(
  file: HclText,
  body: Body & { problems: readonly Problem[] },
  lines: Lines,
  options: SourceOptions,
): Promise<Source> {
  const reader = new ModuleReader(file, body, lines, options);
  for (const { message, start, end } of body.problems.slice(0, MAX_SAID))
    reader.diagnostics.push(
      say(
        file.name,
        ruleOf(message, file.text, start),
        { problem: message, hint: hintOf(message) },
        lines.range(start, end),
      ),
    );
  const ids = new Set<string>();
  for (const block of body.blocks) {
    const found = foundMachine(block, ids);
    if (found === undefined) continue;
    ids.add(found.id);
    const { only } = options;
    if (only === undefined || only === found.id) await reader.read(found);
    else if (only === found.address) await reader.read({ ...found, id: only });
  }
  return sourceOf(file, reader.machines, reader.diagnostics);
}

/** JSONata writes `{%{` where it makes an object. */
const hintOf = (problem: string): string =>
  problem.startsWith(NO_DIRECTIVE)
    ? "For JSONata that begins with an object write `{% {`, or `{%%{`. The definition was not checked."
    : "The definition was not checked. `terraform validate` says more.";

const BLOCK = /^[a-z_]+(?:[ \t]+"([^"\n]*)"){0,2}[ \t]*\{/gm;

/** What Terraform refuses inside the block of a machine is an error: the machine is not checked. Linear. */
function ruleOf(problem: string, text: string, at: number): "invalid-terraform" | "not-terraform" {
  if (/nested deeper/.test(problem)) return "not-terraform";
  let header = "";
  for (const match of text.matchAll(BLOCK)) {
    if (match.index > at) break;
    header = match[0];
  }
  const type = /^resource[ \t]+"([^"]*)"/.exec(header)?.[1] ?? "";
  return Object.hasOwn(RESOURCES, type) ? "invalid-terraform" : "not-terraform";
}

interface Found {
  readonly id: string;
  readonly address: string;
  readonly block: Block;
  readonly definition: Expression | undefined;
}

const RESOURCES: Readonly<Record<string, string>> = {
  aws_sfn_state_machine: "definition",
  awscc_stepfunctions_state_machine: "definition_string",
};

const MODULES = /step-?_?functions?|state-?_?machine|\bsfn\b/i;

/** The state machine a block makes, if it does. A name that another one has is told from it by its type. */
function foundMachine(block: Block, ids: ReadonlySet<string>): Found | undefined {
  const [type, name = ""] = block.type === "resource" ? block.labels : [block.type, ...block.labels];
  const attribute = block.type === "resource" ? (Object.hasOwn(RESOURCES, type) ? RESOURCES[type] : "") : "definition";
  const definition = block.body.attributes.get(attribute)?.value;
  const isModule = block.type === "module" && definition !== undefined && MODULES.test(sourceOfModule(block));
  if (!isModule && (block.type !== "resource" || attribute === "")) return undefined;
  const address = `${type}.${name}`;
  return { id: ids.has(name) ? address : name, address, block, definition };
}

function sourceOfModule(block: Block): string {
  const source = block.body.attributes.get("source")?.value;
  return source?.type === "template"
    ? source.parts.map((part) => (part.type === "text" ? part.text : "")).join("")
    : "";
}

class ModuleReader {
  readonly machines: SourceMachine[] = [];
  readonly diagnostics: SourceDiagnostic[] = [];
  private readonly module: Module;
  private readonly lines: Map<HclText, Lines>;

  constructor(
    private readonly file: HclText,
    body: Body,
    lines: Lines,
    private readonly options: SourceOptions,
  ) {
    this.lines = new Map([[file, lines]]);
    this.module = new Module(file, body, options);
  }

  async read(found: Found): Promise<void> {
    try {
      const value = this.definition(found);
      if (found.definition?.type === "unreadable") return;
      if (value.type === "unknown") this.refuse(found, value);
      else await this.add(found, value);
    } catch (problem) {
      if (!(problem instanceof TooMuchWork)) throw problem;
      this.refuse(found, unknown(this.originOf(found), "its values multiply beyond measure"));
    }
  }

  private originOf({ block: { start, end } }: Found): Origin {
    return { file: this.file, start, end };
  }

  /** What is handed to AWS is a text: a bare object would be refused by Terraform. */
  private definition(found: Found): Value {
    const { definition } = found;
    if (definition === undefined) return unknown(this.originOf(found), "it has none");
    const value = this.module.value(definition);
    if (value.type === "json") return value.of.type === "unknown" ? value.of : value;
    if (value.type === "text" || value.type === "unknown") return value;
    return unknown(value, "it is no text");
  }

  private refuse({ address, definition }: Found, { file, start, end, why, path }: UnknownValue): void {
    const range = this.linesOf({ file, start, end }).range(start, end);
    const hint = "Give it one: definition = jsonencode({ … }).";
    const said =
      definition === undefined
        ? say(file.name, "definition-missing", { machine: address, hint }, range)
        : path === undefined
          ? say(file.name, "terraform-computed", { machine: address, why }, range)
          : say(file.name, "definition-not-opened", { machine: address, path }, range);
    this.diagnostics.push(said);
  }

  /** Made once for each file. */
  private linesOf({ file }: Origin): Lines {
    let lines = this.lines.get(file);
    if (lines === undefined) this.lines.set(file, (lines = new Lines(file.text)));
    return lines;
  }

  private async add({ id, block }: Found, value: Value): Promise<void> {
    const read = await this.text(value);
    const file = value.type === "json" ? value.of.file : value.file;
    this.machines.push(sourceMachine(id, file.name, read, this.type(block)));
  }

  private async text(value: Value): Promise<EmbeddedText> {
    const { substitutions } = this.options;
    if (value.type === "json") {
      const { value: json, positions, unknown: open, texts } = inlined(value.of, this.module.writer);
      const lines = this.linesOf(value.of);
      return readInline(json, positions, value.of.file.text, { unknown: open, texts, lines });
    }
    const { mapped, format = "json" } = value as Extract<Value, { type: "text" }>;
    const lines = this.linesOf(value);
    return readEmbedded(mapped, value.file.text, { format, yaml: await yamlFor(format), substitutions, lines });
  }

  private type(block: Block): string | undefined {
    const written = block.body.attributes.get("type") ?? block.body.attributes.get("state_machine_type");
    if (written === undefined) return block.type === "resource" ? "STANDARD" : undefined;
    const value = this.module.value(written.value);
    return value.type === "text" ? value.mapped.text.toUpperCase() : undefined;
  }
}
