import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { packageFile } from "../package.js";
import { usage } from "../stop.js";

/** A file of the page, as it is sent. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** The files of the page by their paths in addresses. Nothing else is ever sent. */
export type Page = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  md: "text/markdown; charset=utf-8",
};

/** Reads the page as it is built, beside the command's own build. Throws Stop (usage) where it is not there. */
export function readPage(folder = fileURLToPath(packageFile("dist/app/"))): Page {
  const page = new Map<string, PageFile>();
  for (const name of namesIn(folder)) {
    const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
    if (type !== undefined) page.set(`/${name}`, { type, bytes: readFileSync(`${folder}/${name}`) });
  }
  const index = page.get("/index.html");
  if (index === undefined || !index.bytes.includes(OWN)) throw notBuilt(folder);
  return page.set("/", index);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    throw notBuilt(folder);
  }
}

const notBuilt = (folder: string) =>
  usage(`the page is not there: ${folder} does not hold it`, "In a copy of the sources: npm run build makes it.");

/** The end of the page's own policy. */
const OWN = "form-action 'none'";

/** What the page may do beside what its own policy says: talk to the server that sent it. */
const connecting = (host: string): string => `${OWN}; connect-src ws://${host}`;

/** The page's own policy, in its HTML, with the connection to this host and no other. */
export const connected = ({ bytes }: PageFile, host: string): Buffer =>
  Buffer.from(bytes.toString("utf8").replace(OWN, connecting(host)));
