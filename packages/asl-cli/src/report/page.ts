import { readFileSync } from "node:fs";
import { type PageContent, pageText, partsIn } from "asl-viewer/page";
import { shownPath, writeTextFile } from "../files.js";
import { packageFile } from "../package.js";

/** The viewer in one file, where the build puts it. */
const PARTS = "dist/app/page.js";

/**
 * Writes a page that needs nothing else and shows what it is given. Gives back a sentence with its size. The same content
 * gives the same bytes. Throws Stop where it cannot be written.
 */
export function writePage(path: string, content: PageContent): string {
  const bytes = Buffer.from(pageText(partsIn(readFileSync(packageFile(PARTS), "utf8")), content));
  writeTextFile(path, bytes);
  return `wrote ${shownPath(path)}, ${megabytes(bytes.length)} MB: it opens in any browser, and asks no network`;
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(2);
