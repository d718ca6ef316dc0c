import ts from "typescript";
import { describe, expect, it } from "vitest";
import { type Import, lineOf, type SourceFile, sourceFiles, walk } from "./support/source-files.js";

/** What the files of one folder may import. Files of one folder may import each other. */
interface Rule {
  /** Folders, or files standing in `src` itself by their names. "leaves" are the files of `src` but for index.ts. */
  readonly folders: readonly string[];
  /** Folders of which only types may be imported. */
  readonly types?: readonly string[];
  /** Packages; a name that ends in "/" or ":" stands for all that begin with it. */
  readonly libraries?: readonly string[];
}
type Table = Record<string, Rule>;

const ANY = ["leaves", "language", "definition", "sources", "machine", "kernel", "history", "drivers", "conformance"];

const CORE: Table = {
  index: { folders: ANY },
  leaves: { folders: [] },
  language: { folders: ["leaves"], libraries: ["chevrotain", "jsonpath-plus"] },
  definition: { folders: ["leaves", "language"], libraries: ["yaml"] },
  sources: { folders: ["leaves", "definition"], libraries: ["@humanwhocodes/momoa"] },
  machine: { folders: ["leaves", "language", "definition"] },
  kernel: { folders: ["leaves", "machine"], types: ["language"] },
  history: { folders: ["leaves", "definition", "machine"], types: ["kernel"] },
  drivers: {
    folders: ["leaves", "machine", "kernel", "history"],
    types: ["language"],
    libraries: ["fflate/", "fzstd", "hyparquet", "hyparquet-compressors", "jsonc-parser"],
  },
  conformance: { folders: ["leaves", "definition", "machine", "kernel", "history", "drivers"] },
  debug: { folders: ["leaves", "definition", "machine", "kernel", "history", "drivers"] },
  testing: {
    folders: ["leaves", "language", "definition", "sources", "machine", "kernel", "history", "drivers", "debug"],
  },
};

const VIEWER: Table = {
  index: {
    folders: [
      ...["leaves", "graph", "layout", "timeline", "checking", "comparison", "debugging", "shapes", "drawing"],
      ...["controllers", "elements"],
    ],
  },
  leaves: { folders: [], libraries: ["asl-core", "asl-core/"] },
  graph: { folders: ["leaves"], libraries: ["asl-core", "asl-core/"] },
  layout: { folders: ["leaves", "graph"], libraries: ["elkjs/"] },
  debugging: { folders: ["leaves", "layout"], libraries: ["asl-core", "asl-core/", "json-rpc-2.0"] },
  timeline: { folders: ["leaves", "graph"], libraries: ["asl-core", "asl-core/"] },
  comparison: { folders: ["leaves", "graph", "timeline"], libraries: ["asl-core", "asl-core/"] },
  checking: { folders: [], libraries: ["asl-core"] },
  page: { folders: ["layout"] },
  shapes: { folders: ["leaves", "graph", "layout"], libraries: ["asl-core"] },
  drawing: { folders: ["leaves", "graph", "layout", "shapes"], libraries: ["asl-core"] },
  controllers: {
    folders: ["leaves", "graph", "layout", "timeline", "checking", "comparison", "debugging", "page"],
    libraries: ["asl-core", "asl-core/", "lit", "lit/"],
  },
  elements: {
    folders: [
      ...["leaves", "graph", "layout", "timeline", "checking", "comparison", "debugging", "page", "shapes", "drawing"],
      "controllers",
    ],
    libraries: ["asl-core", "asl-core/", "lit", "lit/"],
  },
  app: {
    folders: ["graph", "layout", "timeline", "checking", "debugging", "page", "elements"],
    libraries: ["asl-core", "lit"],
  },
};

/** Of asl-viewer, the part that needs no browser, as it is built. */
const NODE = [
  "@vscode/debugadapter",
  "@vscode/debugprotocol",
  "ansi-escapes",
  "asl-core",
  "asl-core/",
  "asl-viewer/debugging",
  "asl-viewer/debugging/host",
  "asl-viewer/drawing",
  "asl-viewer/page",
  "chokidar",
  "commander",
  "open",
  "picocolors",
  "picomatch",
  "tinyglobby",
  "ws",
  "node:",
];

const PACKAGES: { name: string; rule(folder: string): Rule | undefined }[] = [
  { name: "asl-core", rule: (folder) => CORE[folder] },
  { name: "asl-viewer", rule: (folder) => VIEWER[folder] },
  { name: "asl-cli", rule: () => ({ folders: ["*"], libraries: NODE }) },
  { name: "asl-vscode", rule: () => ({ folders: ["*"], libraries: ["vscode"] }) },
];

const REASONS: Record<string, string> = {
  clock: "the interpreter's only clock is the execution's; drivers/realtime.ts alone may read another",
  random: "the interpreter's only randomness is the execution's seed (random.ts)",
  world: "asl-core runs the same in Node and in a browser, and reaches for nothing outside itself",
  code: "definitions are untrusted: no text ever becomes code",
  promise: "the kernel is synchronous: whoever must wait is a driver",
};

