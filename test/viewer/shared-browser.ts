import type { Browser } from "playwright-core";
import { Pages } from "./pages.js";

/** A browser that several take, with its pages. */
export type Shared = readonly [Browser, Pages];

/**
 * Gives the browser that runs, or starts one: the first time, and where the one before could not be started or has ended
 * since.
 */
export function sharedBrowser(launch: () => Promise<Browser>): () => Promise<Shared> {
  let running: Promise<Shared> | undefined;
  const start = async (): Promise<Shared> => {
    const browser = await launch();
    browser.once("disconnected", forget);
    return [browser, new Pages(browser)];
  };
  const forget = (): void => {
    running = undefined;
  };
  return () => {
    if (running === undefined) {
      running = start();
      running.catch(forget);
    }
    return running;
  };
}
