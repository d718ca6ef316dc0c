import { type Browser, chromium } from "playwright-core";
import { findChromium, flags } from "../../scripts/chromium.mjs";

/** The Chromium of this machine, or undefined where there is none; then says so, loudly, once per test file. */
export function browserPath(): string | undefined {
  const path = findChromium();
  if (path === undefined)
    console.warn("*** BROWSER TESTS ARE SKIPPED: no Chromium found. `node scripts/chromium.mjs` gets one. ***");
  return path;
}

/** Starts a headless Chromium; the caller closes it. */
export const launch = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args: flags });
