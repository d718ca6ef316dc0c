import type { YamlReader } from "../definition/read.js";
import { type Json, type JsonObject, own, textOf } from "../json.js";
import { joinPath } from "./paths.js";
import { isUnknown, type Replacement, replaceIn, type TextMeaning } from "./replacements.js";
import type { SourceOptions } from "./source.js";
import { placeholder, pseudoParameter } from "./template-names.js";
import { type Located, member, parseTemplateText, type TemplateText, wholeOf } from "./template-text.js";
import type { Work } from "./work.js";

/** Variables inside variables, and variables that lead to variables. */
const DEEPEST = 40;
/** What following one variable costs, in characters. */
const COST = 50;

/**
 * The variables of a serverless.yml: `${self:…}` and `${file(…)}` as far as files are at hand, `${sls:stage}`,
 * CloudFormation's pseudo parameters, and the literals after a comma for whatever only a deployment knows. Everything else
 * stays as it is written, a placeholder. Variables that lead to themselves stay, too.
 */
export class ServerlessVariables implements TextMeaning {
  private readonly files = new Map<string, TemplateText | undefined>();
  private readonly open = new Set<string>();

  /** What `Fn::Sub` gives for a name: the plugin passes definitions through it, with `#{…}` as `${…}`. */
  resource: (name: string) => Json = placeholder;

  constructor(
    private readonly root: TemplateText,
    private readonly options: SourceOptions,
    private readonly yaml: YamlReader,
    private readonly work: Work,
  ) {}

  replacements(text: string): Replacement[] {
    const found: Replacement[] = [];
    for (const { from, to } of variablesIn(text)) {
      const value = this.value(text.slice(from + 2, to - 1), text[from] === "#");
      if (value !== undefined) found.push({ from, to, value });
    }
    return found;
  }

  target(text: string): Located | undefined {
    const [only] = variablesIn(text);
    if (only === undefined || only.from !== 0 || only.to !== text.length) return undefined;
    return this.once(text, () => {
      for (const alternative of alternatives(this.expanded(text.slice(2, -1)))) {
        const located = this.locate(alternative);
        if (located !== undefined) return this.followed(located);
        if (this.plain(alternative) !== undefined) return undefined;
      }
      return undefined;
    });
  }

  /** What a value stands for: the one a variable leads to, or itself. */
  followed(located: Located): Located {
    if (typeof located.value !== "string") return located;
    return this.target(located.value) ?? located;
  }

  /** A file that belongs to the project, read once. */
  file(path: string): TemplateText | undefined {
    const file = joinPath(this.root.file, path);
    if (!this.files.has(file)) {
      const text = isProgram(path) ? undefined : this.options.open?.(file);
      this.files.set(file, text === undefined ? undefined : parseTemplateText(file, text, this.yaml));
    }
    return this.files.get(file);
  }

  private value(content: string, hash: boolean): Json | undefined {
    if (hash || /^(?:[\w.]+|AWS::\w+)$/.test(content)) {
      const value = pseudoParameter(content) ?? this.resource(content);
      return hash || !isUnknown(value) ? value : undefined;
    }
    return this.once(content, () => {
      for (const alternative of alternatives(this.expanded(content))) {
        const located = this.locate(alternative);
        const value = located === undefined ? this.plain(alternative) : this.inner(located.value);
        if (value !== undefined) return value;
      }
      return undefined;
    });
  }

  /** Texts are followed to their end; what is in objects is for whoever walks them. */
  private inner(value: Json): Json {
    return typeof value === "string" ? replaceIn(value, this.replacements(value)) : value;
  }

  private expanded(content: string): string {
    return content.includes("${") ? textOf(replaceIn(content, this.replacements(content))) : content;
  }

  private once<T>(name: string, compute: () => T): T | undefined {
    this.work.spend(COST + name.length);
    if (this.open.has(name) || this.open.size >= DEEPEST) return undefined;
    this.open.add(name);
    try {
      return compute();
    } finally {
      this.open.delete(name);
    }
  }

  /** A value of this file or another one. */
  private locate(alternative: string): Located | undefined {
    if (alternative.startsWith("self:")) return this.descend(wholeOf(this.root), alternative.slice(5));
    const file = /^file\(([^()]*)\)(?::(.*))?$/s.exec(alternative);
    const template = file === null ? undefined : this.file(file[1].trim());
    if (template?.value === undefined) return undefined;
    return this.descend(wholeOf(template), file?.[2] ?? "");
  }

  private descend(from: Located, path: string): Located | undefined {
    let located: Located | undefined = from;
    for (const key of path === "" ? [] : path.split(".")) {
      if (located === undefined) return undefined;
      located = member(this.followed(located), key);
    }
    return located;
  }

  /** A literal, or what is known of a deployment. */
  private plain(alternative: string): Json | undefined {
    const given = own((this.options.substitutions ?? {}) as JsonObject, alternative);
    if (given !== undefined) return given;
    const quoted = /^(["'])(.*)\1$/s.exec(alternative);
    if (quoted !== null) return quoted[2];
    if (/^-?\d+(\.\d+)?$/.test(alternative)) return Number(alternative);
    if (alternative === "true" || alternative === "false") return alternative === "true";
    return DEPLOYMENT.get(alternative) ?? (alternative === "sls:stage" ? this.stage() : undefined);
  }

  private stage(): Json {
    const stage = this.descend(wholeOf(this.root), "provider.stage");
    return (stage && this.plain(`"${textOf(this.inner(stage.value))}"`)) ?? "dev";
  }
}

const DEPLOYMENT = new Map<string, Json | undefined>([
  ["aws:accountId", pseudoParameter("AWS::AccountId")],
  ["aws:region", pseudoParameter("AWS::Region")],
]);

/** True for a file that only running it can read. */
export const isProgram = (path: string): boolean => /\.[cm]?[jt]s$/i.test(path);

/** The paths of the files that a text's variables name. */
export const filesIn = (text: string): string[] =>
  [...text.matchAll(/file\(([^()]*)\)/g)].map((match) => match[1].trim());

/** Where the outermost `${…}` and `#{…}` of a text stand. Linear. */
function variablesIn(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    if ((text[at] !== "$" && text[at] !== "#") || text[at + 1] !== "{") continue;
    const to = closing(text, at + 1);
    if (to < 0) break;
    found.push({ from: at, to });
    at = to - 1;
  }
  return found;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return -1;
}

/** What stands between the commas of a variable, outside quotes and parentheses. */
function alternatives(content: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let quote = "";
  for (let at = 0; at < content.length; at++) {
    const character = content[at];
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "(" || character === "{") depth++;
    else if (character === ")" || character === "}") depth--;
    else if (character === "," && depth === 0) {
      parts.push(content.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...parts, content.slice(start).trim()];
}
