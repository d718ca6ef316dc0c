import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { entries, root } from "../../scripts/workspace.mjs";
import { sourceFiles } from "../support/source-files.js";
import { blocksOf, textOf } from "./blocks.js";

const ARCHITECTURE = "docs/architecture.md";

/** Markdown that is part of the repository, or about to be. */
const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(root, file)));

/** A document's prose: fenced blocks and comments are not read as Markdown. */
const proseOf = (document: string): string => textOf(document).replace(/^```[\s\S]*?^```$/gm, "");

/** The anchors GitHub gives a document's headings. */
function anchorsOf(document: string): Set<string> {
  const headings = [...proseOf(document).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/ /g, "-"),
    ),
  );
}

function brokenLinks(document: string): string[] {
  const links = [...proseOf(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(document, link));
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path, anchor] = link.split("#");
  const target = path === "" ? document : join(dirname(document), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || (target.endsWith(".md") && anchorsOf(target).has(anchor));
}

/** Where a path written in prose may begin. */
const ROOTS = ["", "packages/asl-core/src/", "packages/asl-cli/src/", "packages/asl-viewer/src/"];
/** What is there only once it is built, or imported by this name. */
const subpaths = ["asl-core", "asl-viewer"].flatMap((name) =>
  Object.keys(entries(name)).map((entry) => join(name, entry).replace(/\/index$/, "")),
);
const isMade = (path: string): boolean => path.startsWith("dist/") || subpaths.includes(path);

/** Paths in prose, such as `kernel/turn.ts` or `states/*.ts`, that lead to no file or folder. */
function brokenPaths(document: string): string[] {
  const paths = [...proseOf(document).matchAll(/`((?:[\w.<>*-]+\/)+[\w.<>*-]*)`/g)].map(([, path]) => path);
  const places = [...ROOTS, `${dirname(document)}/`, ...folders.map((folder) => `packages/asl-core/src/${folder}/`)];
  const isThere = (path: string) =>
    places.some((place) => existsSync(join(root, place, path.replace(/[^/]*[<*].*$/, ""))));
  return paths.filter((path) => !isMade(path) && !isThere(path));
}

const core = join(root, "packages/asl-core/src");
const folders = readdirSync(core).filter((name) => statSync(join(core, name)).isDirectory());

describe.each(documents)("%s", (document) => {
  it("links to what is there", () => {
    expect(brokenLinks(document)).toEqual([]);
  });
});

describe.each(documents.filter((file) => /^(README|docs\/|packages\/[\w-]+\/README|CHANGELOG)/.test(file)))(
  "%s",
  (document) => {
    it("names paths that exist", () => {
      expect(brokenPaths(document)).toEqual([]);
    });
  },
);

describe(ARCHITECTURE, () => {
  const prose = proseOf(ARCHITECTURE);
  const sources = sourceFiles("asl-core");

  it("has at most 400 lines", () => {
    expect(textOf(ARCHITECTURE).split("\n").length).toBeLessThanOrEqual(401);
  });

  it("names only files that exist, and every file of the kernel", () => {
    const files = new Set(sources.concat(sourceFiles("asl-cli")).map(({ path }) => path.split("/").at(-1)));
    const scripts = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" }).map((path) =>
      path.split("/").at(-1),
    );
    const named = [...prose.matchAll(/`(?:[\w-]+\/)*([\w-]+\.ts)`/g)].map(([, name]) => name);
    expect(named.filter((name) => !files.has(name) && !scripts.includes(name))).toEqual([]);
    const kernel = readdirSync(join(core, "kernel")).filter((name) => name.endsWith(".ts") && name !== "index.ts");
    expect(kernel.filter((name) => !named.includes(name))).toEqual([]);
  });

  it("has every folder in its table of layers, and no import beyond it", () => {
    const table = layers(prose);
    expect([...table.keys()].sort()).toEqual(["leaves", ...folders].sort());
    expect(sources.flatMap((file) => beyond(file, table))).toEqual([]);
    const used = new Set(sources.flatMap(({ imports }) => imports.map(({ specifier }) => specifier)));
    expect([...table.values()].flatMap(({ libraries }) => libraries).filter((name) => !used.has(name))).toEqual([]);
  });
});

interface Layer {
  readonly folders: string[];
  readonly types: string[];
  readonly libraries: string[];
}

/** The rows of the table of layers, by folder. */
function layers(prose: string): Map<string, Layer> {
  const table = prose.slice(prose.indexOf("| folder | may import |")).split("\n\n")[0];
  const rows = table
    .split("\n")
    .slice(2)
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const names = (cell: string) => (cell === "–" ? [] : cell.split(", "));
  return new Map(
    rows.map(([name, may, types, libraries]) => [
      name,
      { folders: names(may), types: names(types), libraries: names(libraries) },
    ]),
  );
}

const folderOf = (path: string): string => (path.includes("/") ? path.split("/")[0] : "leaves");

function beyond(file: ReturnType<typeof sourceFiles>[number], table: Map<string, Layer>): string[] {
  if (file.path === "index.ts") return [];
  const layer = table.get(folderOf(file.path));
  return file.imports.flatMap((entry) => {
    if (layer === undefined) return [`${file.path}: its folder is not in the table`];
    if (entry.file === undefined)
      return layer.libraries.includes(entry.specifier) ? [] : [`${file.path}: ${entry.specifier}`];
    const target = folderOf(entry.file);
    const allowed = target === folderOf(file.path) || layer.folders.includes(target);
    return allowed || (entry.typesOnly && layer.types.includes(target)) ? [] : [`${file.path}: ${entry.file}`];
  });
}

describe("fenced blocks", () => {
  it.each(documents)("of %s are closed", (document) => {
    const fences = textOf(document)
      .split("\n")
      .filter((line) => line.startsWith("```")).length;
    expect(fences).toBe(2 * blocksOf(document).length);
  });
});
