import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, defineConfig, type Plugin, runnerImport, type UserConfig } from "vite";
import { withNotices, withoutEval } from "../../scripts/vite-plugins.mjs";
import { alias, root } from "../../scripts/workspace.mjs";
import { type PageParts, partsScript } from "./src/page/index.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const elk = (file: string): string =>
  readFileSync(createRequire(`${here}package.json`).resolve(`elkjs/${file}`), "utf8");

/** What the page may do: run its own scripts, the worker made of one of them, and nothing with any network. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' blob:",
  "worker-src blob:",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The files beside app.js. elk's worker is a text in a script: a page opened from a file may load no other way. */
const page = (): Plugin => ({
  name: "page",
  generateBundle() {
    const html = readFileSync(`${here}src/app/index.html`, "utf8").replace("%POLICY%", POLICY);
    const worker = `globalThis.aslElkWorker=${JSON.stringify(elk("lib/elk-worker.min.js"))};\n`;
    const files = {
      "index.html": html,
      "app.css": readFileSync(`${here}src/app/app.css`, "utf8"),
      "elk-worker.js": worker,
      "example.js": `globalThis.aslExample=${JSON.stringify(module.example)};\n`,
      "elk-main.js": elk("lib/elk.bundled.js"),
      "ELKJS-LICENSE.md": elk("LICENSE.md"),
    };
    for (const [fileName, source] of Object.entries(files)) this.emitFile({ type: "asset", fileName, source });
  },
});

/** Scripts of their own, loaded on demand: readers of what is not JSON; the interpreter, for recordings and debugging. */
const SCRIPTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "formats.js": {
    yaml: "asl-core/src/definition/yaml.ts",
    json5: "asl-core/src/sources/json5.ts",
    cloudformation: "asl-core/src/sources/cloudformation.ts",
    serverless: "asl-core/src/sources/serverless.ts",
    terraform: "asl-core/src/sources/terraform.ts",
  },
  "machine.js": {
    debug: "asl-core/src/debug/index.ts",
    host: "asl-viewer/src/debugging/host/index.ts",
    tests: "asl-viewer/src/debugging/tests.ts",
    checking: "asl-viewer/src/checking/index.ts",
  },
  "workbench.js": { workbench: "asl-viewer/src/elements/workbench.ts" },
  "comparison.js": { comparison: "asl-viewer/src/elements/comparison.ts" },
};
const NAMES = Object.values(SCRIPTS).flatMap((modules) => Object.keys(modules));
const DYNAMIC = new RegExp(
  `(?<!typeof )import\\("(?:\\.{1,2}/|asl-core/)(${NAMES.join("|")})(?:\\.js|/index\\.js)?"\\)`,
  "g",
);

/** Where a module is loaded on demand, the page loads the script that holds it. */
const onDemand = (): Plugin => ({
  name: "on-demand",
  enforce: "pre",
  transform: (code, id) =>
    /\/asl-(core|viewer)\/src\//.test(id) && DYNAMIC.test(code)
      ? { code: code.replace(DYNAMIC, 'globalThis.aslModule("$1")'), map: null }
      : undefined,
});

/** Where the sentences of diagnostics are, and those that reading a text can give. */
const CATALOGUE = `${root}/packages/asl-core/src/definition/catalogue`;
const READING = ["text", "sources", "terraform"];

/** The page reads definitions, and has another script check them: it holds the sentences of the reader, and no others. */
const sentencesOfReading = (): Plugin => ({
  name: "sentences-of-reading",
  enforce: "pre",
  resolveId: (id, from) =>
    id === "./catalogue/index.js" && from?.endsWith("/definition/diagnostics.ts") ? "\0catalogue" : undefined,
  load(id) {
    if (id !== "\0catalogue") return undefined;
    const imports = READING.map((group) => `import { ${group} } from "${CATALOGUE}/${group}.ts";`);
    return `${imports.join("\n")}\nexport const catalogue = { ${READING.map((group) => `...${group}`).join(", ")} };\n`;
  },
});

/** The page's own lit: another one would be as large again. */
const sharedLit = (): Plugin => ({
  name: "shared-lit",
  enforce: "pre",
  resolveId: (id) => (id === "lit" ? "\0lit" : undefined),
  load: (id) =>
    id === "\0lit" ? "export const { css, html, LitElement, nothing, svg, unsafeCSS } = globalThis.aslLit;" : undefined,
});

/** The modules of a script, put where the page finds them. */
const modulesOf = (file: string): Plugin => ({
  name: "modules",
  resolveId: (id) => (id.endsWith("virtual:modules") ? "\0modules" : undefined),
  load(id) {
    if (id !== "\0modules") return undefined;
    const modules = Object.entries(SCRIPTS[file]);
    const imports = modules.map(([name, path]) => `import * as ${name} from "${root}/packages/${path}";`);
    const names = modules.map(([name]) => name).join(", ");
    return `${imports.join("\n")}\nglobalThis.aslModules = { ...globalThis.aslModules, ${names} };\n`;
  },
});

