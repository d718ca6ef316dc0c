import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { historyOf } from "./history.js";
import { machine, order, pass, task } from "./machines.js";
import { count, give, inChromium, node, type Opening, tab } from "./page.js";

/** Some texts are large. */
vi.setConfig({ testTimeout: 60_000 });

const RUN = { total: 200, retry: false, lines: [1, 2, 3] };
const HISTORY = historyOf(order, RUN);
const events = (): JsonObject[] => JSON.parse(HISTORY).events;
const text = (value: unknown): string => JSON.stringify(value);
const history = (some: unknown): string => text({ events: some });

inChromium("the viewer, given what it cannot show", ({ open }) => {
  const start = async (options: Opening = {}): Promise<Page> => {
    const page = await open(options);
    await give(page, text(machine({ Kept: pass() })), "kept.asl.json");
    await node(page, "Kept").waitFor();
    return page;
  };
  const fault = async (page: Page): Promise<string> => {
    const said = await page.locator(".fault").innerText();
    expect(await node(page, "Kept").count()).toBe(1);
    return said;
  };

  describe("one after the other", () => {
    let page: Page | undefined;
    afterAll(() => page?.context().close());

    it.each<[string, string, RegExp]>([
      ["an empty file", " \n", /bad\.json cannot be opened: it is empty/],
      ["a picture", "\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR", /it is no text/],
      ["JSON of something else", text({ name: "left-pad", version: "1.0.0" }), /neither a state machine nor a history/],
      ["a number", "42", /neither a state machine nor a history/],
      ["an empty history", history([]), /it is a history without events/],
      ["a history without its end", HISTORY.slice(0, -400), /breaks off.*line 1.*saved whole/s],
      ["pages from the second on", history(events().slice(6)), /events 1 to 6 are missing/],
      ["a history with a gap", history(events().filter((_, at) => at !== 4)), /event 5 is missing.*all pages.*kept/s],
      [
        "two executions as one",
        history([...events(), { ...events()[3], timestamp: 5 }]),
        /two different events have the id 4.*two executions/s,
      ],
      [
        "a beginning of no type",
        history([{ ...events()[0], type: "Nonsense" }]),
        /event 1 is Nonsense: a history begins with ExecutionStarted/,
      ],
      ["events that follow later ones", history([{ ...events()[0], previousEventId: 3 }]), /comes after it/],
      ["an iteration without its number", iteration(), /does not say which iteration/],
      ["brackets without end", "[".repeat(200_000), /breaks off|damaged|neither/],
      ["nests of 200,000 levels", "[".repeat(200_000) + "]".repeat(200_000), /neither|deep/],
      ["a nest of objects", `${'{"States":'.repeat(20_000)}1${"}".repeat(20_000)}`, /neither|deep|damaged/],
      ["a recording of nothing", text({ format: "asl-recording" }), /./],
    ])("refuses %s with the reason and keeps what is open", async (_, given, message) => {
      page ??= await start({ stays: true });
      await give(page, given, "bad.json");
      expect(await fault(page)).toMatch(message);
      await page.getByRole("button", { name: "Close" }).click();
      expect(await page.locator(".fault").count()).toBe(0);
    });
  });

  it("puts events in order, and counts those that stand twice once", async () => {
    const page = await start();
    await give(page, text(order), "order.asl.json");
    await give(page, history([...events().reverse(), events()[2]]), "reversed.json");
    await node(page, "Ship each").waitFor();
    await expect.poll(() => count(page)).toBe(String(events().length));
    expect(await page.locator(".fault").count()).toBe(0);
  });

  it("shows a history of another machine by itself, and says so", async () => {
    const page = await start();
    await give(page, HISTORY, "history.json");
    await node(page, "Ship each").waitFor();
    expect(await page.locator(".notes").innerText()).toContain("The history is of another definition");
  });

  it("refuses 50 MB of JSON, and answers while it reads them", async () => {
    const page = await start();
    const longest = await page.evaluate(async () => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration))).observe({
        entryTypes: ["longtask"],
      });
      const row = `{"States": "${"x".repeat(1000)}"},`;
      const file = new File(["[", ...Array.from({ length: 50_000 }, () => row), "1]"], "large.json");
      await new Promise((resolve) => setTimeout(resolve, 300));
      tasks.length = 0;
      await (document.querySelector("asl-viewer") as unknown as Viewer).openFiles([file]);
      return Math.max(0, ...tasks);
    });
    expect(await fault(page)).toContain(
      "large.json cannot be opened: it cannot be read: The text has 50750003 characters",
    );
    expect(longest).toBeLessThan(1000);
  });

  it("refuses what is longer than it reads, without reading it", async () => {
    const page = await start();
    await page.evaluate(async () => {
      const part = "x".repeat(1024 * 1024);
      const file = new File(
        Array.from({ length: 129 }, () => part),
        "huge.json",
      );
      await (document.querySelector("asl-viewer") as unknown as Viewer).openFiles([file]);
    });
    expect(await fault(page)).toContain("it is too long: 129 MB, of at most 128");
  });

  it("gives up reading on demand", async () => {
    const page = await start();
    const long = history([...events(), ...Array.from({ length: 3000 }, (_, at) => filler(at))]);
    const result = await page.evaluate(async (given) => {
      const viewer = document.querySelector("asl-viewer") as unknown as Viewer;
      const file = new File([given.replace('"x"', `"${"x".repeat(20_000_000)}"`)], "long.json");
      const reading = viewer.openFiles([file]);
      const bar = () => viewer.renderRoot.querySelector<HTMLButtonElement>(".reading button");
      for (let round = 0; round < 400 && bar() === null; round++)
        await new Promise((resolve) => setTimeout(resolve, 5));
      const shown = bar() !== null;
      bar()?.click();
      await reading;
      return shown;
    }, long);
    await expect.poll(() => page.locator(".reading").count()).toBe(0);
    if (result) expect(await node(page, "Kept").count()).toBe(1);
    expect(await page.locator(".fault").count()).toBe(result ? 0 : 1);
  });

  it("refuses a folder", async () => {
    const page = await start();
    const folder = mkdtempSync(join(tmpdir(), "asl-folder-"));
    await drop(page, [folder]);
    await page.locator(".fault").waitFor();
    expect(await fault(page)).toMatch(/cannot be opened: it cannot be read.*folder/s);
    rmSync(folder, { recursive: true });
  });

  it("lays a history on the definition dropped with it, whichever comes first", async () => {
    const page = await start();
    await page.evaluate(
      async ([definition, given]) => {
        const files = [new File([given], "a-history.json"), new File([definition], "order.asl.json")];
        await (document.querySelector("asl-viewer") as unknown as Viewer).openFiles(files);
      },
      [text(order), HISTORY],
    );
    await node(page, "Ship each").waitFor();
    expect(await page.locator(".notes").allInnerTexts()).toEqual([
      expect.stringContaining("kept.asl.json was replaced by order.asl.json."),
    ]);
    await expect.poll(() => count(page)).toBe(String(events().length));
  });

  it("shows the good one of two files, and why it does not show the other", async () => {
    const page = await start();
    await page.evaluate(async (definition) => {
      const files = [new File(["\u0000"], "bad.bin"), new File([definition], "order.asl.json")];
      await (document.querySelector("asl-viewer") as unknown as Viewer).openFiles(files);
    }, text(order));
    await node(page, "Ship each").waitFor();
    expect(await page.locator(".fault").innerText()).toContain("bad.bin cannot be opened: it is no text");
  });

  it.each<[string, string]>([
    ["HTML", '<img src=x onerror="document.title=1"><script>document.title=1</script>'],
    ["attributes", "\"' onmouseover=alert(1) x='"],
    ["bidirectional controls", "\u202egnp.exe\u202c \u2066x\u2069"],
    ["line breaks and controls", "a\u0000b\r\n\u001b[31mred\u2028"],
    ["half a character", "\ud83d half"],
    ["20,000 letters", "long".repeat(5000)],
    ["names of the language", "__proto__"],
    ["constructor", "constructor"],
    ["a template", "$" + "{alert(1)}{{7*7}}<!--]]>"],
  ])("shows names and data of %s as text", async (_, hostile) => {
    const page = await start();
    const name = hostile.slice(0, 5000);
    const States = JSON.parse(`{${text(name)}: {"Type": "Pass", "Comment": ${text(hostile)}, "End": true}}`);
    const definition = { StartAt: name, States };
    await give(page, text(definition), `${hostile.slice(0, 40)}.json`);
    const input = JSON.parse(`{${text(hostile)}: ${text(hostile)}, "plain": 1}`);
    await give(page, historyOf(runnable(definition), input).replaceAll(text("A"), text(name)), "history.json");
    await expect.poll(() => count(page)).toBe("4");
    await page.keyboard.press("Home");
    await page.keyboard.press(".");
    await page.keyboard.press(".");
    await tab(page, "Events").click();
    await page.getByRole("tab", { name: "Definition" }).click();
    expect(await page.locator("asl-inspector h2").innerText()).not.toBe("");
    expect(await page.evaluate("document.title")).not.toBe("1");
    expect(await page.evaluate("document.querySelectorAll('img, body script').length")).toBe(0);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(1280);
    expect(await page.evaluate("({}).plain")).toBeUndefined();
  });

  it("runs no script that comes into it by any way, and asks no network", async () => {
    const page = await open({ expected: /Content Security Policy/ });
    const policy = await page.locator("meta[http-equiv='Content-Security-Policy']").getAttribute("content");
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' blob:;/);
    expect(policy).not.toContain("unsafe");
    const reached = await page.evaluate(async () => {
      const script = Object.assign(document.createElement("script"), { text: "document.title = 'ran'" });
      const holder = document.createElement("div");
      holder.innerHTML = "<img src='x:' onerror=\"document.title = 'ran'\">";
      document.body.append(script, holder);
      const asked = await fetch("https://asl.test/").then(String, () => "refused");
      await new Promise((resolve) => setTimeout(resolve, 100));
      return asked;
    });
    expect([reached, await page.title()]).toEqual(["refused", expect.not.stringContaining("ran")]);
  });

  const nested = (levels: number): string => {
    const shallow = historyOf(machine({ Kept: pass() }), "DEEP");
    return shallow.replaceAll(text(text("DEEP")), text(`${"[".repeat(levels)}1${"]".repeat(levels)}`));
  };

  it("refuses data that nests 100,000 levels deep, by its event", async () => {
    const page = await start();
    await give(page, nested(100_000), "deep.json");
    expect(await fault(page)).toMatch(/the input of event 1 \(ExecutionStarted\) is nested deeper than 1000 levels/);
  });

  it("shows data that nests 900 levels deep", async () => {
    const page = await start();
    await give(page, nested(900), "deep.json");
    await expect.poll(() => count(page)).toBe("4");
    await page.keyboard.press("Home");
    for (const _ of "12") await page.keyboard.press(".");
    await expect.poll(() => page.locator("asl-inspector asl-json .tree").innerText()).toContain("[");
    await tab(page, "Events").click();
    await page.getByPlaceholder("Search events").fill("kept");
    await expect.poll(() => page.locator("asl-events .row").count()).toBeGreaterThan(0);
  });

  it("draws 10,000 states, and answers meanwhile", async () => {
    const page = await start();
    const name = (at: number): string => `State ${at}`;
    const states = Array.from({ length: 10_000 }, (_, at) => [
      name(at),
      at % 10 === 3
        ? { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: name(at - 2) }], Default: name(at + 1) }
        : at === 9_999
          ? pass()
          : task(name(at + 1)),
    ]);
    await give(page, text({ StartAt: name(0), States: Object.fromEntries(states) }), "large.asl.json");
    await expect.poll(() => page.locator("asl-graph .asl-node").count(), { timeout: 60_000 }).toBeGreaterThan(5);
    expect(await page.locator('asl-graph [role="treeitem"]').count()).toBe(2000);
    expect(await page.locator("asl-graph .busy").count()).toBe(0);
    await page.evaluate(`document.querySelector("asl-viewer").graphElement.reveal("/States/${name(9_990)}")`);
    await page.locator(`asl-graph [data-id="/States/${name(9_990)}"]`).waitFor();
  }, 90_000);
});

/** What the tests use of the element. */
interface Viewer {
  openFiles(files: File[]): Promise<void>;
  readonly renderRoot: ShadowRoot;
}

/** The same machine with its one state called "A": the interpreter refuses some names that a viewer must show. */
const runnable = ({ States }: { States: JsonObject }): JsonObject => machine({ A: Object.values(States)[0] });

function iteration(): string {
  const each = machine({ Each: { Type: "Map", ItemProcessor: machine({ One: pass() }), End: true } });
  const ran: JsonObject[] = JSON.parse(historyOf(each, [1, 2])).events;
  return history(
    ran.map((one) => (one.type === "MapIterationStarted" ? { ...one, mapIterationStartedEventDetails: {} } : one)),
  );
}

const filler = (at: number): JsonObject => ({ id: 100 + at, previousEventId: 99 + at, type: "x", timestamp: 1 });

/** Drops files as a file manager does. */
async function drop(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", {
      type,
      x: 300,
      y: 300,
      data: { items: [], files, dragOperationsMask: 1 },
    });
  await session.detach();
}
