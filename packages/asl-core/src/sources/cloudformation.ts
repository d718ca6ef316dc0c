import { type JsonObject, put, stringify, textOf } from "../json.js";
import { dynamicReferences, isUnknown } from "./replacements.js";
import type { Source, SourceDiagnostic, SourceMachine, SourceOptions, Substitutions } from "./source.js";
import { sourceMachine } from "./source-machine.js";
import { type FoundDefinition, sayAt, TemplateDefinition } from "./template-definition.js";
import { TemplateFunctions } from "./template-functions.js";
import { TemplateNames } from "./template-names.js";
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

class Template {
  private readonly functions: TemplateFunctions;

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
      const type = member(properties, "Type") ?? member(properties, "StateMachineType");
      const found = await this.definition(id, properties);
      return found && sourceMachine(id, found.file, found.read, this.functions.text(type?.value));
    } catch (error) {
      if (!(error instanceof TooMuchWork || error instanceof RangeError)) throw error;
      const problem = "its functions multiply to more than can be read";
      this.diagnostics.push(sayAt(resource, "definition-computed", { machine: id, problem }));
      return undefined;
    }
  }

  private async definition(id: string, properties: Located): Promise<FoundDefinition | undefined> {
    const substitutions = this.substitutions(member(properties, "DefinitionSubstitutions"));
    const reader = new TemplateDefinition(id, this.functions, substitutions, this.options, this.diagnostics);
    const written = (name: string): Located | undefined => this.present(member(properties, name));
    const value = written("Definition") ?? written("DefinitionString");
    if (value !== undefined) return reader.value(value);
    const uri = written("DefinitionUri") ?? written("DefinitionS3Location");
    return uri === undefined ? reader.say(properties, "definition-missing", {}) : reader.uri(uri);
  }

  /** A property, unless a function takes it away. */
  private present(located: Located | undefined): Located | undefined {
    if (located === undefined || located.value === null) return undefined;
    return this.functions.isAbsent(located.value) ? undefined : located;
  }

  /** Values for placeholders by name. The caller's win; one that nobody knows leaves its placeholder. */
  private substitutions(located: Located | undefined): Substitutions {
    const filled: JsonObject = {};
    for (const one of members(located)) {
      const value = this.functions.resolve(one.value);
      if (value !== undefined && !isUnknown(value)) put(filled, String(one.path.at(-1)), textOf(value));
    }
    for (const [name, value] of Object.entries(this.options.substitutions ?? {})) put(filled, name, value);
    return filled;
  }
}
