import { type ParsedExpression, parseJsonata, type Reference } from "../../language/jsonata/index.js";
import { type PathTree, parse, pathsOf } from "../../language/jsonpath/index.js";
import { memoize } from "../../language/memo.js";
import { parsed } from "./parsed.js";

/**
 * What an expression takes a value from. `input`: the state's input. `effective`: what InputPath leaves of it; the whole
 * input where there is no InputPath. `result`: what the work gave, before ResultSelector. `output`: the document after
 * ResultPath (OutputPath alone). `errorOutput`: the Error Output a catcher sees. `context`: the context object.
 * `variable`: a variable.
 */
export type Source = "input" | "effective" | "result" | "output" | "errorOutput" | "context" | "variable";

/** One thing an expression reads. */
export interface Read {
  readonly from: Source;
  /** The variable's name, else "". */
  readonly name: string;
  /**
   * The way into it as far as it names one place: keys and, in JSONPath, indexes. JSONata leaves out indexes and
   * predicates that stand between names. Empty for the whole.
   */
  readonly steps: readonly (string | number)[];
  /** True where the steps are all there is: nothing is selected or walked further. */
  readonly exact: boolean;
  /** Where it stands in the text, in UTF-16 units: root and steps, as far as they follow each other directly. */
  readonly offset: number;
  readonly length: number;
}

/**
 * What a path or an intrinsic call reads; undefined where it does not parse. `root` is what `$` means. Kept per text, as
 * the parser keeps its trees: shared, do not change it.
 */
export function readsOfJsonPath(text: string, root: Source): readonly Read[] | undefined {
  let reader = readers.get(root);
  if (reader === undefined) readers.set(root, (reader = memoize((text) => readJsonPath(text, root))));
  return reader(text);
}

const readers = new Map<Source, (text: string) => readonly Read[] | undefined>();

function readJsonPath(text: string, root: Source): Read[] | undefined {
  const tree = parsed(parse, text);
  if (tree === undefined) return undefined;
  return pathsOf(tree)
    .filter((path) => path.root !== "current")
    .map((path) => readOfPath(path, root));
}

function readOfPath(path: PathTree, root: Source): Read {
  const steps: (string | number)[] = [];
  for (const step of path.steps) {
    if (step.kind === "name") steps.push(step.name);
    else if (step.kind === "index") steps.push(step.index);
    else break;
  }
  return {
    from: path.root === "variable" ? "variable" : path.root === "context" ? "context" : root,
    name: path.name,
    steps,
    exact: steps.length === path.steps.length,
    offset: path.offset,
    length: path.end - path.offset,
  };
}

/**
 * What a JSONata text reads from outside; undefined where it does not parse. Names the expression binds itself and
 * functions it calls are not among it; functions it passes on (`$map(x, $string)`) are, as variables. `$states` as a
 * whole reads all of its fields. Kept per text: shared, do not change it.
 */
export const readsOfJsonata: (text: string) => readonly Read[] | undefined = memoize((text) => {
  const expression = parsed(parseJsonata, text);
  if (expression === undefined) return undefined;
  const loose = expression.looseBindings ? boundNames(expression.ast) : undefined;
  const outer = expression.variables.filter(({ name }) => loose === undefined || !loose.has(name));
  return outer.flatMap((reference) => readsOfReference(expression, reference));
});

const STATES = ["input", "result", "errorOutput", "context"] as const;

function readsOfReference({ text }: ParsedExpression, reference: Reference): Read[] {
  const { name, path, offset } = reference;
  const { end, exact } = extent(text, reference);
  const place = { exact, offset, length: end - offset };
  if (name !== "states") return [{ from: "variable", name, steps: path, ...place }];
  if (path.length === 0) return STATES.map((from) => ({ from, name: "", steps: [], ...place, exact: false }));
  const from = STATES.find((field) => field === path[0]);
  return from === undefined ? [] : [{ from, name: "", steps: path.slice(1), ...place }];
}

/** Where a variable and the names directly behind it end, and whether that is all of the path. */
function extent(text: string, { offset, length, path }: Reference): { end: number; exact: boolean } {
  let end = offset + length;
  let matched = true;
  for (const name of path) {
    const dot = afterBlanks(text, end);
    const start = afterBlanks(text, dot + 1);
    const quoted = text[start] === "`" ? 1 : 0;
    matched = text[dot] === "." && text.startsWith(name, start + quoted);
    if (!matched) break;
    end = start + name.length + 2 * quoted;
  }
  return { end, exact: matched && !".[{^@#".includes(text[afterBlanks(text, end)] ?? " ") };
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\t" || text[at] === "\r") at++;
  return at;
}

/** Every name a `:=` binds, wherever it stands. Linear in the tree. */
function boundNames(ast: unknown): Set<string> {
  const names = new Set<string>();
  const nodes = new Set<unknown>([ast]); // grows while it is walked; a node shared by several counts once
  for (const node of nodes) {
    const { type, lhs } = node as { type?: unknown; lhs?: { value?: unknown } };
    if (type === "bind" && lhs !== undefined) names.add(String(lhs.value));
    for (const inner of Object.values(node as object))
      if (typeof inner === "object" && inner !== null) nodes.add(inner);
  }
  return names;
}
