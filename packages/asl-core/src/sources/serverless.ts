import type { YamlReader } from "../definition/read.js";
import { isObject, type Json, type JsonObject, put } from "../json.js";
import { joinPath } from "./paths.js";
import { say } from "./say.js";
import { filesIn, isProgram, ServerlessVariables } from "./serverless-variables.js";
import type { Source, SourceDiagnostic, SourceMachine, SourceOptions } from "./source.js";
import { sourceMachine } from "./source-machine.js";
import { sayAtKey, TemplateDefinition } from "./template-definition.js";
import { TemplateFunctions } from "./template-functions.js";
import { TemplateNames } from "./template-names.js";
import {
  type Located,
  member,
  members,
  parseTemplateText,
  type TemplateText,
  templateYaml,
  wholeOf,
} from "./template-text.js";
import { TooMuchWork, Work } from "./work.js";

/**
 * Reads the state machines of a serverless.yml, where the plugin serverless-step-functions has them:
 * `stepFunctions.stateMachines`. A machine's id is its key. Never rejects. Linear in the files and in what their
 * variables come to, which is bounded.
 */
export async function readServerless(file: string, text: string, options: SourceOptions = {}): Promise<Source> {
  if (isProgram(file)) {
    const said = say(file, "machines-computed", { name: file });
    return { kind: "serverless", file, text, machines: [], diagnostics: [said] };
  }
  const yaml = await templateYaml();
  const root = parseTemplateText(file, text, yaml);
  const diagnostics: SourceDiagnostic[] = [];
  if (root.value === undefined) diagnostics.push(...root.diagnostics.map((one) => ({ ...one, file })));
  const machines = await new Project(root, options, yaml, diagnostics).machines();
  return { kind: "serverless", file, text, machines, diagnostics };
}

class Project {
  private readonly variables: ServerlessVariables;
  private readonly functions: TemplateFunctions;

  constructor(
    private readonly root: TemplateText,
    private readonly options: SourceOptions,
    yaml: YamlReader,
    private readonly diagnostics: SourceDiagnostic[],
  ) {
    const work = new Work();
    this.variables = new ServerlessVariables(root, options, yaml, work);
    const { template, aliases } = this.stack();
    const names = new TemplateNames(template, options.substitutions, aliases);
    this.functions = new TemplateFunctions(template, names, this.variables, work);
    this.variables.resource = (name) => this.functions.named(name);
  }

  async machines(): Promise<SourceMachine[]> {
    const outer = this.at(wholeOf(this.root), "stepFunctions");
    const list = outer && this.at(outer, "stateMachines");
    const found: SourceMachine[] = [];
    for (const part of parts(list)) {
      for (const machine of members(this.read(part))) {
        const id = String(machine.path.at(-1));
        if (this.options.only !== undefined && this.options.only !== id) continue;
        const one = await this.machine(id, machine);
        if (one !== undefined) found.push(one);
      }
    }
    return found;
  }

  /** A member, where a variable leads to it. What no variable leads to is said. */
  private at(outer: Located, key: string): Located | undefined {
    const located = member(outer, key);
    return located && this.read(located);
  }

  private read(located: Located): Located | undefined {
    const followed = this.followed(located);
    if (typeof followed.value !== "string") return followed;
    const reader = this.reader(String(located.path.at(-1)));
    if (!this.lacksFile(reader, located, followed.value))
      reader.say(located, "machines-computed", { name: followed.value });
    return undefined;
  }

  private followed(located: Located): Located {
    try {
      return this.variables.followed(located);
    } catch (error) {
      if (error instanceof TooMuchWork) return located;
      throw error;
    }
  }

  private async machine(id: string, written: Located): Promise<SourceMachine | undefined> {
    const functions = this.functions.taking(new Map());
    const reader = this.reader(id, functions);
    try {
      const machine = this.variables.followed(written);
      if (typeof machine.value === "string") return this.unreadable(reader, written, machine.value);
      const definition = member(machine, "definition");
      if (definition === undefined) return reader.say(machine, "definition-missing", { hint: "Give it a definition." });
      const followed = this.variables.followed(definition);
      if (isVariable(followed.value)) return this.unreadable(reader, definition, followed.value);
      const found = await reader.value(followed);
      for (const condition of functions.picked.keys())
        this.diagnostics.push(sayAtKey(followed, "condition-not-turned", { machine: id, condition }));
      const type = this.functions.text(member(machine, "type")?.value);
      return found && sourceMachine(id, found.file, found.read, type);
    } catch (error) {
      if (!(error instanceof TooMuchWork || error instanceof RangeError)) throw error;
      return reader.computed(written, "its variables multiply to more than can be read");
    }
  }

  private reader(machine: string, functions = this.functions): TemplateDefinition {
    const given = this.options.substitutions ?? {};
    return new TemplateDefinition(machine, functions, given, this.options, this.diagnostics);
  }

  private unreadable(reader: TemplateDefinition, located: Located, written: string): undefined {
    if (!this.lacksFile(reader, located, written)) reader.computed(located, `${written} is known only to a deployment`);
  }

  /** True where a file that a variable names cannot be had, which is then said. */
  private lacksFile(reader: TemplateDefinition, located: Located, written: string): boolean {
    for (const path of filesIn(written)) {
      const file = this.variables.file(path);
      if (isProgram(path)) reader.computed(located, `a program, ${path}, makes it`);
      else if (file === undefined)
        reader.say(located, "definition-not-opened", { path: joinPath(this.root.file, path) });
      else if (file.value !== undefined) continue;
      else this.diagnostics.push(...file.diagnostics.map((one) => ({ ...one, file: file.file })));
      return true;
    }
    return false;
  }

  /** The stack the framework makes, as far as names are looked up in it. */
  private stack(): { template: JsonObject; aliases: Map<string, string> } {
    const resources: JsonObject = {};
    const template: JsonObject = { Resources: resources };
    for (const part of parts(this.section("resources"))) this.addTemplate(template, this.followed(part));
    const aliases = new Map<string, string>();
    for (const part of parts(this.section("functions")))
      for (const { path } of members(this.followed(part))) {
        const name = String(path.at(-1));
        aliases.set(name, logicalId(name));
        put(resources, logicalId(name), { Type: "AWS::Lambda::Function" });
      }
    return { template, aliases };
  }

  private section(name: string): Located | undefined {
    const located = member(wholeOf(this.root), name);
    return located && this.followed(located);
  }

  private addTemplate(template: JsonObject, part: Located): void {
    for (const name of ["Parameters", "Conditions", "Mappings", "Resources"]) {
      const section = member(part, name);
      if (section === undefined) continue;
      const all = isObject(template[name] ?? null) ? (template[name] as JsonObject) : {};
      for (const one of members(this.followed(section))) put(all, String(one.path.at(-1)), one.value);
      template[name] = all;
    }
  }
}

/** Sections may be lists of themselves. */
function parts(located: Located | undefined): Located[] {
  if (located === undefined) return [];
  return Array.isArray(located.value) ? members(located) : [located];
}

const isVariable = (value: Json): value is string => typeof value === "string" && /^\$\{.*\}$/s.test(value.trim());

/** The logical id of a function, as the framework makes it of its name. */
const logicalId = (name: string): string => {
  const written = name.replaceAll("-", "Dash").replaceAll("_", "Underscore");
  return `${written.slice(0, 1).toUpperCase()}${written.slice(1)}LambdaFunction`;
};
