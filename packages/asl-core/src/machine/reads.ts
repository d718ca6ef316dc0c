import { ExpressionSyntaxError } from "../errors.js";
import { type Json, parseJson } from "../json.js";
import { parseJsonata } from "../language/jsonata/index.js";

/** A value that an expression reads, by the keys that lead to it. */
export interface Read {
  /** What the keys start from; `name` is the variable's. */
  readonly root: "input" | "result" | "error" | "context" | "variable";
  readonly name: string;
  readonly path: readonly (string | number)[];
}

const STEP = /\.([\p{L}_][\p{L}\p{N}_-]*)|\[(\d+)\]|\['([^'\\]*)'\]|\["([^"\\]*)"\]/uy;

/** What a JSONPath that leads to one value reads; undefined for any other text. Linear. */
export function readOfPath(text: string): Read | undefined {
  const head = /^\$(\$|[\p{L}_][\p{L}\p{N}_]*)?/u.exec(text);
  if (head === null) return undefined;
  const path: (string | number)[] = [];
  let at = head[0].length;
  while (at < text.length) {
    STEP.lastIndex = at;
    const step = STEP.exec(text);
    if (step === null) return undefined;
    path.push(step[2] === undefined ? (step[1] ?? step[3] ?? step[4]) : Number(step[2]));
    at = STEP.lastIndex;
  }
  const name = head[1] ?? "";
  if (name === "" || name === "$") return { root: name === "" ? "input" : "context", name: "", path };
  return { root: "variable", name, path };
}

/** A text without its end goes to the end of the expression: no place is looked at twice. */
const CALL = /'(?:[^'\\]|\\[\s\S]?)*'?|States\.\w+(?=\()|\$(?:\.|\$|\[[^\]]*\]?|[\p{L}\p{N}_-])*/gu;

/** What the arguments of an intrinsic call read, each with the name of the function around it. Linear. */
export function readsOfCall(text: string): { read: Read; name: string }[] {
  const found: { read: Read; name: string }[] = [];
  let name = "";
  for (const [token] of text.matchAll(CALL)) {
    if (token.startsWith("States.")) name = token;
    const read = token.startsWith("$") ? readOfPath(token) : undefined;
    if (read !== undefined) found.push({ read, name });
  }
  return found;
}

const ROOTS: Record<string, Read["root"]> = {
  input: "input",
  result: "result",
  errorOutput: "error",
  context: "context",
};

/** What a JSONata expression, with or without its markers, reads from outside; none where it does not parse. */
export function readsOfJsonata(text: string): Read[] {
  try {
    return parseJsonata(text).variables.flatMap(({ name, path }): Read[] => {
      if (name !== "states") return [{ root: "variable", name, path }];
      const root = Object.hasOwn(ROOTS, path[0] ?? "") ? ROOTS[path[0]] : undefined;
      return root === undefined ? [] : [{ root, name: "", path: path.slice(1) }];
    });
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return [];
    throw error;
  }
}

/** The one value that a JSONata expression is, where it is nothing but a path; undefined elsewhere. */
export function readOfJsonata(text: string): Read | undefined {
  return /^\{%\s*\$[\p{L}_][\p{L}\p{N}_.]*\s*%\}$/u.test(text) ? readsOfJsonata(text)[0] : undefined;
}

const LITERAL = /-?\d+(?:\.\d+)?|"(?:[^"\\]|\\[\s\S]?)*"?|'(?:[^'\\]|\\[\s\S]?)*'?/g;

/** Numbers and quoted texts written in an expression, each once. Linear. */
export function literalsOf(text: string): Json[] {
  const written = text.match(LITERAL) ?? [];
  const values = written.map((one) => parseJson(one.startsWith("'") ? JSON.stringify(one.slice(1, -1)) : one));
  return [...new Set(values.filter((value) => value !== undefined))];
}
