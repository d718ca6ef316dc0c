import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { create, ts } from "@custom-elements-manifest/analyzer/index.js";
import { litPlugin } from "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js";
import { readJson, root } from "./workspace.mjs";

const folder = `${root}/packages/asl-viewer/src/elements`;
/** Where users import the elements from. */
const MODULE = "dist/index.js";

/** The sources of the elements, by file name. */
export const elementSources = () =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => [basename(path), readFileSync(join(folder, path), "utf8")])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/**
 * What the elements of asl-viewer offer, as https://github.com/webcomponents/custom-elements-manifest has it: attributes,
 * properties, methods, events, CSS parts and custom properties, all of them from the comments in the sources. What is private,
 * internal or Lit's own is left out.
 */
export function elementsManifest() {
  const sources = elementSources();
  const modules = Object.entries(sources)
    .filter(([file]) => /^(asl-.*|register)\.ts$/.test(file))
    .map(([file, text]) => ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  const found = create({ modules, plugins: litPlugin() });
  const declarations = found.modules
    .flatMap(({ path, declarations }) => declarations.map((one) => ({ ...one, source: sources[path] })))
    .filter((one) => one.customElement && one.tagName)
    .map((one) => element(one, sharedAttributes(sources["element.ts"]), customProperties(sources["theme.ts"])));
  const exports = declarations.flatMap(({ name, tagName }) => [
    { kind: "js", name, declaration: { name, module: MODULE } },
    { kind: "custom-element-definition", name: tagName, declaration: { name, module: MODULE } },
  ]);
  const { version } = readJson("packages/asl-viewer/package.json");
  const module = { kind: "javascript-module", path: MODULE, declarations, exports };
  return { schemaVersion: "1.0.0", readme: "README.md", package: { name: "asl-viewer", version }, modules: [module] };
}

function element({ kind, description, name, tagName, superclass, source, ...all }, shared, cssProperties) {
  const inherited = /^(Asl|Themed)Element$/.test(superclass?.name) ? shared : [];
  const isState = (name) => new RegExp(`\\b${name}: \\{ state: true`).test(source);
  const isOpen = ({ privacy, static: isStatic, name, inheritedFrom }) =>
    name !== undefined &&
    !/private|protected/.test(privacy ?? "") &&
    !isStatic &&
    !inheritedFrom &&
    !name.startsWith("#");
  const members = (all.members ?? []).filter((one) => isOpen(one) && !isState(one.name) && one.name !== "focus");
  const attributes = (all.attributes ?? []).filter(
    ({ fieldName }) => fieldName === undefined || members.some(({ name }) => name === fieldName),
  );
  for (const attribute of attributes) {
    const member = members.find((one) => one.name === (attribute.fieldName ?? attribute.name));
    if (member === undefined) continue;
    const said = attribute.description ?? member.description;
    if (said !== undefined) [attribute.description, member.description] = [said, member.description ?? said];
  }
  return {
    kind,
    description,
    name,
    tagName,
    customElement: true,
    superclass,
    attributes: [...inherited, ...attributes],
    members: [...inherited.map(asMember), ...members.map(({ privacy, ...one }) => one)],
    events: (all.events ?? []).filter((one) => one.name.startsWith("asl-")),
    cssParts: all.cssParts ?? [],
    cssProperties,
  };
}

const asMember = ({ name, type, description }) => ({
  ...{ kind: "field", name, type, description },
  ...{ attribute: name, reflects: true },
});

/** Attributes that elements have from the class they all extend stand in its comment. */
function sharedAttributes(text) {
  const found = [...text.matchAll(/^ \* @attr \{(.+)\} ([\w-]+) - (.+)$/gm)];
  return found.map(([, type, name, description]) => ({ name, type: { text: type }, description, fieldName: name }));
}

/** Custom properties that all elements share stand in the comment of the theme. */
function customProperties(text) {
  const found = [...text.matchAll(/^ \* @cssprop (--[\w-]+) - (.+)$/gm)];
  return found.map(([, name, description]) => ({ name, description }));
}

/**
 * Writes the manifest beside the bundle.
 * @returns {import("vite").Plugin}
 */
export const withManifest = () => ({
  name: "elements-manifest",
  generateBundle() {
    const source = `${JSON.stringify(elementsManifest(), null, 2)}\n`;
    this.emitFile({ type: "asset", fileName: "custom-elements.json", source });
  },
});