/** Libraries as they are shipped, whatever the environment of the build says. */
const conditions = ["production", "browser", "module"];

/** Where scripts that are one build find what is in the others. */
const SHARED = "globalThis.aslShared";

/** What such a build consists of as it comes: the first three are app.js, together. */
const PARTS = ["rolldown-runtime.js", "first.js", "app.js", "rest.js", "asides.js", "elk-api.js"];

/** Scripts that are there as they are. */
const PLACED = ["elk-worker.js", "elk-main.js", "example.js"];

/**
 * The page's own build as classic scripts, since modules are not loaded from files, that share their modules: app.js holds
 * all that its entry imports, which is what the first picture needs; rest.js what is imported dynamically from there on;
 * asides.js panes that are asked for; elk-api.js what speaks with elk's worker.
 */
const inParts = (entry: string, later: string, asides: string): Plugin => {
  let outDir = "dist/app";
  let reached: Set<string>[] | undefined;
  const name = (id: string, context: Modules): string => {
    reached ??= [entry, later, asides].map((from) =>
      reachable(from, (one) => context.getModuleInfo(one)?.importedIds ?? []),
    );
    const [first, rest, aside] = reached;
    if (first.has(id)) return "first";
    return id.includes("elkjs") ? "elk-api" : aside.has(id) && !rest.has(id) ? "asides" : "rest";
  };
  // A part takes along what it imports, unless one before it has that.
  const groups = ["first", "rest", "elk-api", "asides"].map((part, at) => ({
    name: (id: string, context: Modules) => (name(id, context) === part ? part : null),
    priority: 4 - at,
  }));
  const output = { codeSplitting: { groups }, chunkFileNames: "[name].js" };
  return {
    name: "in-parts",
    config: () => ({ build: { rolldownOptions: { output } } }),
    configResolved: (config) => void (outDir = config.build.outDir),
    renderChunk: (code, { fileName }) => ({ code: asScript(code, fileName), map: null }),
    // Not before all is written: what is known of the licenses of a part goes with it.
    writeBundle: {
      sequential: true,
      handler: (_, bundle) => joinFirst(resolve(here, outDir), Object.keys(bundle)),
    },
  };
};

/** What a build knows of its modules. */
interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Whatever is imported from a module on, but not dynamically. */
function reachable(entry: string, importsOf: (id: string) => readonly string[]): Set<string> {
  const found = new Set([entry]);
  for (const one of found) for (const next of importsOf(one)) found.add(next);
  return found;
}

