import { EventEmitter } from "node:events";
import type { Browser, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { Pages } from "./pages.js";
import { sharedBrowser } from "./shared-browser.js";

/** A browser whose pages answer as told, and which says what was done with them. */
function browserOf(answer: () => Promise<unknown>) {
  const did: string[] = [];
  const done = (name: string) => async () => void did.push(name);
  const newContext = async () => {
    const context = {
      close: done("close"),
      pages: () => [page],
      unrouteAll: done("unroute"),
      clearPermissions: done(""),
    };
    const page = {
      ...{ context: () => context, evaluate: answer, goto: done("blank"), mouse: { move: done("") } },
      ...{
        setViewportSize: done(""),
        emulateMedia: done(""),
        removeAllListeners: () => page,
        unrouteAll: done("unroute"),
      },
    };
    return { ...context, newPage: async () => page as unknown as Page };
  };
  return { browser: { newContext } as unknown as Browser, did };
}

describe("pages that tests borrow", () => {
  it("are lent again once they are emptied, and answer no requests for whoever had them", async () => {
    const { browser, did } = browserOf(async () => undefined);
    const pages = new Pages(browser);
    const page = await pages.take({}, "again");
    await pages.takeBack();
    expect(did.filter(Boolean)).toEqual(["unroute", "unroute", "blank"]);
    expect(await pages.take({}, "again")).toBe(page);
  });

  it.each([
    ["do not answer", () => new Promise(() => {})],
    ["are closed", () => Promise.reject(new Error("closed"))],
  ])("are closed where they %s", async (_, answer) => {
    const { browser, did } = browserOf(answer);
    const pages = new Pages(browser, 1);
    const page = await pages.take({}, "again");
    await pages.takeBack();
    expect(did).toContain("close");
    expect(await pages.take({}, "again")).not.toBe(page);
  });
});

describe("a browser that files of tests share", () => {
  const started = () => new EventEmitter() as unknown as Browser & EventEmitter;

  it("is one, until it ends", async () => {
    const shared = sharedBrowser(async () => started());
    const [first] = await shared();
    expect((await shared())[0]).toBe(first);
    (first as unknown as EventEmitter).emit("disconnected");
    expect((await shared())[0]).not.toBe(first);
  });

  it("is started again where it could not be", async () => {
    let tries = 0;
    const shared = sharedBrowser(async () => {
      if (tries++ === 0) throw new Error("no memory");
      return started();
    });
    await expect(shared()).rejects.toThrow("no memory");
    await expect(shared()).resolves.toHaveLength(2);
  });
});
