import { joinPath } from "../paths.js";
import type { SourceOptions } from "../source.js";
import { Work } from "../work.js";
import { readTemplateFile } from "./body.js";
import { evaluate, evaluateTemplate, type Scope } from "./evaluate.js";
import { callFunction, type Files } from "./functions.js";
import { moved } from "./moved.js";
import { attributeOf, NAMES, surroundings } from "./references.js";
import type { Attribute, Block, Body, Expression } from "./syntax.js";
import { fixedText, type HclText, type Member, type Origin, type TextValue, unknown, type Value } from "./value.js";
import { Writer } from "./writer.js";

/** What one file of Terraform's says about the names in it. What other files of its folder say is not known. */
export class Module implements Files {
  private readonly blocks = new Map<string, Block>();
  private readonly locals = new Map<string, Attribute>();
  private readonly known = new Map<object, Value | "open">();
  readonly writer = new Writer(new Work());
  private readonly nesting = { depth: 0 };
  private readonly files = new Map<string, HclText | undefined>();

  constructor(
    readonly file: HclText,
    body: Body,
    private readonly options: SourceOptions,
  ) {
    for (const block of body.blocks) {
      if (block.type === "locals") for (const [name, local] of block.body.attributes) this.locals.set(name, local);
      else this.blocks.set([block.type, ...block.labels].join("."), block);
    }
  }

  value(expression: Expression): Value {
    return evaluate(
      expression,
      this.scope(this.file, (path, origin) => this.reference(path, origin)),
    );
  }

  open(path: string): HclText | undefined {
    if (!this.files.has(path)) this.files.set(path, this.opened(joinPath(this.file.name, path)));
    return this.files.get(path);
  }

  private opened(name: string): HclText | undefined {
    const text = this.options.open?.(name);
    return text === undefined ? undefined : { name, text };
  }

  render(template: TextValue, variables: ReadonlyMap<string, Member>): Value {
    this.writer.work.spend(template.mapped.text.length);
    const parts = moved(readTemplateFile(template.mapped.text), template.mapped);
    const scope = this.scope(template.file, ([name, ...rest], origin) => {
      const value = variables.get(name)?.value;
      return value === undefined
        ? unknown(origin, `the template is given no \`${name}\``)
        : this.within(value, rest, origin);
    });
    return evaluateTemplate(parts, template, scope);
  }

  private scope(file: HclText, reference: Scope["reference"]): Scope {
    const { nesting, writer } = this;
    const { substitutions } = this.options;
    const call: Scope["call"] = (name, parameters, origin) => callFunction(name, parameters, origin, this);
    return { file, substitutions, writer, nesting, reference, call };
  }

  private reference(path: readonly string[], origin: Origin): Value | undefined {
    const [first, second = "", third = "", fourth = ""] = path;
    if (first === "path" && path.length === 2) return fixedText(".", origin);
    if (first === "local") return this.local(second, path.slice(2), origin);
    if (first === "var") return this.variable(second, path.slice(2), origin);
    if (first === "data") return this.data([second, third, fourth], path, origin);
    return path.length < 3 ? undefined : this.attribute(`resource.${first}.${second}`, first, path, origin);
  }

  private local(name: string, rest: readonly string[], origin: Origin): Value {
    const local = this.locals.get(name);
    if (local === undefined)
      return unknown(origin, `\`local.${name}\` is not in this file, and no other file of its folder is read`);
    return this.within(this.once(local, local.value, origin), rest, origin);
  }

  private variable(name: string, rest: readonly string[], origin: Origin): Value {
    const block = this.blocks.get(`variable.${name}`);
    if (block === undefined)
      return unknown(origin, `\`var.${name}\` is not in this file, and no other file of its folder is read`);
    const given = block.body.attributes.get("default");
    const value = given && this.once(given, given.value, origin);
    const empty =
      value?.type === "text" ? value.mapped.text === "" : value?.type === "constant" && value.value === null;
    if (value === undefined || empty) return unknown(origin, `\`var.${name}\` has no default`);
    return this.within(value, rest, origin);
  }

  /** Values are worked out once; one that refers to itself is unknown. */
  private once(key: object, expression: Expression, origin: Origin): Value {
    const known = this.known.get(key);
    if (known === "open") return unknown(origin, "it refers to itself");
    if (known !== undefined) return known;
    this.known.set(key, "open");
    try {
      const value = this.value(expression);
      this.known.set(key, value);
      return value;
    } finally {
      if (this.known.get(key) === "open") this.known.delete(key);
    }
  }

  private data([type, name, attribute]: string[], path: readonly string[], origin: Origin): Value | undefined {
    const text = surroundings(type, path[path.length - 1]);
    if (text !== undefined) return fixedText(text, origin);
    const block = this.blocks.get(`data.${type}.${name}`);
    if (type === "template_file" && attribute === "rendered" && block !== undefined)
      return this.rendered(block, origin);
    if (type === "local_file" && attribute === "content" && block !== undefined) return this.content(block, origin);
    return path.length < 4 ? undefined : this.attribute(`data.${type}.${name}`, type, path, origin);
  }

  private rendered(block: Block, origin: Origin): Value | undefined {
    const template = this.of(block, "template", origin);
    const variables = this.of(block, "vars", origin);
    if (template?.type !== "text") return template;
    return this.render(template, variables?.type === "object" ? variables.members : new Map());
  }

  private content(block: Block, origin: Origin): Value | undefined {
    const path = this.of(block, "filename", origin);
    return path && callFunction("file", [path], origin, this);
  }

  private of(block: Block, name: string, origin: Origin): Value | undefined {
    const attribute = block.body.attributes.get(name);
    return attribute && this.once(attribute, attribute.value, origin);
  }

  /** An attribute as its block gives it, or as Terraform makes it of the block's name. */
  private attribute(address: string, type: string, path: readonly string[], origin: Origin): Value | undefined {
    const attribute = path[path.length - 1];
    const block = this.blocks.get(address);
    const written = block && this.of(block, attribute, origin);
    if (written?.type === "text" || written?.type === "constant") return written;
    const made = attributeOf(
      type,
      attribute,
      this.nameOf(block, origin) ?? address.slice(address.lastIndexOf(".") + 1),
    );
    return made === undefined ? undefined : fixedText(made, origin);
  }

  private nameOf(block: Block | undefined, origin: Origin): string | undefined {
    if (block === undefined) return undefined;
    const values = NAMES.map((name) => this.of(block, name, origin));
    const name = values.find((value) => value?.type === "text");
    const text = name?.type === "text" ? name.mapped.text : "";
    return /^[\w.-]+$/.test(text) ? text : undefined;
  }

  /** A value inside another, by keys and indexes. */
  private within(value: Value, path: readonly string[], origin: Origin): Value {
    let inner = value;
    for (const key of path) {
      const outer = this.writer.value(inner);
      const next = outer.type === "object" ? outer.members.get(key)?.value : itemOf(outer, key);
      if (next === undefined) return unknown(origin, outer.type === "unknown" ? outer.why : `it has no \`${key}\``);
      inner = next;
    }
    return inner.type === "unknown" ? { ...inner, name: unknown(origin, "").name } : inner;
  }
}

const itemOf = (value: Value, index: string): Value | undefined =>
  value.type === "tuple" ? value.items[Number(index)] : undefined;
