import type { Placements } from "../layout/index.js";

/** A script of the application, as it stands in a page that needs nothing else. */
export interface PackedScript {
  readonly name: string;
  /** Of its text, as a Content-Security-Policy names it: "sha256-…". */
  readonly hash: string;
  /** gzip, in base64. */
  readonly packed: string;
}

/** What such a page is made of; the build makes it. */
export interface PageParts {
  readonly style: string;
  readonly styleHash: string;
  /** Unpacks the scripts. */
  readonly loader: string;
  readonly loaderHash: string;
  /** What draws the first picture. It runs where it stands, unpacked, and holds nothing that ends a script. */
  readonly first: string;
  readonly firstHash: string;
  readonly scripts: readonly PackedScript[];
  /** Licenses of what is in the scripts. */
  readonly notices: string;
}

/** A text that the page opens. */
export interface PageFile {
  readonly name: string;
  readonly text: string;
  /** Of the second run, or version, where two are compared; "before" where it is the version before of the one that is open. */
  readonly compared?: true | "before";
}

/** What a page shows: files in the order in which they are opened. */
export interface PageContent {
  readonly title: string;
  readonly files: readonly PageFile[];
  /** What the first picture needs, so that it waits for no layout. */
  readonly placements?: Placements;
}

/** Id of the element that holds the files, as JSON. */
export const FILES = "asl-files";

/** Id of the element that holds the placements, as JSON. */
export const PLACEMENTS = "asl-placements";

/** How the script begins that brings the parts to the application. */
const PREFIX = "globalThis.aslPage=";

/** The parts as a classic script, which a page opened from a file can load. */
export const partsScript = (parts: PageParts): string => `${PREFIX}${JSON.stringify(parts)};\n`;

/** The parts in that script's text. Throws SyntaxError for another text. */
export function partsIn(script: string): PageParts {
  if (!script.startsWith(PREFIX)) throw new SyntaxError("these are not the parts of a page");
  return JSON.parse(script.slice(PREFIX.length, script.lastIndexOf(";"))) as PageParts;
}

/**
 * The whole application and what it shows as one HTML file, which opens from anywhere, asks no network and runs only the
 * scripts named in its policy by their hashes. What it shows and what draws it stand before all else, so that the picture is
 * there while the rest is still read. The same parts and content give the same bytes. O(size).
 */
export function pageText(parts: PageParts, { title, files, placements = [] }: PageContent): string {
  const scripts = parts.scripts.map(
    ({ name, hash, packed }) => `<script type="text/plain" data-name="${name}" data-hash="${hash}">${packed}</script>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policyOf(parts)}">
<title>${asText(title)}</title>
<style data-hash="${parts.styleHash}">${parts.style}</style>
</head>
<body>
<main><asl-viewer linked hidden></asl-viewer></main>
<noscript>This page shows a state machine with a script, which this browser does not run.</noscript>
<script type="application/json" id="${FILES}">${asData(files)}</script>
<script type="application/json" id="${PLACEMENTS}">${asData(placements)}</script>
<script data-name="loader" data-hash="${parts.loaderHash}">${parts.loader}</script>
<script data-name="first" data-hash="${parts.firstHash}">${parts.first}</script>
${scripts.join("\n")}
<script type="text/plain" data-name="notices">${asIsland(parts.notices)}</script>
</body>
</html>
`;
}

/** Scripts and style by their hashes, the layout's worker, pictures to be exported; nothing with any network. */
function policyOf({ styleHash, loaderHash, firstHash, scripts }: PageParts): string {
  const hashes = [loaderHash, firstHash, ...scripts.map(({ hash }) => hash)].map((hash) => `'${hash}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(" ")}`,
    "worker-src blob:",
    `style-src '${styleHash}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

const asText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** JSON in which nothing can end the element that holds it, or begin a comment: "<" stands in no other place than texts. */
const asData = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

/** A text of ours, so that it cannot end the element that holds it. */
const asIsland = (text: string): string => text.replaceAll("</script", "< /script").replaceAll("<!--", "< !--");