/** A part of the build, in CommonJS, as a classic script: what it requires is there already, or is loaded. */
function asScript(code: string, fileName: string): string {
  const text = code
    .replaceAll(LOADED, `globalThis.aslPart("$1").then(() => ${SHARED}["./$1"])`)
    .replaceAll(REQUIRED, `${SHARED}["./$1"]`);
  if (/\brequire\(/.test(text)) throw new Error(`${fileName} requires what no part of the page is`);
  return `((exports) => {${text}\n})((${SHARED} ??= {})["./${fileName}"] = {});`;
}
const LOADED = /Promise\.resolve\(\)\.then\(\(\) => require\("\.\/([\w-]+\.js)"\)\)/g;
const REQUIRED = /\brequire\("\.\/([\w-]+\.js)"\)/g;

/** Makes one script of those that are loaded together. */
function joinFirst(folder: string, files: readonly string[]): void {
  const found = files.filter((file) => file.endsWith(".js") && !PLACED.includes(file)).sort();
  if (found.join() !== PARTS.toSorted().join()) throw new Error(`the page is in other scripts: ${found}`);
  const together = PARTS.slice(0, 3).map((file) => join(folder, file));
  writeFileSync(join(folder, "app.js"), together.map((file) => readFileSync(file, "utf8")).join(""));
  for (const file of together.slice(0, 2)) rmSync(file);
}

/** One classic script, since modules are not loaded from files. */
const scriptOf = (entry: string, file: string, emptyOutDir: boolean): UserConfig["build"] => ({
  target: "es2023",
  outDir: "dist/app",
  emptyOutDir,
  license: { fileName: licensesOf(file) },
  lib: { entry, formats: ["iife"], name: "asl", fileName: () => file },
  minify: true,
  rolldownOptions: { output: { codeSplitting: false } },
});

/** The script that runs where it stands in a page: nothing in it may end the element that holds it. */
function standing(text: string): string {
  if (/<\/script|<!--/i.test(text)) throw new Error("app.js holds what ends a script, or begins a comment");
  return text;
}

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** What a page is made of that holds the application itself: the scripts of a folder, packed, and their licenses. */
function pageParts(folder: string): PageParts {
  const read = (file: string): string => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
  const names = ["rest.js", "asides.js", "elk-api.js", ...Object.keys(SCRIPTS), "reader-worker.js", "elk-worker.js"];
  const licenses = ["app.js", "reader-worker.js", ...Object.keys(SCRIPTS)].map(licensesOf);
  const notices = ["ELKJS-LICENSE.md", ...licenses];
  const [style, loader] = [read("app.css"), readFileSync(`${here}src/app/loader.js`, "utf8")];
  const first = standing(read("app.js"));
  return {
    ...{ style, styleHash: hashOf(style), loader, loaderHash: hashOf(loader), first, firstHash: hashOf(first) },
    scripts: names.map((name) => {
      const text = read(name);
      return { name, hash: hashOf(text), packed: gzipSync(text, { level: 9 }).toString("base64") };
    }),
    notices: notices
      .filter((name) => existsSync(join(folder, name)))
      .map(read)
      .join("\n\n"),
  };
}

const licensesOf = (script: string): string => `${script.replace(".js", "")}-LICENSES.md`;

/** Builds the other scripts after the page's own, into the same folder; then page.js, which holds them all. */
const withScripts = (): Plugin => {
  let outDir = "dist/app";
  const buildScript = (file: string) =>
    build({
      ...{ configFile: false, root: here, publicDir: false, logLevel: "warn" },
      plugins: [
        withoutEval(),
        withNotices(),
        modulesOf(file),
        ...(file === "formats.js" ? [] : [onDemand()]),
        sharedLit(),
      ],
      resolve: { alias, conditions },
      build: { ...scriptOf("virtual:modules", file, false), outDir },
    });
  return {
    name: "with-scripts",
    configResolved: (config) => void (outDir = config.build.outDir),
    writeBundle: {
      sequential: true,
      async handler() {
        for (const file of Object.keys(SCRIPTS)) await buildScript(file);
        const folder = resolve(here, outDir);
        writeFileSync(join(folder, "page.js"), partsScript(pageParts(folder)));
      },
    },
  };
};

/** Scripts of workers, as texts in scripts like elk's, and what they are called in pages. Saved pages check with machine.js. */
const WORKERS = [
  ["reader-worker.js", "aslReaderWorker"],
  ["checking-worker.js", "aslCheckingWorker"],
] as const;

/** Builds the script of a worker; that of the checker holds the readers of all formats. */
const withWorker = ([file, name]: (typeof WORKERS)[number]): Plugin => {
  let outDir = "dist/app";
  return {
    name: `with-${file}`,
    configResolved: (config) => void (outDir = config.build.outDir),
    writeBundle: {
      sequential: true,
      async handler() {
        await build({
          ...{ configFile: false, root: here, publicDir: false, logLevel: "warn" },
          plugins: file === "reader-worker.js" ? [onDemand()] : [withoutEval(), withNotices()],
          resolve: { alias, conditions },
          build: { ...scriptOf(`${here}src/app/${file.replace(".js", ".ts")}`, file, false), outDir },
        });
        const path = join(resolve(here, outDir), file);
        writeFileSync(path, `globalThis.${name}=${JSON.stringify(readFileSync(path, "utf8"))};\n`);
      },
    },
  };
};

/** Builds elements.js, the elements without the page, for pages that have no bundler. */
const withElements = (): Plugin => {
  let outDir = "dist/app";
  return {
    name: "with-elements",
    configResolved: (config) => void (outDir = config.build.outDir),
    writeBundle: {
      sequential: true,
      async handler() {
        await build({
          ...{ configFile: false, root: here, publicDir: false, logLevel: "warn" },
          plugins: [onDemand()],
          resolve: { alias: pageAlias, conditions },
          define: { "process.env.NODE_ENV": '"production"' },
          build: { ...scriptOf(`${here}src/app/elements.ts`, "elements.js", false), outDir },
        });
      },
    },
  };
};

/** elk itself is a script that is loaded on demand. */
const pageAlias = [
  { find: /^elkjs\/lib\/elk\.bundled\.js$/, replacement: `${root}/packages/asl-viewer/src/app/elk-main.ts` },
  ...alias,
];

/** From asl-core's sources, as everything in the page. */
const { module } = await runnerImport<typeof import("./example.js")>(`${here}example.ts`, {
  configFile: false,
  resolve: { alias },
});

const ENTRY = `${root}/packages/asl-viewer/src/app/app.ts`;
const [REST, ASIDES] = ["rest", "asides"].map((name) => `${root}/packages/asl-viewer/src/elements/${name}.ts`);

/** The application: a static folder that needs no server. */
export default defineConfig({
  root: here,
  publicDir: false,
  plugins: [
    page(),
    onDemand(),
    sentencesOfReading(),
    inParts(ENTRY, REST, ASIDES),
    ...WORKERS.map(withWorker),
    withScripts(),
    withElements(),
  ],
  resolve: {
    conditions,
    alias: pageAlias,
  },
  define: { "process.env.NODE_ENV": '"production"' },
  build: { ...scriptOf(ENTRY, "app.js", true), lib: { entry: ENTRY, formats: ["cjs"], fileName: () => "app.js" } },
});