const FORBIDDEN: Record<string, keyof typeof REASONS> = {
  "Date.now": "clock",
  "new Date()": "clock",
  performance: "clock",
  setTimeout: "clock",
  setInterval: "clock",
  setImmediate: "clock",
  "Math.random": "random",
  crypto: "random",
  fetch: "world",
  process: "world",
  Buffer: "world",
  eval: "code",
  Function: "code",
};

/** Files that may reach for what they are made of: the clock; a test's definition and golden files. */
const HOSTS = new Set(["drivers/realtime.ts", "testing/files.ts"]);

const LONGEST = 400;

describe.each(PACKAGES)("$name", ({ name, rule }) => {
  const files = sourceFiles(name);

  it("imports downward only, as the table in docs/architecture.md says", () => {
    const wrong = files.flatMap((file) => file.imports.flatMap((entry) => judge(file, entry, rule)));
    expect(wrong).toEqual([]);
  });

  it("has no files that import each other in a circle", () => {
    expect(circles(files)).toEqual([]);
  });

  it(`has no file above ${LONGEST} lines`, () => {
    const long = files.filter((file) => file.lines > LONGEST);
    expect(long.map((file) => `${file.path} has ${file.lines} lines: split it by noun`)).toEqual([]);
  });
});

describe("asl-core", () => {
  const files = sourceFiles("asl-core");

  it("uses no clock, randomness, environment or code made from text", () => {
    const written = files.filter((file) => !HOSTS.has(file.path));
    expect(written.flatMap((file) => forbidden(file, nameOf, FORBIDDEN))).toEqual([]);
  });

  it("keeps promises out of the kernel", () => {
    const kernel = files.filter((file) => file.path.startsWith("kernel/"));
    const names = { Promise: "promise", async: "promise", await: "promise" } as const;
    expect(kernel.flatMap((file) => forbidden(file, promiseOf, names))).toEqual([]);
  });
});

function folderOf(path: string): string {
  if (path.includes("/")) return path.slice(0, path.indexOf("/"));
  return path === "index.ts" ? "index" : "leaves";
}

function judge(file: SourceFile, entry: Import, ruleOf: (folder: string) => Rule | undefined): string[] {
  const folder = folderOf(file.path);
  const rule = ruleOf(folder);
  const place = `${file.path}:${entry.line} imports "${entry.specifier}"`;
  if (rule === undefined) return [`${file.path}: the folder ${folder} is not in the table of this test`];
  if (entry.file === "../package.json") return [];
  if (entry.file?.startsWith("..")) return [`${place}: another package is imported by its name`];
  if (entry.file === undefined)
    return allowsLibrary(rule, entry.specifier) ? [] : [`${place}: ${folder} may not use that package`];
  if (allowsFolder(rule, folder, folderOf(entry.file), entry.typesOnly)) return [];
  return [`${place}: ${folder} may import ${rule.folders.join(", ") || "nothing"}${typesOf(rule)}`];
}

const typesOf = (rule: Rule): string => (rule.types ? `, and types of ${rule.types.join(", ")}` : "");

const allowsLibrary = (rule: Rule, specifier: string): boolean =>
  (rule.libraries ?? []).some((name) => (/[/:]$/.test(name) ? specifier.startsWith(name) : specifier === name));

function allowsFolder(rule: Rule, from: string, to: string, typesOnly: boolean): boolean {
  if (from === to || rule.folders.includes("*") || rule.folders.includes(to)) return true;
  return typesOnly && (rule.types ?? []).includes(to);
}

/** Each circle once, as "a.ts → b.ts → a.ts". Linear in files and imports. */
function circles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
    if (trail.includes(path) || done.has(path)) return;
    for (const entry of byPath.get(path)?.imports ?? []) if (entry.file) visit(entry.file, [...trail, path]);
    done.add(path);
  };
  for (const file of files) visit(file.path, []);
  return found;
}

/** Which forbidden thing a node is, if any. */
type Namer = (node: ts.Node) => string | undefined;

function forbidden(file: SourceFile, nameOf: Namer, names: Record<string, keyof typeof REASONS>): string[] {
  const found: string[] = [];
  walk(file.tree, (node) => {
    const name = nameOf(node);
    if (name !== undefined && Object.hasOwn(names, name))
      found.push(`${file.path}:${lineOf(file.tree, node)} uses ${name}: ${REASONS[names[name]]}`);
  });
  return found;
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.getText().replace(/^globalThis\./, "");
  if (ts.isNewExpression(node)) return node.arguments?.length ? undefined : `new ${node.expression.getText()}()`;
  return ts.isIdentifier(node) && !isMemberName(node) ? node.text : undefined;
}

/** True for the `fetch` of `x.fetch`, `{ fetch: 1 }`, and `interface X { fetch(): void }`: names that mean no global. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return parent.getChildAt(0) !== node;
  return (
    (ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isPropertyAssignment(parent)) && parent.name === node
  );
}

function promiseOf(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return "async";
  if (ts.isAwaitExpression(node)) return "await";
  return ts.isIdentifier(node) && node.text === "Promise" ? "Promise" : undefined;
}
