import type { Placements } from "../layout/index.js";
import { FILES, type PackedScript, type PageFile, type PageParts, PLACEMENTS } from "../page/index.js";
import { script } from "./script.js";

/** Set by the script page.js. */
interface Holder {
  aslPage?: PageParts;
}

/** The files that this page brings with it; none where it is the application. */
export const ownFiles = (): readonly PageFile[] => listIn(FILES) as PageFile[];

/** What its first picture needs. */
export const ownPlacements = (): Placements => listIn(PLACEMENTS) as Placements;

function listIn(id: string): readonly unknown[] {
  const text = document.getElementById(id)?.textContent ?? "";
  return text === "" ? [] : (JSON.parse(text) as unknown[]);
}

/** What a page is made of that needs nothing else: read from this page where it is such a one, else from a file beside it. */
export async function pageParts(): Promise<PageParts> {
  if (document.getElementById(FILES) !== null) return partsOfDocument();
  await script("page.js");
  const { aslPage } = globalThis as Holder;
  if (aslPage === undefined) throw new Error("page.js holds no page");
  return aslPage;
}

function partsOfDocument(): PageParts {
  const [style, loader, first] = ["style[data-hash]", named("loader"), named("first")].map(element);
  const scripts = Array.from(document.querySelectorAll<HTMLElement>('script[type="text/plain"][data-hash]'));
  return {
    ...{ style: textOf(style), styleHash: hashOf(style) },
    ...{ loader: textOf(loader), loaderHash: hashOf(loader) },
    ...{ first: textOf(first), firstHash: hashOf(first) },
    scripts: scripts.map(
      (one): PackedScript => ({ name: one.dataset.name ?? "", hash: hashOf(one), packed: textOf(one) }),
    ),
    notices: textOf(element(named("notices"))),
  };
}

const named = (name: string): string => `script[data-name="${name}"]`;
const element = (selector: string): HTMLElement => document.querySelector<HTMLElement>(selector) as HTMLElement;
const textOf = (one: HTMLElement): string => one.textContent ?? "";
const hashOf = (one: HTMLElement): string => one.dataset.hash ?? "";
