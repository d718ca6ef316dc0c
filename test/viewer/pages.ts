import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** How a page is when nothing else is said; every one of these can be set anew in a page that stands. */
const PLAIN = {
  viewport: { width: 1280, height: 800 },
  colorScheme: "light",
  contrast: "no-preference",
  forcedColors: "none",
  reducedMotion: "no-preference",
} as const satisfies BrowserContextOptions;

/** Whether others get the page after, or nobody; one that stays is closed by whoever took it. */
export type Use = "again" | "alone" | "stays";

/**
 * Pages of one browser, each in a context of its own, that tests borrow one after the other: a page that has shown the
 * application shows it again in a third of the time that a new one takes. A page that is lent is empty: blank, nothing
 * stored, nobody listening, the pointer outside, sizes and colours as asked for.
 */
export class Pages {
  readonly #idle = new Map<string, Page[]>();
  readonly #lent = new Map<Page, string>();

  constructor(private readonly browser: Browser) {}

  /** An empty page. */
  async take(options: BrowserContextOptions, use: Use): Promise<Page> {
    const { viewport, colorScheme, contrast, forcedColors, reducedMotion, ...lasting } = { ...PLAIN, ...options };
    const kind = use === "again" ? JSON.stringify(lasting) : "";
    const page = this.#idle.get(kind)?.pop() ?? (await (await this.browser.newContext(lasting)).newPage());
    if (use !== "stays") this.#lent.set(page, kind);
    await page.setViewportSize(viewport ?? PLAIN.viewport);
    await page.emulateMedia({ colorScheme, contrast, forcedColors, reducedMotion });
    return page;
  }

  /** Takes back every page that is lent. Those that cannot be emptied are closed. */
  async takeBack(): Promise<void> {
    const lent = [...this.#lent];
    this.#lent.clear();
    for (const [page, kind] of lent) {
      if (kind === "" || !(await isEmptied(page))) await page.context().close();
      else this.#idle.set(kind, [...(this.#idle.get(kind) ?? []), page]);
    }
  }
}

/** Empties a page; false where it is closed or does not answer. */
async function isEmptied(page: Page): Promise<boolean> {
  try {
    page.removeAllListeners();
    await page.evaluate("localStorage.clear(); sessionStorage.clear()");
    for (const other of page.context().pages()) if (other !== page) await other.close();
    await page.context().clearPermissions();
    await page.mouse.move(-10, -10);
    await page.goto("about:blank");
    return true;
  } catch {
    return false;
  }
}
