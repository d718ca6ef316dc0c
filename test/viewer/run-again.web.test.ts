import { expect, it, vi } from "vitest";
import { historyOf, recordingOf } from "./history.js";
import { machine, order, task } from "./machines.js";
import { expectStands, give, inChromium, node, tab } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });

inChromium("a history in the page that is run again", ({ open }) => {
  it("looks into a history that is open by running it again, and into a recording", async () => {
    const page = await open();
    const definition = machine({ A: task(undefined, { ResultSelector: { "only.$": "$.n" }, ResultPath: "$.r" }) });
    await give(page, JSON.stringify(definition), "a.asl.json");
    await give(page, historyOf(definition, { i: 1 }, { A: [{ n: 5 }] }), "history.json");
    await node(page, "A").click();
    const rail = page.locator("asl-stages .rail");
    await expect.poll(() => rail.innerText()).toMatch(/Input.*Result.*ResultSelector.*ResultPath.*Output/s);
    await rail.getByRole("button", { name: "ResultPath" }).click();
    await expect.poll(() => page.locator("asl-stages asl-json .added").count()).toBeGreaterThan(0);
    await give(page, await recordingOf(order, { total: 200, retry: false, lines: [1] }), "run.json");
    await node(page, "Valid?").click();
    await tab(page, "Why").click();
    await expect.poll(() => page.locator("asl-why .why").innerText()).toMatch(/total.*200/s);
  });

  it("debugs the recorded run that is open with its input and answers, and leads back to it", async () => {
    const page = await open();
    const definition = machine({ A: task("B"), B: task(undefined) });
    await give(page, JSON.stringify(definition), "a.asl.json");
    await give(page, historyOf(definition, { i: 1 }, { A: [{ n: 5 }], B: ["Sold.Out"] }), "history.json");
    await node(page, "A").click();
    const hash = () => page.evaluate(() => location.hash);
    await expect.poll(hash).toMatch(/node=|A/);
    const before = await hash();
    await page.getByRole("button", { name: "Debug" }).click();
    expect(JSON.parse(await page.locator("asl-start asl-editor textarea").inputValue())).toEqual({ i: 1 });
    expect(await page.getByLabel("Tasks answer what they answered").isChecked()).toBe(true);
    expect(await page.locator("asl-start details").count()).toBe(0);
    await page.getByRole("button", { name: "Start" }).click();
    await expectStands(page, /"A"/);
    await page.locator("asl-inspector").getByText("the run stands in front of it").waitFor();
    expect(await page.locator("asl-inspector").getByText("not reached").count()).toBe(0);
    await page.keyboard.press("c");
    await expectStands(page, /left to do/);
    await page.getByRole("button", { name: "End the debugging" }).click();
    await page.getByText("this is the recorded run again").waitFor();
    await expect.poll(hash).toBe(before);
    await page.getByRole("button", { name: "Show the debugged run" }).click();
    await page.getByRole("button", { name: "Back to the recorded run" }).click();
    await expect.poll(hash).toBe(before);
  });

  it("shows first what a state gave, also where it assigned variables then", async () => {
    const page = await open();
    const pass = { Type: "Pass", Output: { given: "{% 1 %}" }, Assign: { kept: "{% 2 %}" }, End: true };
    const definition = { QueryLanguage: "JSONata", StartAt: "A", States: { A: pass } };
    await give(page, JSON.stringify(definition), "a.asl.json");
    await give(page, historyOf(definition, {}), "history.json");
    await node(page, "A").click();
    await expect.poll(() => page.locator("asl-stages .rail").innerText()).toMatch(/Output.*Assign/s);
    expect(await page.locator("asl-stages .tree").innerText()).toMatch(/given.*1/s);
  });

  it("says that a history could not be run again, and shows what its events tell", async () => {
    const page = await open();
    await give(page, historyOf(machine({ A: task(undefined) }), { i: 1 }), "history.json");
    await node(page, "A").click();
    await expect.poll(() => page.locator("asl-stages .note").innerText()).toContain("definition that ran");
    expect(await page.locator("asl-stages .rail").innerText()).toMatch(/Input.*Result/s);
  });
});
