import type { RuleName } from "../definition/catalogue/index.js";
import type { Parameters } from "../definition/diagnostics.js";
import { formatOf } from "../definition/read.js";
import { yamlFor } from "../definition/read-any.js";
import { isPlaceholder } from "../definition/rules/placeholders.js";
import { shorten } from "../display.js";
import { isObject, own } from "../json.js";
import { readDefinitionFile } from "./definition-file.js";
import { type EmbeddedText, readEmbedded } from "./embedded.js";
import { joinPath } from "./paths.js";
import { isUnknown } from "./replacements.js";
import { say } from "./say.js";
import type { SourceDiagnostic, SourceOptions, Substitutions } from "./source.js";
import { functionIn, type TemplateFunctions } from "./template-functions.js";
import { readTemplateObject } from "./template-objects.js";
import { templateString } from "./template-strings.js";
import { type Located, member, readTemplateText, wholeOf } from "./template-text.js";

/** A definition that was found, and the file its text stands in. */
export interface FoundDefinition {
  readonly file: string;
  readonly read: EmbeddedText;
}

/** The indexes of the alternatives of an `Fn::If` add up to this. */
const OTHER = 3;

/** Files that lead to files: more than this and they lead in a circle. */
const MOST_FILES = 20;

/**
 * Reads the definition of one machine, wherever a template has it. What cannot be read is said in `diagnostics`, with
 * the machine's name.
 */
export class TemplateDefinition {
  constructor(
    private readonly machine: string,
    private readonly functions: TemplateFunctions,
    private readonly substitutions: Substitutions,
    private readonly options: SourceOptions,
    private readonly diagnostics: SourceDiagnostic[],
  ) {}

  /** An object, or a text of a definition: literal, put together by functions, or included from another file. */
  async value(written: Located, files = 0): Promise<FoundDefinition | undefined> {
    const located = this.peeled(written);
    const call = functionIn(located.value);
    if (call?.name === "Fn::Transform") return this.included(located, files);
    if (typeof located.value !== "string" && call === undefined) return this.object(located);
    return this.string(located);
  }

  /** The path of a file, or a place in S3. */
  async uri(written: Located): Promise<FoundDefinition | undefined> {
    const located = this.peeled(written);
    if (isObject(located.value) && functionIn(located.value) === undefined) return this.inBucket(located);
    const opened = this.open(located);
    return opened && this.definitionFile(opened.file, opened.text);
  }

  /** Says that only a deployment knows the definition. */
  computed(located: Located, problem: string): undefined {
    return this.say(located, "definition-computed", { problem });
  }

  say(located: Located, rule: RuleName, parameters: Parameters): undefined {
    this.diagnostics.push(sayAt(located, rule, { machine: this.machine, ...parameters }));
  }

  /** The text of the file whose path `located` comes to; where it cannot be had, that is said. */
  private open(located: Located): { file: string; text: string } | undefined {
    const path = this.functions.text(located.value);
    if (isPlaceholder(path)) return this.computed(located, `its path, ${path}, is known only to a deployed stack`);
    if (/^\w{2,}:\/\//.test(path)) return this.say(located, "definition-in-s3", { place: path });
    const file = joinPath(located.template.file, path);
    const text = this.options.open?.(file);
    return text === undefined ? this.say(located, "definition-not-opened", { path: file }) : { file, text };
  }

  /** Where an `Fn::If` or `Fn::ToJsonString` stands, what it leads to. */
  private peeled(located: Located): Located {
    const call = functionIn(located.value);
    const argument = call && member(located, call.name);
    if (call === undefined || argument === undefined) return located;
    if (call.name === "Fn::ToJsonString") return this.peeled(argument);
    const index = this.functions.chosen(call)?.index;
    const chosen = index === undefined ? undefined : member(argument, index);
    if (index === undefined || chosen === undefined) return located;
    this.leave(member(argument, OTHER - index));
    return this.peeled(chosen);
  }

  /** True where a condition could have led to another definition, which was not read. */
  hasLeft = false;

  /** Says that an alternative is not looked at, where it is a definition. */
  leave(other: Located | undefined): void {
    if (other === undefined || other.value === null || this.functions.isAbsent(other.value)) return;
    this.hasLeft = true;
    this.say(other, "definition-alternative", {});
  }

  private object(located: Located): FoundDefinition {
    return { file: located.template.file, read: readTemplateObject(located, this.functions, this.substitutions) };
  }

  private async string(located: Located): Promise<FoundDefinition | undefined> {
    const { template, value, node } = located;
    const mapped = templateString(value, node, template.text, this.functions);
    if (isUnknown(mapped.text)) return this.computed(located, `it is ${mapped.text}, known only to a deployed stack`);
    const format = formatOf(mapped.text);
    const options = { format, yaml: await yamlFor(format), lines: template.lines, substitutions: this.substitutions };
    return { file: template.file, read: readEmbedded(mapped, template.text, options) };
  }

  private async definitionFile(file: string, text: string): Promise<FoundDefinition> {
    const options = { substitutions: this.substitutions, lenient: true };
    return { file, read: await readDefinitionFile(file, text, options) };
  }

  /** CDK puts what it uploads to its bucket of assets beside the template, under `asset.` and its key. */
  private async inBucket(located: Located): Promise<FoundDefinition | undefined> {
    const [bucket, key] = ["Bucket", "Key"].map((name) => this.functions.text(member(located, name)?.value));
    if (bucket === "" && key === "")
      return this.computed(located, "it is neither the path of a file nor a place in S3");
    const asset = joinPath(located.template.file, `asset.${key.slice(key.lastIndexOf("/") + 1)}`);
    const text = /^cdk-.*assets/.test(bucket) ? this.options.open?.(asset) : undefined;
    if (text !== undefined) return this.definitionFile(asset, text);
    return this.say(located, "definition-in-s3", { place: `s3://${bucket}/${key}` });
  }

  private async included(located: Located, files: number): Promise<FoundDefinition | undefined> {
    const transform = member(located, "Fn::Transform") ?? located;
    const name = isObject(transform.value) ? own(transform.value, "Name") : undefined;
    const parameters = member(transform, "Parameters");
    const location = parameters && member(parameters, "Location");
    if (name !== "AWS::Include" || location === undefined)
      return this.computed(located, "a macro makes it, which runs only in AWS");
    if (files >= MOST_FILES) return this.computed(location, "the files that are included lead in a circle");
    const opened = this.open(location);
    return opened && this.file(opened.file, opened.text, files + 1);
  }

  private async file(file: string, text: string, files: number): Promise<FoundDefinition | undefined> {
    const template = await readTemplateText(file, text);
    if (template.value !== undefined) return this.value(wholeOf(template), files);
    this.diagnostics.push(...template.diagnostics.map((one) => ({ ...one, file })));
    return undefined;
  }
}

/** Something to say about a value of a template. */
export function sayAt({ template, node }: Located, rule: RuleName, parameters: Parameters): SourceDiagnostic {
  const short = Object.entries(parameters).map(([name, value]) => [name, shorten(String(value), LONGEST)]);
  return say(template.file, rule, Object.fromEntries(short), template.lines.range(node.start, node.end));
}

/** The same at the value's key, where a value is long. */
export function sayAtKey(located: Located, rule: RuleName, parameters: Parameters): SourceDiagnostic {
  const { template, node } = located;
  if (node.keyStart < 0) return sayAt(located, rule, parameters);
  return { ...sayAt(located, rule, parameters), range: template.lines.range(node.keyStart, node.keyEnd) };
}

const LONGEST = 200;
