/**
 * `node packages/asl-vscode/vsix.mjs`: packs the extension, with the `asl` it starts, into dist/asl-vscode-<version>.vsix. Needs
 * no network; the same sources give the same bytes. `--no-build` packs what was built before.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { strToU8, zipSync } from "fflate";
import { build } from "../../scripts/build.mjs";
import { readJson, root } from "../../scripts/workspace.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
/** The first moment a zip can name: times of files are nobody's business. */
const TIME = new Date(1980, 0, 1);

const TYPES = {
  ".json": "application/json",
  ".cjs": "application/javascript",
  ".css": "text/css",
  ".html": "text/html",
  ".js": "application/javascript",
  ".md": "text/markdown",
  ".txt": "text/plain",
  ".vsixmanifest": "text/xml",
};

/** Packs what is built. Gives the path of the package. */
export function pack() {
  const manifest = readJson("packages/asl-vscode/package.json");
  const files = contents(manifest);
  const path = `${folder}dist/${manifest.name}-${manifest.version}.vsix`;
  mkdirSync(`${folder}dist`, { recursive: true });
  writeFileSync(path, zipSync(files, { level: 9, mtime: TIME, os: 3 }));
  return path;
}

function contents(manifest) {
  const text = (path) => new Uint8Array(readFileSync(`${root}/${path}`));
  const { devDependencies: _, private: __, type: ___, ...shipped } = manifest;
  const extension = {
    "package.json": strToU8(`${JSON.stringify(shipped, null, 2)}\n`),
    "README.md": text("packages/asl-vscode/README.md"),
    "LICENSE.txt": text("packages/asl-vscode/LICENSE"),
    "dist/extension.cjs": text("packages/asl-vscode/dist/extension.cjs"),
    "asl/package.json": text("packages/asl-cli/package.json"),
    ...Object.fromEntries(
      filesUnder("packages/asl-cli/dist").map((file) => [`asl/dist/${file}`, text(`packages/asl-cli/dist/${file}`)]),
    ),
  };
  const files = {
    "extension.vsixmanifest": strToU8(vsixManifest(manifest)),
    ...Object.fromEntries(Object.entries(extension).map(([name, bytes]) => [`extension/${name}`, bytes])),
  };
  return { "[Content_Types].xml": strToU8(contentTypes(Object.keys(files))), ...files };
}

/** In the order of their names, without maps. */
function filesUnder(path, inside = "") {
  return readdirSync(`${root}/${path}/${inside}`)
    .sort()
    .map((name) => `${inside}${name}`)
    .flatMap((name) => (statSync(`${root}/${path}/${name}`).isDirectory() ? filesUnder(path, `${name}/`) : [name]))
    .filter((name) => !name.endsWith(".map"));
}

function contentTypes(names) {
  const endings = [...new Set(names.map((name) => extname(name)))].sort();
  const types = endings.map(
    (ending) => `  <Default Extension="${ending}" ContentType="${TYPES[ending] ?? "application/octet-stream"}"/>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${types.join("\n")}
</Types>
`;
}

function vsixManifest({ name, displayName, description, version, publisher, engines, categories, keywords }) {
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}"/>
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${escaped(keywords.join(","))}</Tags>
    <Categories>${escaped(categories.join(","))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${escaped(engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionDependencies" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionPack" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

const escaped = (text) =>
  text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]);

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!process.argv.includes("--no-build") && !(await build())) process.exit(1);
  console.log(pack());
}
