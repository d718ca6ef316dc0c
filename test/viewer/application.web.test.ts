import { expect, it } from "vitest";
import { historyOf, recordingOf } from "./history.js";
import { machine, order, pass, task } from "./machines.js";
import { chosen, count, drawn, example, give, inChromium, node, showExample, tab } from "./page.js";

const RUN = { total: 200, retry: false, lines: [1, 2, 3] };

inChromium("the viewer's application, opened from a file", ({ open }) => {
  it("shows its example, at the failure, with no network and no inline script", async () => {
    const page = await open();
    await showExample(page);
    await expect.poll(() => page.locator(".ending").innerText()).toBe("failed");
    expect(await chosen(page)).toBe("Order not fulfilled");
    await expect
      .poll(() => page.locator("asl-inspector asl-why .why").first().innerText())
      .toContain("Insufficient funds");
    expect(await node(page, "Charge card").getAttribute("class")).toContain("asl-is-failed");
  });

  it("opens a run where everything can be read, at the state that failed; f shows all, and so it stays when narrowed", async () => {
    const page = await open({ viewport: { width: 1400, height: 900 } });
    await page.getByText("Show an example").click();
    await expect.poll(() => chosen(page)).toBe("Order not fulfilled");
    const percent = async () => Number.parseInt(await page.locator("asl-graph .percent").innerText(), 10);
    await expect.poll(percent).toBeGreaterThanOrEqual(80);
    await expect.poll(() => page.locator("asl-graph .asl-label > text").first().isVisible()).toBe(true);
    const surface = async () => (await page.locator("asl-graph .surface").boundingBox())!;
    const bottom = async (name: string) => {
      const { y, height } = (await node(page, name).boundingBox())!;
      return y + height;
    };
    await expect
      .poll(async () => (await bottom("Order not fulfilled")) < (await surface()).y + (await surface()).height)
      .toBe(true);
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("f");
    await expect.poll(percent).toBeLessThan(80);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(percent).toBeLessThan(45);
    const toolbar = (await page.locator("asl-graph .toolbar").boundingBox())!;
    const lowest = (await page.locator("asl-graph .picture").boundingBox())!;
    expect(lowest.y + lowest.height).toBeLessThanOrEqual(toolbar.y);
  });

  it("cuts long texts with an ellipsis, and shows the whole of the chosen one", async () => {
    const page = await open();
    const cause = `${"a long story ".repeat(5)}end`;
    await give(page, historyOf(machine({ F: { Type: "Fail", Error: "E", Cause: cause } }), {}), "history.json");
    const tree = page.locator("asl-inspector asl-json .tree");
    await tree.getByText("Cause").click();
    await expect.poll(() => page.locator("asl-inspector asl-json .whole").innerText()).toBe(cause);
    expect(await tree.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  });

  it("draws a timeline in the system's colours where colours are forced", async () => {
    const page = await open();
    await page.emulateMedia({ forcedColors: "active" });
    await page.getByText("Show an example").click();
    const found = () =>
      page.locator("asl-timeline .lanes canvas").evaluate((canvas) => {
        const { data } = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, 400, 120);
        const names = new Set<string>();
        for (let at = 0; at < data.length; at += 4)
          if (
            data[at + 3] === 255 &&
            Math.max(data[at], data[at + 1], data[at + 2]) > 200 &&
            Math.min(data[at], data[at + 1], data[at + 2]) < 60
          )
            names.add(data.slice(at, at + 3).join());
        return names.size;
      });
    await expect.poll(found).toBe(0);
  });

  it("draws a definition alone, in JSON and in YAML", async () => {
    const page = await open();
    await give(page, example("expense-approval/expense-approval.asl.yaml"), "expense-approval.asl.yaml");
    await node(page, "Ask manager").waitFor();
    await give(page, JSON.stringify(order), "order.asl.json");
    await node(page, "Ship each").waitFor();
    expect(await node(page, "Ask manager").count()).toBe(0);
  });

  it("replays a history forwards and backwards by keys", async () => {
    const page = await open();
    await give(page, JSON.stringify(machine({ A: task("B"), B: task("C"), C: pass() })), "abc.asl.json");
    await give(page, historyOf(machine({ A: task("B"), B: task("C"), C: pass() }), {}), "history.json");
    await node(page, "C").waitFor();
    await expect.poll(() => count(page)).toBe("14");
    await page.keyboard.press("Home");
    await expect.poll(() => node(page, "A").getAttribute("class")).toContain("asl-is-unreached");
    for (const _ of "12") await page.keyboard.press(".");
    await expect.poll(() => count(page)).toBe("2");
    await expect.poll(() => node(page, "A").getAttribute("class")).toContain("asl-is-running");
    await page.keyboard.press(".");
    await expect.poll(() => node(page, "A").getAttribute("class")).toContain("asl-is-waiting");
    await page.keyboard.press(",");
    await expect.poll(() => node(page, "A").getAttribute("class")).toContain("asl-current");
    await page.keyboard.press("End");
    await expect.poll(() => node(page, "C").getAttribute("class")).toContain("asl-is-succeeded");
  });

  it("goes from failure to failure, and shows tries", async () => {
    const page = await open();
    const retrying = machine({ A: task(undefined, { Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2 }] }) });
    await give(page, historyOf({ ...retrying }, {}, { A: ["Busy", "Busy", 1] }), "history.json");
    await node(page, "A").waitFor();
    await page.keyboard.press("E");
    await expect.poll(() => page.locator(".what").innerText()).toBe("TaskFailed");
    await page.getByRole("tab", { name: /Tries/ }).click();
    const ladder = page.locator("asl-inspector .ladder");
    expect(await ladder.innerText()).toMatch(/First try.*Busy.*waited 2 s.*Retry 1.*Busy/s);
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("End");
    await expect.poll(() => node(page, "A").getAttribute("class")).toContain("asl-is-retried");
  });

  it("keeps the place in the hash, and begins there", async () => {
    const page = await open();
    await showExample(page);
    await page.keyboard.press("Home");
    await page.keyboard.press(".");
    await page.keyboard.press(".");
    await expect.poll(() => page.url()).toContain("#at=2&state=");
    const { hash } = new URL(page.url());
    await page.context().close();
    const again = await open({ hash });
    await showExample(again);
    await expect.poll(() => count(again)).toBe("2");
  });

  it("keeps the filters of the list of events in the hash, and begins with them", async () => {
    const page = await open({ viewport: { width: 1400, height: 900 } });
    await showExample(page);
    expect(await page.locator(".fact.wide").innerText()).toMatch(/^at event \d+ of \d+$/);
    await page.keyboard.press("End");
    await expect.poll(() => page.locator(".fact.widest").innerText()).toMatch(/^of 25,000 · \d+ transitions$/);
    await tab(page, "Events").click();
    await page.getByRole("button", { name: "Failures" }).click();
    await page.getByPlaceholder("Search events").fill("funds");
    await expect.poll(() => page.url()).toMatch(/kind=errors&find=funds/);
    const shown = await page.locator("asl-events .total").innerText();
    const { hash } = new URL(page.url());
    await page.context().close();
    const again = await open({ hash });
    await again.getByText("Show an example").click();
    await expect.poll(() => again.locator("asl-events .total").innerText()).toBe(shown);
    expect(await again.getByPlaceholder("Search events").inputValue()).toBe("funds");
    expect(new URL(again.url()).hash).toBe(hash);
  });

  it("is walked by arrows, folds, finds states, and opens the sheet of keys", async () => {
    const page = await open();
    await give(page, JSON.stringify(order), "order.asl.json");
    await node(page, "Pack").waitFor();
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("ArrowDown");
    expect(await chosen(page)).toBe("Check");
    await page.keyboard.press("ArrowDown");
    expect(await chosen(page)).toBe("Valid?");
    await node(page, "Pack").dblclick();
    await expect.poll(() => node(page, "Wrap").count()).toBe(0);
    await page.locator("asl-graph .surface").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("ship");
    await expect.poll(() => page.locator("asl-graph .hit").count()).toBe(2);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    expect(await chosen(page)).toBe("Ship each");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
  });

  it("filters and searches events, and goes where one is clicked", async () => {
    const page = await open();
    await give(page, JSON.stringify(order), "order.asl.json");
    await give(page, historyOf(order, RUN, { Bill: [{ bill: "needle-7" }] }), "history.json");
    await tab(page, "Events").click();
    await page.getByPlaceholder("Search events").fill("NEEDLE-7");
    const rows = page.locator("asl-events .row");
    await expect.poll(() => rows.first().innerText()).toContain("TaskSucceeded");
    await rows.first().click();
    await expect.poll(() => chosen(page)).toBe("Bill");
  });

  it("opens a recording, which loads the interpreter", async () => {
    const page = await open();
    await give(page, await recordingOf(order, RUN), "run.json");
    await node(page, "Ship each").waitFor();
    await expect.poll(() => page.locator(".ending").innerText()).toBe("failed");
    await expect.poll(() => node(page, "Pack").getAttribute("class")).toContain("asl-is-succeeded");
  });

  it("lays a pasted history on the definition that is open, and says where it is of another", async () => {
    const page = await open();
    await give(page, JSON.stringify(machine({ Other: pass() })), "other.asl.json");
    const history = historyOf(machine({ Mine: pass() }), {});
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }, history);
    await node(page, "Mine").waitFor();
    expect(await page.locator(".notes").innerText()).toContain('entered "Mine", which the definition does not have');
  });

  it.each([
    ["nothing", "", /it is empty/],
    ["damaged JSON", '{"StartAt": "A", "States": {"A": {"Type": "Pass" "End": true}}}', /damaged.*line 1/s],
    ["a history that breaks off", '{"events": [\n{"id": 1, "previousEventId": 0, "type": "Exec', /breaks off.*line 2/s],
    ["a file of another kind", "\u0089PNG\u0000\u0000", /no text/],
    ["a letter", "Dear all,\n\nthe state machine is broken.\n", /neither a state machine nor a history/],
    ["other JSON", '{"name": "left-pad"}', /neither a state machine nor a history/],
  ])("refuses %s and keeps what is open", async (_, text, message) => {
    const page = await open();
    await give(page, JSON.stringify(machine({ Kept: pass() })), "kept.asl.json");
    await node(page, "Kept").waitFor();
    await give(page, text, "bad.json");
    expect(await page.getByRole("alert").innerText()).toMatch(message);
    expect(await node(page, "Kept").count()).toBe(1);
  });

  it("shows hostile names and data as text", async () => {
    const page = await open();
    const name = "<img src=x onerror=alert(1)>";
    const hostile = machine({ [name]: { ...pass(), Comment: "</script><script>alert(1)</script>" } });
    await give(page, JSON.stringify(hostile), `${name}.json`);
    await give(page, historyOf(hostile, { [name]: name, __proto__: "x" }), "history.json");
    await drawn(page);
    expect(await page.evaluate("document.querySelectorAll('img, body script').length")).toBe(0);
    expect(await page.locator("asl-graph").getByText("onerror").first().count()).toBe(1);
  });

  it("fits a narrow window", async () => {
    const page = await open({ viewport: { width: 420, height: 800 } });
    await showExample(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(420);
    await page.getByRole("tab", { name: "Timeline" }).click();
    await page.getByRole("slider").waitFor();
  });
});
