import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { root } from "../../scripts/workspace.mjs";

/** One import or re-export, static or dynamic. */
export interface Import {
  /** As written: "../json.js", "chevrotain". */
  readonly specifier: string;
  /** The imported file relative to the package's `src`, or undefined where the specifier names a package. */
  readonly file: string | undefined;
  /** True where nothing of it is left at run time. */
  readonly typesOnly: boolean;
  readonly line: number;
}

/** One TypeScript file of a package, parsed. `path` is relative to the package's `src`, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly tree: ts.SourceFile;
}

/** All written (not generated) files under `packages/<name>/src`, in order of their paths. */
export function sourceFiles(name: string): SourceFile[] {
  const src = join(root, "packages", name, "src");
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !path.includes("/generated/"))
    .sort()
    .map((path) => read(src, path));
}

function read(src: string, path: string): SourceFile {
  const text = readFileSync(join(src, path), "utf8");
  const tree = parse(path, text);
  return { path, lines: text.trimEnd().split("\n").length, imports: importsOf(tree), tree };
}

const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);

/** Names of all packages that the JavaScript files below a folder, `besides` one, import, or also require, at their start or later. */
export function importedPackages(folder: string, alsoRequired: boolean, besides?: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".js") && (besides === undefined || !path.startsWith(besides)),
  );
  const specifiers = files.flatMap((path) =>
    ts
      .preProcessFile(readFileSync(join(folder, path), "utf8"), true, alsoRequired)
      .importedFiles.map((file) => file.fileName),
  );
  return [...new Set(specifiers)].filter((specifier) => !specifier.startsWith("."));
}

/** Calls `visit` for every node below `tree`. */
export function walk(tree: ts.Node, visit: (node: ts.Node) => void): void {
  ts.forEachChild(tree, (child) => {
    visit(child);
    walk(child, visit);
  });
}

/** Line of a node, counted from 1. */
export const lineOf = (tree: ts.SourceFile, node: ts.Node): number =>
  tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

function importsOf(tree: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  walk(tree, (node) => {
    const target = targetOf(node);
    if (target !== undefined && ts.isStringLiteralLike(target))
      imports.push({
        specifier: target.text,
        file: target.text.startsWith(".") ? resolve(tree.fileName, target.text) : undefined,
        typesOnly: isTypesOnly(node),
        line: lineOf(tree, node),
      });
  });
  return imports;
}

function targetOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return node.argument.literal as ts.StringLiteral;
  return undefined;
}

function isTypesOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (!ts.isImportDeclaration(node) || node.importClause === undefined) return false;
  const { phaseModifier, name, namedBindings } = node.importClause;
  if (phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

const resolve = (from: string, specifier: string): string =>
  relative(".", join(dirname(from), specifier))
    .replaceAll("\\", "/")
    .replace(/\.js$/, ".ts");
