import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The one place in jsonpath-plus that makes code from text. Our filters never reach it. */
const MAKES_CODE = "return new Function(...keys, code)(...values);";

/**
 * Takes out of jsonpath-plus its means to run text as code, so that what is shipped cannot, and a page under a strict
 * Content-Security-Policy may load it. Ends the build where the library no longer looks as known.
 * @returns {import("vite").Plugin}
 */
export const withoutEval = () => ({
  name: "without-eval",
  transform(code, id) {
    if (!id.includes("/jsonpath-plus/")) return undefined;
    const parts = code.split(MAKES_CODE);
    if (parts.length !== 2) this.error("jsonpath-plus makes code from text in a new way: see scripts/vite-plugins.mjs");
    return { code: parts.join('throw new Error("text never becomes code here");'), map: null };
  },
});

/**
 * Marks the output as CommonJS for Node, whatever the package around it is.
 * @returns {import("vite").Plugin}
 */
export const commonJs = () => ({
  name: "common-js",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' });
  },
});

/**
 * Puts modules that most runs never need into chunks of their own, loaded when one of their functions is first called.
 * Output must be CommonJS, where that can happen in the middle of a synchronous call.
 * @param {Record<string, string[]>} modules end of a module's path → the functions that others import from it
 * @returns {import("vite").Plugin}
 */
export function lazily(modules) {
  const MARK = "\0lazy:";
  const chunkOf = (end) => `${end.replace(/\.ts$/, "").split("/").slice(-2).join("-")}.js`;
  return {
    name: "lazily",
    enforce: "pre",
    async resolveId(source, importer) {
      if (importer === undefined || importer.startsWith(MARK)) return undefined;
      const found = await this.resolve(source, importer, { skipSelf: true });
      const end = Object.keys(modules).find((candidate) => found?.id.endsWith(candidate));
      return end === undefined ? undefined : `${MARK}${end}|${found.id}`;
    },
    load(id) {
      if (!id.startsWith(MARK)) return undefined;
      const [end, file] = id.slice(MARK.length).split("|");
      this.emitFile({ type: "chunk", id: file, fileName: `chunks/${chunkOf(end)}`, preserveSignature: "strict" });
      const call = (name) =>
        `export const ${name} = (...args) => module.require("./${chunkOf(end)}").${name}(...args);`;
      return modules[end].map(call).join("\n");
    },
  };
}

/**
 * Adds the license of jsonata where its code is bundled: what `scripts/build-jsonata.mjs` makes of it is a source of ours to
 * the bundler, which so does not know whose work it is.
 * @returns {import("vite").Plugin}
 */
export function withNotices() {
  let fileName;
  return {
    name: "notices",
    configResolved: ({ build }) => void (fileName = build.license.fileName),
    writeBundle({ dir }, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      if (!chunks.some((chunk) => chunk.moduleIds.some((id) => id.includes(GENERATED)))) return;
      const { version } = JSON.parse(readFileSync(`${JSONATA}/package.json`, "utf8"));
      const text = readFileSync(`${JSONATA}/LICENSE`, "utf8").trim();
      appendFileSync(join(dir, fileName), `\n## jsonata - ${version} (MIT), changed\n\n${text}\n`);
    },
  };
}

const GENERATED = "/language/jsonata/generated/";
const JSONATA = fileURLToPath(new URL("../packages/asl-core/node_modules/jsonata", import.meta.url));
