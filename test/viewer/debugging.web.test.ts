import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { historyOf } from "./history.js";
import { machine, pass, task } from "./machines.js";
import { files } from "./map-machines.js";
import { expectStands, findings, give, inChromium, node, stands, tab } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });

const three = machine({ A: task("B"), B: pass("C"), C: task(undefined, { Retry: [{ ErrorEquals: ["Busy"] }] }) });
const choosing = machine({
  Ask: task("Enough?"),
  "Enough?": {
    Type: "Choice",
    Choices: [
      {
        And: [
          { Variable: "$.total", NumericGreaterThan: 100 },
          { Variable: "$.paid", BooleanEquals: true },
        ],
        Next: "Done",
      },
    ],
    Default: "Ask",
  },
  Done: { Type: "Succeed" },
});

inChromium("debugging in the page", ({ open }) => {
  const field = (page: Page, form: string) => page.locator(`${form} asl-editor textarea`).locator("visible=true");
  const inspector = (page: Page) => page.locator("asl-inspector").first();

  async function debug(page: Page, definition: Json, input: Json = {}, name = "machine.asl.json"): Promise<void> {
    await give(page, JSON.stringify(definition, null, 2), name);
    await page.getByRole("button", { name: "Debug" }).click();
    await field(page, "asl-start").fill(JSON.stringify(input));
    await page.getByRole("button", { name: "Start" }).click();
    await stands(page).waitFor();
  }

  async function answer(page: Page, output: Json): Promise<void> {
    await field(page, "asl-answer").fill(JSON.stringify(output));
    await page.getByRole("button", { name: "Answer and go on" }).click();
  }

  it("goes from the start to the end: steps, a form for each task, an answer that is no JSON", async () => {
    const page = await open();
    await debug(page, three, { order: 7 });
    await expectStands(page, /At the beginning in "A"/);
    expect(await node(page, "A").getAttribute("class")).toContain("asl-current");
    await expect.poll(() => inspector(page).locator("asl-stages .tree").innerText()).toMatch(/order.*7/s);
    await page.keyboard.press("o");
    await expectStands(page, /"A" waits for an answer/);
    await field(page, "asl-answer").fill('{"ok": true,, }');
    await page.getByRole("button", { name: "Answer and go on" }).click();
    expect(await page.locator("asl-answer .fault").innerText()).toMatch(/line 1, column 1\d/);
    await answer(page, { ok: true });
    await expectStands(page, /"C" waits for an answer/);
    await expect.poll(() => node(page, "B").getAttribute("class")).toContain("asl-is-succeeded");
    await page.getByText("Fails with").click();
    await page.getByLabel("Error").fill("Busy");
    await page.getByRole("button", { name: "Fail it and go on" }).click();
    await expect.poll(() => page.locator("asl-answer .lead").innerText()).toContain("retry 1");
    await tab(page, /Tries/).click();
    await expect
      .poll(() => inspector(page).locator(".ladder").innerText())
      .toMatch(/Busy.*retrier 0: again after 1 s/s);
    await tab(page, "Answer").click();
    await answer(page, "done");
    await expectStands(page, /Nothing is left to do/);
    await expect.poll(() => page.locator(".ending").innerText()).toBe("succeeded");
  });

  it("stops at breakpoints of the graph and of the text, goes back, and begins anew", async () => {
    const page = await open();
    await debug(page, three);
    await node(page, "C").click();
    await page.keyboard.press("b");
    await expect.poll(() => node(page, "C").getAttribute("class")).toContain("asl-breakpoint");
    await page.keyboard.press("4");
    const gutter = page.locator("asl-source .gutter.on");
    await expect.poll(() => gutter.count()).toBe(1);
    const line = page.locator("asl-source .gutter", { hasText: /^9$/ });
    await line.click();
    await expect.poll(() => gutter.count()).toBe(2);
    await page.keyboard.press("c");
    await expectStands(page, /"A" waits/);
    await answer(page, { n: 1 });
    await expectStands(page, /Breakpoint \d in "B"/);
    await page.keyboard.press("c");
    await expectStands(page, /Breakpoint \d in "C"/);
    await page.keyboard.press("Shift+C");
    await expectStands(page, /Breakpoint \d in "B"/);
    await page.keyboard.press("Shift+O");
    await expectStands(page, /Stands/);
    await page.getByRole("button", { name: "Begin the run anew" }).click();
    await expectStands(page, /back at the beginning|at the beginning/i);
    await tab(page, /Debugger/).click();
    const list = page.locator("asl-debugger").getByRole("region", { name: "Breakpoints" });
    await expect.poll(() => list.locator("li").count()).toBe(2);
    await list
      .getByRole("button", { name: /^Remove/ })
      .first()
      .click();
    await expect.poll(() => list.locator("li").count()).toBe(1);
    await list.getByRole("button", { name: /^Edit/ }).click();
    await list.getByLabel("Only where this is true").fill("$.n = 2");
    await list.getByLabel("Only where this is true").blur();
    await expect.poll(() => list.locator("code.when").innerText()).toBe("$.n = 2");
    await list.getByLabel("Name of an error").fill("Busy");
    await list.getByRole("button", { name: "Add" }).click();
    await expect.poll(() => list.locator("li").count()).toBe(2);
  });

  it("looks elsewhere while the run stands, comes back to it, and brings it along", async () => {
    const page = await open();
    await debug(page, three);
    await page.keyboard.press("c");
    await expectStands(page, /"A" waits/);
    await answer(page, {});
    await expectStands(page, /"C" waits/);
    await page.keyboard.press("Home");
    await expect.poll(() => page.locator(".away").innerText()).toMatch(/event 0; the run stands at/);
    await page.getByRole("button", { name: "Back to the run" }).click();
    await expect.poll(() => page.locator(".away").count()).toBe(0);
    await page.keyboard.press(",");
    await page.keyboard.press(",");
    await page.getByRole("button", { name: "Bring the run here" }).click();
    await expect.poll(() => page.locator(".away").count()).toBe(0);
    await expectStands(page, /Stands in/);
  });

  it("tells why a Choice goes where it goes, with the values and the first part that is false", async () => {
    const page = await open();
    await debug(page, choosing);
    await page.keyboard.press("c");
    await answer(page, { total: 80, paid: true });
    await expectStands(page, /"Ask" waits/);
    await node(page, "Enough?").click();
    await tab(page, "Why").click();
    const why = page.locator("asl-why .why");
    await expect.poll(() => why.innerText()).toMatch(/Rule 0.*does not hold/s);
    expect(await why.locator(".decisive").innerText()).toMatch(/\$\.total.*= 80/s);
    expect(await why.innerText()).toContain("the Default leads to Ask");
  });

  it("sets a value, restarts at a state with another input, and evaluates", async () => {
    const page = await open();
    await debug(page, choosing);
    await page.keyboard.press("c");
    await field(page, "asl-answer").fill('{"total": 80}');
    await page.getByRole("button", { name: "Answer, stay here" }).click();
    await page.keyboard.press("o");
    await expectStands(page, /Stands in "Enough\?"/);
    await inspector(page).getByRole("button", { name: "Set" }).click();
    await field(page, "asl-stages").fill('{"total": 500, "paid": true}');
    await page.locator("asl-stages .primary").click();
    await expectStands(page, /Input was set/);
    await tab(page, /Debugger/).click();
    await page.getByLabel("Expression").fill("$.total + 1");
    await page.getByRole("button", { name: "Evaluate" }).click();
    await expect.poll(() => page.locator("asl-debugger .answers .tree").innerText()).toContain("501");
    await page.keyboard.press("Escape");
    await page.locator(".stands").click();
    await node(page, "Ask").click();
    await page.getByRole("button", { name: "Restart here" }).click();
    await page.locator(".restart asl-editor textarea").fill('{"again": 1}');
    await page.getByRole("button", { name: "Restart here with this input" }).click();
    await expectStands(page, /Jumped to "Ask"/i);
  });

  it("restarts in the iteration that is chosen among those that go on", async () => {
    const page = await open();
    const inside = machine({ Ask: task("Last"), Last: pass() });
    const map = { Type: "Map", MaxConcurrency: 2, ItemProcessor: inside, End: true };
    await debug(page, machine({ Each: map }), [1, 2, 3]);
    await page.keyboard.press("c");
    await expectStands(page, /"Each\[\d\] ▸ Ask" waits/);
    await page.keyboard.press("c");
    await expectStands(page, /waits/);
    await node(page, "Last").click();
    await page.getByRole("button", { name: "Restart here", exact: true }).click();
    const choice = page.locator(".restart select");
    await expect.poll(() => choice.locator("option").allInnerTexts()).toEqual(["Each[0]", "Each[1]"]);
    await choice.selectOption("Each[0]");
    await page.getByRole("button", { name: "Restart here with this input" }).click();
    await expectStands(page, /jumped to "Last"/);
    await tab(page, /Debugger/).click();
    await expect.poll(() => page.locator("asl-debugger li.here").innerText()).toContain("iteration 0 of Each");
  });

  it("goes on with an edited definition, and says why it cannot with another", async () => {
    const page = await open();
    await debug(page, three);
    await page.keyboard.press("c");
    await expectStands(page, /"A" waits/);
    await page.getByRole("button", { name: "Edit" }).click();
    const text = page.locator("asl-edit textarea");
    await text.fill(JSON.stringify(machine({ B: pass() })));
    await page.getByRole("button", { name: "Reload the run" }).click();
    await expect.poll(() => page.locator("asl-edit [role=alert]").innerText()).toContain('"A"');
    await text.fill(JSON.stringify(machine({ A: task("Z"), Z: pass() })));
    await page.getByRole("button", { name: "Reload the run" }).click();
    await node(page, "Z").waitFor();
    expect(await page.locator(".notes", { hasText: "Reloaded" }).innerText()).toMatch(/Z new/);
    await answer(page, {});
    await expectStands(page, /Nothing is left to do/);
  });

  it("takes a definition that is pasted as one to go on with, and a history as the end of the debugging", async () => {
    const page = await open();
    await debug(page, three);
    await page.keyboard.press("c");
    await expectStands(page, /"A" waits/);
    await give(page, JSON.stringify(machine({ A: task("Pasted"), Pasted: pass() })));
    await page.getByRole("button", { name: "Reload the run" }).click();
    await node(page, "Pasted").waitFor();
    await expect.poll(() => page.locator("dialog").count()).toBe(0);
    await give(page, historyOf(machine({ Mine: pass() }), {}), "history.json");
    await node(page, "Mine").waitFor();
    expect(await stands(page).count()).toBe(0);
  });

  it("saves the run, which can be opened again", async () => {
    const page = await open();
    await debug(page, three, { order: 7 });
    await page.keyboard.press("c");
    await expectStands(page, /"A" waits/);
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save the run" }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe("machine.recording.json");
    await page.getByRole("button", { name: "End the debugging" }).click();
    await give(page, readFileSync(await saved.path(), "utf8"), "machine.recording.json");
    await expect.poll(() => node(page, "A").getAttribute("class")).toContain("asl-is-waiting");
  });

  it("refuses a definition that is not valid, and an input that is no JSON", async () => {
    const page = await open();
    await give(page, JSON.stringify(machine({ A: { Type: "Task", End: true } })), "bad.asl.json");
    await page.getByRole("button", { name: "Debug" }).click();
    await field(page, "asl-start").fill("{");
    await page.getByRole("button", { name: "Start" }).click();
    expect(await page.locator("asl-start .fault").innerText()).toMatch(/line 1/);
    await field(page, "asl-start").fill("{}");
    await page.getByRole("button", { name: "Start" }).click();
    await expect.poll(() => page.locator("asl-start .bad").innerText()).toMatch(/Resource/);
  });

  it("shows hostile names, data and errors as text", async () => {
    const page = await open();
    const name = "<img src=x onerror=alert(1)>";
    await debug(page, machine({ [name]: task(undefined, { Comment: name }) }), { [name]: name }, `${name}.asl.json`);
    await page.keyboard.press("c");
    await expectStands(page, /waits for an answer/);
    await page.getByText("Fails with").click();
    await page.getByLabel("Error").fill(name);
    await page.getByLabel("Cause").fill("</textarea><script>alert(1)</script>");
    await page.getByRole("button", { name: "Fail it and go on" }).click();
    await expectStands(page, /Nothing is left|<img/);
    await tab(page, "Why").click();
    await expect.poll(() => page.locator("asl-why .why").innerText()).toContain(name);
    const found =
      "[...document.querySelectorAll('*')].concat([...document.querySelector('asl-viewer').shadowRoot.querySelectorAll('*')])";
    expect(await page.evaluate(`${found}.filter((one) => one.localName === 'img').length`)).toBe(0);
  });

  it("says where a value came from, also in a history that is open", async () => {
    const page = await open();
    await give(page, JSON.stringify(three), "machine.asl.json");
    await give(page, historyOf(three, { id: 7 }), "history.json");
    await node(page, "C").click();
    await tab(page, "Data").click();
    await page.locator("asl-stages .rail button", { hasText: "Input" }).click();
    await page.locator("asl-stages asl-json .row", { hasText: "id" }).click();
    await page.getByRole("button", { name: "Origin" }).click();
    await expect
      .poll(() => page.locator(".origin").innerText())
      .toMatch(/Input \/id.*A › answer, event \d+.*the task answered it/s);
    await node(page, "B").click();
    await expect.poll(() => page.locator(".origin").count()).toBe(0);
  });

  it("forgets breakpoints where another file is opened, and keeps them where the same is", async () => {
    const page = await open();
    const broken = page.locator("asl-graph .asl-node.asl-breakpoint");
    await give(page, JSON.stringify(three), "machine.asl.json");
    await node(page, "B").click();
    await page.keyboard.press("b");
    await expect.poll(() => broken.count()).toBe(1);
    await give(page, JSON.stringify({ ...three, Comment: "saved" }), "machine.asl.json");
    await node(page, "A").click();
    await expect.poll(() => broken.count()).toBe(1);
    await give(page, JSON.stringify(machine({ A: pass("B"), B: pass() })), "other.asl.json");
    await node(page, "A").click();
    await expect.poll(() => broken.count()).toBe(0);
  });

  it("has nothing that axe finds: the start, a task, the debugger's pane, values that are set", async () => {
    const page = await open();
    await give(page, JSON.stringify(three), "machine.asl.json");
    await page.getByRole("button", { name: "Debug" }).click();
    await page.getByText("More", { exact: true }).click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: "Start" }).click();
    await stands(page).waitFor();
    await page.keyboard.press("o");
    await expectStands(page, /"A" waits/);
    await page.keyboard.press("b");
    await tab(page, /Debugger/).click();
    await page.keyboard.press("4");
    await page.getByLabel("Expression").fill("$");
    await page.getByRole("button", { name: "Evaluate" }).click();
    await page.getByRole("button", { name: /^Edit A/ }).click();
    expect(await findings(page)).toEqual([]);
    await tab(page, "Data").click();
    await page.getByRole("button", { name: "Restart here" }).click();
    expect(await findings(page)).toEqual([]);
  });

  it("fits a narrow window", async () => {
    const page = await open({ viewport: { width: 420, height: 820 } });
    await debug(page, three);
    await page.getByRole("button", { name: "Step over" }).click();
    await expectStands(page, /"A" waits/);
    await tab(page, "Inspector").click();
    await answer(page, {});
    await expectStands(page, /"C" waits|Stands/);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(420);
  });

  it("shows how the children of a distributed Map stand, and leads into each and back", async () => {
    const page = await open();
    await debug(page, files, { files: [1, 2, 3] });
    await page.getByRole("button", { name: "Continue" }).click();
    await expectStands(page, /waits/);
    await node(page, "Each")
      .locator("text.asl-name", { hasText: /^Each$/ })
      .first()
      .click();
    await tab(page, "Items").click();
    const chips = page.locator("asl-items .chips");
    await expect.poll(() => chips.innerText()).toMatch(/2 running.*1 pending/s);
    await page.locator("asl-items .row").first().click();
    await expect.poll(() => page.locator(".trail").first().innerText()).toMatch(/Execution.*Each\[0\]/s);
    await expect.poll(() => page.getByRole("combobox", { name: "Execution" }).inputValue()).toBe("1");
    await page.locator(".trail button").first().click();
    await expect.poll(() => page.getByRole("combobox", { name: "Execution" }).inputValue()).toBe("0");
  });

  it("asks for the objects that a machine reads, and says where one was missing", async () => {
    const reading = machine({
      Each: {
        Type: "Map",
        Label: "Each",
        ItemReader: {
          Resource: "arn:aws:states:::s3:getObject",
          ReaderConfig: { InputType: "JSON" },
          Parameters: { Bucket: "shop", Key: "orders.json" },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          ...machine({ P: pass() }),
        },
        End: true,
      },
    });
    const page = await open();
    await debug(page, reading);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect.poll(() => page.locator(".notes", { hasText: "Objects of S3" }).count()).toBe(1);
    await page.getByRole("button", { name: "End the debugging" }).click();
    await page.getByRole("button", { name: "Debug", exact: true }).click();
    const object = page.locator("asl-objects");
    await expect.poll(() => object.locator("[name=bucket]").inputValue()).toBe("shop");
    expect(await object.locator("[name=key]").inputValue()).toBe("orders.json");
    await object.locator("[name=text]").fill("[1, 2]");
    await page.getByRole("button", { name: "Start" }).click();
    await stands(page).waitFor();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect.poll(() => page.locator(".ending").innerText()).toBe("succeeded");
  });
});
