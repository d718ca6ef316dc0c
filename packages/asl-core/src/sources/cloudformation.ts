import { type JsonObject, put, stringify, textOf } from "../json.js";
import { dynamicReferences, isUnknown } from "./replacements.js";
import type {
  MachineAlternative,
  Source,
  SourceDiagnostic,
  SourceMachine,
  SourceOptions,
  Substitutions,
} from "./source.js";
import { sourceMachine } from "./source-machine.js";
import { type FoundDefinition, sayAt, sayAtKey, TemplateDefinition } from "./template-definition.js";
import { functionIn, TemplateFunctions } from "./template-functions.js";
import { machineType } from "./template-machine-type.js";
import { TemplateNames } from "./template-names.js";
import { checkSubstitutions } from "./template-substitutions.js";
import { type Located, member, members, readTemplateText, type TemplateText, wholeOf } from "./template-text.js";
import { TooMuchWork, Work } from "./work.js";

const MACHINES = new Set<unknown>(["AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"]);

/**
 * Reads the state machines of a SAM or CloudFormation template, in JSON or YAML; CDK's `*.template.json` are such. Never
 * rejects. Linear in the template and in what its functions come to, which is bounded.
 */
export async function readTemplate(file: string, text: string, options: SourceOptions = {}): Promise<Source> {
  const template = await readTemplateText(file, text);
  const diagnostics: SourceDiagnostic[] = [];
  if (template.value === undefined) diagnostics.push(...template.diagnostics.map((one) => ({ ...one, file })));
  const machines = await new Template(template, options, diagnostics).machines();
  return { kind: "cloudformation", file, text, machines, diagnostics };
}

/** Where a definition may stand, in the order they are looked into. */
const PLACES = ["Definition", "DefinitionString", "DefinitionUri", "DefinitionS3Location"];
const URIS = new Set<unknown>(PLACES.slice(2));
/** Conditions of one machine that are turned round. */
const MOST_ALTERNATIVES = 8;
const GIVE = "Give it a Definition, DefinitionUri or DefinitionString.";

/** Where the values of substitutions stand. */
function valuesOf(substitutions: Located | undefined): Pick<SourceMachine, "filled"> {
  const entries = members(substitutions);
  if (entries.length === 0) return {};
  const placed = entries.map(({ template, path, node }) => {
    const range = template.lines.range(node.start, node.end);
    return [String(path.at(-1)), { file: template.file, range }] as const;
  });
  return { filled: new Map(placed) };
}

class Template {
  private readonly functions: TemplateFunctions;
  /** For alternatives: what they cost too much is not missing elsewhere. */
  private readonly more = new Work();

  constructor(
    private readonly template: TemplateText,
    private readonly options: SourceOptions,
    private readonly diagnostics: SourceDiagnostic[],
  ) {
    const value = template.value ?? null;
    const names = new TemplateNames(value, options.substitutions);
    this.functions = new TemplateFunctions(value, names, dynamicReferences, new Work());
  }

  async machines(): Promise<SourceMachine[]> {
    const found: SourceMachine[] = [];
    for (const resource of members(member(wholeOf(this.template), "Resources"))) {
      const id = String(resource.path.at(-1));
      if (id === "Fn::Transform" || id.startsWith("Fn::ForEach")) this.generated(resource, id);
      if (!MACHINES.has(member(resource, "Type")?.value)) continue;
      if (this.options.only !== undefined && this.options.only !== id) continue;
      const machine = await this.machine(id, resource);
      if (machine !== undefined) found.push(machine);
    }
    return found;
  }

