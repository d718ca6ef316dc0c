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
