import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterEach, expect, it, vi } from "vitest";
import { readPage } from "../../packages/asl-cli/src/ui/page.js";
import { UiServer } from "../../packages/asl-cli/src/ui/server.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { DebugHost, type OpenFile } from "../../packages/asl-viewer/src/debugging/host/index.js";
import { channelPair, DebugClient } from "../../packages/asl-viewer/src/debugging/index.js";
import { machine, pass, task } from "./machines.js";
import { address, expectStands, inChromium, node, stands } from "./page.js";

vi.setConfig({ testTimeout: 30_000 });

const three = machine({ A: task("B"), B: pass("C"), C: task(undefined) });
const fileOf = (definition: JsonObject, name = "three.asl.json"): OpenFile => ({
  ...{ name, kind: "definition" },
  text: JSON.stringify(definition, null, 2),
});

inChromium("a page that a server has sent", (chromium) => {
  let server: UiServer;
  let page: Page;

  afterEach(() => server.close());

  async function open(host: DebugHost): Promise<void> {
    server = await UiServer.start({ page: readPage(dirname(fileURLToPath(address))), host, port: 0 });
    page = await chromium.open({ address: server.address, expected: /WebSocket|ERR_CONNECTION/ });
  }

  /** Somebody else who debugs the same run. */
  function other(host: DebugHost): DebugClient {
    const [here, there] = channelPair();
    host.connect(there);
    return new DebugClient(here);
  }

  async function debugged(definition = three): Promise<DebugClient> {
    const host = new DebugHost({ starts: true });
    const client = other(host);
    await client.call("start", {
      kind: "definition",
      text: fileOf(definition).text,
      name: "three.asl.json",
      input: {},
    });
    await open(host);
    await stands(page).waitFor();
    return client;
  }

  /** Breaks all connections, as a cable that is pulled. */
  const pull = () => {
    for (const socket of (server as unknown as { sockets: { clients: Set<{ terminate(): void }> } }).sockets.clients)
      socket.terminate();
  };

  it("debugs the server's run, shows what others do, and keeps its token out of the address", async () => {
    const client = await debugged();
    expect(page.url()).not.toContain("live=");
    await expectStands(page, /At the beginning in "A"/);
    await page.keyboard.press("c");
    await expectStands(page, /"A" waits/);
    await client.answer("0:1", {});
    await client.continue();
    await expectStands(page, /"C" waits/);
    await expect.poll(() => node(page, "B").getAttribute("class")).toContain("asl-is-succeeded");
    await client.breakpoints([{ state: "C" }]);
    await expect.poll(() => node(page, "C").getAttribute("class")).toContain("asl-breakpoint");
    await page.reload();
    await expectStands(page, /"C" waits/);
  });

  it("connects again when the connection is lost, with nothing lost of the run", async () => {
    const client = await debugged();
    await page.keyboard.press("c");
    await expectStands(page, /"A" waits/);
    await page.locator("asl-answer asl-editor textarea").fill('{"half": "written"}');
    pull();
    await page.locator(".lost").waitFor();
    await expect.poll(() => page.locator(".lost").count(), { timeout: 10_000 }).toBe(0);
    expect(await page.locator("asl-answer asl-editor textarea").inputValue()).toContain("half");
    await client.answer("0:1", {});
    await client.continue();
    await expectStands(page, /"C" waits/);
    pull();
    await page.locator(".lost").waitFor();
    await client.goTo({ execution: 0, count: 2 });
    await page.getByRole("button", { name: "Try now" }).click();
    await expectStands(page, /Stands in "A"/);
  });

  it("finds its run again where it is moved within its page", async () => {
    const client = await debugged();
    await page.keyboard.press("c");
    await expectStands(page, /"A" waits/);
    await page.evaluate(() => {
      const viewer = document.querySelector("asl-viewer") as HTMLElement;
      viewer.remove();
      document.body.append(viewer);
    });
    await client.answer("0:1", {});
    await client.continue();
    await expectStands(page, /"C" waits/);
    await page.getByRole("button", { name: "Step back", exact: true }).click();
    await expectStands(page, /"C"(?! waits)/);
  });

  it("answers iterations out of order, and comes back to its place when it is loaded again", async () => {
    const inside = machine({ Ask: task("Last"), Last: task(undefined) });
    const host = new DebugHost({ starts: true });
    const client = other(host);
    const { text } = fileOf(machine({ Each: { Type: "Map", ItemProcessor: inside, End: true } }));
    await client.call("start", { kind: "definition", text, name: "some/folders/each.asl.json", input: [1, 2] });
    await client.continue();
    await client.continue();
    await open(host);
    await expectStands(page, /"Each\[\d\] ▸ Ask" waits/);
    expect(await page.locator("h1.title").innerText()).toBe("each.asl.json");
    const lead = page.locator("asl-answer .lead");
    const steps = page.locator("asl-inspector nav.steps");
    await page.locator("asl-answer .others button, asl-answer .lead").first().waitFor();
    if (/iteration 0/.test(await lead.innerText())) await page.keyboard.press("]");
    await expect.poll(() => lead.innerText()).toContain("iteration 1");
    await expect.poll(() => steps.first().innerText()).toContain("iteration 1");
    await expect.poll(() => page.url()).toMatch(/#at=\d+&state=.*Ask&visit=2$/);
    const [url, visited] = [page.url(), await page.evaluate(() => history.length)];
    await page.reload();
    await expect.poll(() => lead.innerText()).toContain("iteration 1");
    expect([page.url(), await page.evaluate(() => history.length)]).toEqual([url, visited]);
    await page.locator("asl-answer asl-editor textarea").fill('{"of": 1}');
    await page.getByRole("button", { name: "Answer, stay here" }).click();
    await expect.poll(() => page.locator("asl-answer .others").innerText()).toMatch(/waits for no answer.*Each\[0\]/s);
    expect(await steps.first().innerText()).toContain("iteration 1");
    expect((await client.standing()).waiting.map(({ iteration }) => iteration)).toEqual([[0]]);
    await page.locator("asl-answer .others button").click();
    await expect.poll(() => lead.innerText()).toContain("iteration 0");
  });

  it("says that an address is not whole", async () => {
    await open(new DebugHost({}));
    await page.goto("about:blank");
    await page.goto(`${server.address.split("#")[0]}#live=wrong`);
    await expect.poll(() => page.locator(".fault").innerText()).toMatch(/address is not whole.*terminal/s);
  });

  it("says that the host has ended, and keeps what it told", async () => {
    const host = new DebugHost({ starts: true });
    const client = other(host);
    await client.call("start", { kind: "definition", text: fileOf(three).text, input: {} });
    await open(host);
    await stands(page).waitFor();
    const over = page.getByRole("button", { name: "Continue" });
    expect(await over.isEnabled()).toBe(true);
    host.end("asl has ended");
    await expect.poll(() => page.locator(".lost").innerText()).toContain("asl has ended");
    await expect.poll(() => over.isDisabled()).toBe(true);
    await expectStands(page, /nothing goes on any more/);
    expect(await node(page, "A").count()).toBe(1);
  });

  it("offers to reload when the definition was saved, and says what became of it", async () => {
    const host = new DebugHost({ starts: true });
    const client = other(host);
    await client.call("start", { kind: "definition", text: fileOf(three).text, name: "three.asl.json", input: {} });
    await open(host);
    await stands(page).waitFor();
    await client.continue();
    await expectStands(page, /"A" waits/);
    host.changed(fileOf(machine({ Other: pass() })));
    await page.getByRole("button", { name: "Reload the run" }).click();
    await expect.poll(() => page.locator(".fault").innerText()).toMatch(/nothing has changed.*"A"/s);
    host.changed(fileOf(machine({ A: task("Z"), Z: pass() })));
    await page.getByRole("button", { name: "Reload the run" }).click();
    await node(page, "Z").waitFor();
    await expect.poll(() => page.locator(".notes", { hasText: "Reloaded" }).innerText()).toMatch(/Z new; B, C gone/);
  });

  it("says once what is wrong with a saved definition, and leaves run and picture as they are", async () => {
    const host = new DebugHost({ starts: true });
    const names = Array.from({ length: 30 }, (_, at) => `S${at}`);
    const long = (last: string) =>
      fileOf(machine(Object.fromEntries(names.map((name, at) => [name, task(at === 14 ? last : names[at + 1])]))));
    await other(host).call("start", { kind: "definition", text: long("S15").text, name: "long.asl.json", input: {} });
    await open(host);
    await stands(page).waitFor();
    await node(page, "S3").waitFor();
    const scale = () => page.locator("asl-graph .percent").innerText();
    const before = await scale();
    host.changed(long("Gone"));
    await page.getByRole("button", { name: "Reload the run" }).click();
    const fault = page.locator(".fault");
    await expect
      .poll(() => fault.locator("strong").innerText())
      .toBe("The definition is not valid. Nothing of the run has changed.");
    expect(await fault.locator("li").first().innerText()).toMatch(/^line \d+: S14 .*Gone$/);
    expect(await fault.locator("summary").innerText()).toMatch(/^\d+ more$/);
    expect(await page.locator(".said").innerText()).toBe("");
    expect(await scale()).toBe(before);
  });

  it("opens the server's files, shows them anew when they are saved, and debugs in the page itself", async () => {
    const host = new DebugHost({ files: [fileOf(three)] });
    await open(host);
    await node(page, "C").waitFor();
    host.changed(fileOf(machine({ A: task("New"), New: pass() })));
    await node(page, "New").waitFor();
    await page.getByRole("button", { name: "Debug" }).click();
    await page.getByRole("button", { name: "Start" }).click();
    await expectStands(page, /At the beginning/);
    expect((await other(host).initialize()).session).toBeNull();
    host.changed(fileOf(machine({ A: task("Newer"), Newer: pass() })));
    await page.getByRole("button", { name: "Reload the run" }).click();
    await node(page, "Newer").waitFor();
    await expect.poll(() => stands(page).innerText()).toMatch(/reloaded/i);
  });
});
