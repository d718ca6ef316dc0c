import { join } from "node:path";
import ts from "typescript";
import { beforeAll, expect, it } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { built } from "../support/asl.js";
import { type Block, blocksOf } from "./blocks.js";

const PAGE = "docs/viewer.md";
const types = join(root, "packages/asl-viewer/dist");

/** What the blocks take as given: texts, a viewer that is in the page, a socket that somebody opens, files. */
const GIVEN = `
import type { AslEvents, AslGraph, AslViewer } from "asl-viewer";
declare global {
  interface Document { querySelectorAll(both: "asl-graph, asl-events"): [AslGraph, AslEvents] }
  const asl: typeof import("asl-viewer");
  const text: string, definitionText: string, historyText: string;
  const viewer: AslViewer;
  const openSocket: () => Promise<WebSocket>;
  const readFile: (path: string, encoding: "utf8") => Promise<string>;
  const writeFile: (path: string, text: string) => Promise<void>;
}`;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
  noEmit: true,
  skipLibCheck: true,
  paths: { "asl-viewer": [join(types, "index.d.ts")], "asl-viewer/*": [join(types, "*/index.d.ts")] },
};

/** A block's scripts: all of it, or what stands in a page's script elements. */
const scriptOf = ({ language, text }: Block): string =>
  language === "js" ? text : [...text.matchAll(/<script>\n(.*?)<\/script>/gs)].map(([, script]) => script).join("\n");

const blocks = blocksOf(PAGE).filter(({ language }) => language === "js" || language === "html");
/** Files that are in no folder: each block by its line, and what it takes as given. */
const files = new Map([
  [join(root, "test/docs/given.d.ts"), GIVEN],
  ...blocks.map((block): [string, string] => [fileOf(block), scriptOf(block)]),
]);

function fileOf({ line }: Block): string {
  return join(root, `test/docs/line-${line}.ts`);
}

function programOf(): ts.Program {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = files.get(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version);
  };
  return ts.createProgram([...files.keys()], OPTIONS, host);
}

const wordsOf = ({ messageText }: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(messageText, " ");

let program: ts.Program;
beforeAll(async () => {
  await built();
  program = programOf();
}, 240_000);

it.each(blocks)(`${PAGE}: uses what asl-viewer exports as it is typed, on line $line`, (block) => {
  const file = program.getSourceFile(fileOf(block)) as ts.SourceFile;
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  expect(found.map(wordsOf)).toEqual([]);
});