  private generated(resource: Located, name: string): void {
    if (name !== "Fn::Transform" && !/::StateMachine"/.test(stringify(resource.value))) return;
    this.diagnostics.push(sayAt(resource, "machines-computed", { name }));
  }

  private async machine(id: string, resource: Located): Promise<SourceMachine | undefined> {
    const properties = member(resource, "Properties") ?? resource;
    try {
      const functions = this.functions.taking(new Map());
      const found = await this.definition(id, properties, functions, this.diagnostics);
      if (found === undefined) return undefined;
      const type = machineType(id, resource, this.functions, this.diagnostics);
      const alternatives = await this.alternatives(id, properties, functions, found);
      const filled = valuesOf(member(properties, "DefinitionSubstitutions"));
      return { ...sourceMachine(id, found.file, found.read, type), ...alternatives, ...filled };
    } catch (error) {
      if (!(error instanceof TooMuchWork || error instanceof RangeError)) throw error;
      const problem = "its functions multiply to more than can be read";
      this.diagnostics.push(sayAt(resource, "definition-computed", { machine: id, problem }));
      return undefined;
    }
  }

  /**
   * The definition where the conditions that pick parts of it are turned round, one by one, as far as the others say
   * nothing about them; of the rest it is said that one side was checked.
   */
  private async alternatives(id: string, properties: Located, { picked }: TemplateFunctions, found: FoundDefinition) {
    const alternatives: MachineAlternative[] = [];
    for (const [condition, held] of picked) {
      const holds = !held;
      const other = this.mayTurn(condition, picked, alternatives.length)
        ? await this.alternative(id, properties, new Map([[condition, holds]]))
        : undefined;
      if (other?.file === found.file) alternatives.push({ condition, holds, read: other.read });
      else this.diagnostics.push(sayAtKey(properties, "condition-not-turned", { machine: id, condition }));
    }
    return alternatives.length > 0 ? { alternatives } : {};
  }

  private mayTurn(condition: string, picked: ReadonlyMap<string, boolean>, turned: number): boolean {
    return turned < MOST_ALTERNATIVES && this.functions.isIndependent(condition, picked.keys());
  }

  private async alternative(id: string, properties: Located, forced: ReadonlyMap<string, boolean>) {
    try {
      return await this.definition(id, properties, this.functions.taking(forced, this.more), []);
    } catch (error) {
      if (error instanceof TooMuchWork || error instanceof RangeError) return undefined;
      throw error;
    }
  }

  private async definition(
    id: string,
    properties: Located,
    functions: TemplateFunctions,
    diagnostics: SourceDiagnostic[],
  ): Promise<FoundDefinition | undefined> {
    const substitutions = member(properties, "DefinitionSubstitutions");
    const filled = this.substitutions(substitutions, functions);
    const reader = new TemplateDefinition(id, functions, filled, this.options, diagnostics);
    const written = PLACES.map((name) => this.present(member(properties, name))).filter((one) => one !== undefined);
    const [first, ...others] = written;
    if (first === undefined) return reader.say(properties, "definition-missing", { hint: GIVE });
    for (const other of others) this.beside(reader, first, other);
    const found = await (URIS.has(first.path.at(-1)) ? reader.uri(first) : reader.value(first));
    if (found !== undefined && !reader.hasLeft)
      diagnostics.push(...checkSubstitutions({ machine: id, found, written: first, substitutions, values: filled }));
    return found;
  }

  /** A second definition: an alternative where a condition takes one of them away, else one too many. */
  private beside(reader: TemplateDefinition, first: Located, other: Located): void {
    const isAlternative = [first, other].some(({ value }) => functionIn(value)?.name === "Fn::If");
    if (isAlternative) reader.leave(other);
    else reader.say(other, "two-definitions", { field: String(first.path.at(-1)), other: String(other.path.at(-1)) });
  }

  /** A property, unless a function takes it away. */
  private present(located: Located | undefined): Located | undefined {
    if (located === undefined || located.value === null) return undefined;
    return this.functions.isAbsent(located.value) ? undefined : located;
  }

  /** Values for placeholders by name. The caller's win; one that nobody knows leaves its placeholder. */
  private substitutions(located: Located | undefined, functions: TemplateFunctions): Substitutions {
    const filled: JsonObject = {};
    for (const one of members(located)) {
      const value = functions.resolve(one.value);
      if (value !== undefined && !isUnknown(value)) put(filled, String(one.path.at(-1)), textOf(value));
    }
    for (const [name, value] of Object.entries(this.options.substitutions ?? {})) put(filled, name, value);
    return filled;
  }
}
