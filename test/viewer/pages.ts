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
 * application shows it again in a third of the time that a new one takes. A page that is lent is blank: nothing stored,
 * nobody listening, no requests answered for it, the pointer outside, sizes and colours as asked for. What cannot be taken
 * back, init scripts and exposed functions, is for tests that take a page alone; who opens a session of CDP detaches it.
 */
export class Pages {
  readonly #idle = new Map<string, Page[]>();
  readonly #lent = new Map<Page, string>();

  /** `patience`: how long a page may take to be emptied, in milliseconds. */
  constructor(
    private readonly browser: Pick<Browser, "newContext">,
    private readonly patience = 10_000,
  ) {}

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
      if (kind === "" || !(await isIn(this.patience, empty(page)))) await page.context().close();
      else this.#idle.set(kind, [...(this.#idle.get(kind) ?? []), page]);
    }
  }
}

/** Fails where the page is closed, and goes on for ever where it does not answer. */
async function empty(page: Page): Promise<void> {
  page.removeAllListeners();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.evaluate("localStorage.clear(); sessionStorage.clear()");
  for (const other of page.context().pages()) if (other !== page) await other.close();
  await page.context().unrouteAll({ behavior: "ignoreErrors" });
  await page.context().clearPermissions();
  await page.mouse.move(-10, -10);
  await page.goto("about:blank");
}

/** Whether something succeeds in time. */
async function isIn(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
