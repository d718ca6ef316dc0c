import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { readPage } from "../../packages/asl-cli/src/ui/page.js";
import { UiServer } from "../../packages/asl-cli/src/ui/server.js";
import { DebugHost, LIMITS } from "../../packages/asl-viewer/src/debugging/host/index.js";
import { CODES, type DebugError, type Standing } from "../../packages/asl-viewer/src/debugging/index.js";
import { type Address, addressIn, connect, get, type Offer, openSocket } from "./client.js";

const folder = mkdtempSync(join(tmpdir(), "asl-ui-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const POLICY = "default-src 'none'; script-src 'self'; form-action 'none'";
writeFileSync(
  join(folder, "index.html"),
  `<meta http-equiv="Content-Security-Policy" content="${POLICY}"><script src="app.js"></script>`,
);
writeFileSync(join(folder, "app.js"), "start();");
writeFileSync(join(folder, "secret.key"), "secret");
writeFileSync(join(folder, "..", "asl-ui-secret.js"), "secret");
afterAll(() => rmSync(join(folder, "..", "asl-ui-secret.js"), { force: true }));

const servers: UiServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(host = new DebugHost({ starts: true })): Promise<Address & { port: string; host: string }> {
  const server = await UiServer.start({ page: readPage(folder), host, port: 0 });
  servers.push(server);
  const address = addressIn(server.address);
  return { ...address, port: address.host.split(":")[1] };
}

const DEFINITION = JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", End: true } } });

describe("the page", () => {
  it("may talk to the server that sent it, and to nobody else", async () => {
    const address = await serve();
    const { status, headers, text } = await get(address, "/");
    expect(status).toBe(200);
    expect(text).toContain(`content="${POLICY}; connect-src ws://${address.host}"`);
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(text).not.toContain(address.token);
    expect((await get(address, "/app.js?x=1")).text).toBe("start();");
    const local = { headers: { Host: `localhost:${address.port}` } };
    expect((await get(address, "/", local)).text).toContain(`connect-src ws://localhost:${address.port}"`);
  });

  it.each([
    ["what is not there", "/nothing.js", 404],
    ["a file that is none of the page's", "/secret.key", 404],
    ["a file above", "/../asl-ui-secret.js", 404],
    ["a file above, encoded", "/%2e%2e/asl-ui-secret.js", 404],
    ["a file above, encoded twice", "/..%252fasl-ui-secret.js", 404],
    ["a file above, with backslashes", "/..\\asl-ui-secret.js", 404],
    ["an absolute path", "//etc/passwd", 404],
    ["another address", "http://elsewhere/app.js", 404],
    ["a member of Object.prototype", "/constructor", 404],
  ])("does not bring %s", async (_, path, status) => {
    expect((await get(await serve(), path)).status).toBe(status);
  });

  it.each(["evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "evil.example:80"])(
    "is not sent under the name %s",
    async (name) => {
      expect(await get(await serve(), "/", { headers: { Host: name } })).toMatchObject({ status: 403 });
    },
  );

  it("is only got", async () => {
    const address = await serve();
    expect((await get(address, "/", { method: "POST" })).status).toBe(405);
    expect(await get(address, "/app.js", { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
  });

  it("has no icon, and no complaint about that", async () => {
    expect((await get(await serve(), "/favicon.ico")).status).toBe(204);
  });

  it("must be built", () => {
    expect(() => readPage(join(folder, "nothing"))).toThrow(/the page is not there/);
  });
});

describe("a WebSocket", () => {
  it.each<[string, (address: Address & { port: string }) => Offer, number]>([
    ["without a token", () => ({ protocols: ["asl-debug"] }), 401],
    ["with a wrong token", () => ({ token: "x".repeat(32) }), 401],
    ["with a part of the token", ({ token }) => ({ token: token.slice(0, -1) }), 401],
    ["without the subprotocol", ({ token }) => ({ protocols: [token] }), 400],
    ["of another site", () => ({ headers: { Origin: "https://evil.example" } }), 403],
    ["of a page on another port", () => ({ headers: { Origin: "http://127.0.0.1:1" } }), 403],
    ["of a page with another scheme", ({ host }) => ({ headers: { Origin: `https://${host}` } }), 403],
    ["of a sandboxed page", () => ({ headers: { Origin: "null" } }), 403],
    ["of nobody", () => ({ headers: { Origin: "" } }), 403],
    [
      "under another name",
      ({ port }) => ({ headers: { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` } }),
      403,
    ],
    ["elsewhere", () => ({ path: "/" }), 404],
  ])("is refused %s", async (_, offer, status) => {
    const address = await serve();
    expect(await openSocket(address, offer(address))).toBe(status);
  });

  it("is refused where too many are open", async () => {
    const address = await serve();
    const opened = await Promise.all(Array.from({ length: 33 }, () => openSocket(address)));
    expect(opened.filter((one) => one === 503)).toHaveLength(1);
  });

  it("is closed at too large a message, and at one that is no text", async () => {
    const address = await serve();
    const closings = ["x".repeat(LIMITS.message + 1), new Uint8Array([1, 2, 3])].map(async (message) => {
      const socket = await openSocket(address);
      if (typeof socket === "number") return socket;
      const closed = new Promise<number>((resolve) => socket.on("close", resolve));
      socket.send(message);
      return closed;
    });
    expect(await Promise.all(closings)).toEqual([1009, 1003]);
    expect((await (await connect(address)).initialize()).session).toBeNull();
  });

  it("lets several pages look at one run", async () => {
    const address = await serve();
    const [one, other] = [await connect(address), await connect(address)];
    const heard: Standing[] = [];
    other.on("stopped", (standing) => void heard.push(standing));
    await one.start({ kind: "definition", text: DEFINITION });
    await one.continue();
    const { session } = await other.initialize();
    expect(session?.standing.status).toBe("SUCCEEDED");
    expect(heard.map(({ stop }) => stop.reason)).toEqual(["entry", "end"]);
    one.close();
    expect(await other.restart()).toMatchObject({ reason: "entry" });
  });

  it("refuses a second move while one is under way, whoever asks", async () => {
    const host = new DebugHost({ breathe: () => new Promise((resolve) => setTimeout(resolve, 1)) });
    const { DebugSession } = await import("../../packages/asl-core/src/debug/index.js");
    const { loadMachine } = await import("../../packages/asl-core/src/index.js");
    let answer = (_: { type: "success"; output: number }): void => {};
    const machine = loadMachine({
      StartAt: "T",
      States: { T: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:f", End: true } },
    });
    const handler = () => new Promise<{ type: "success"; output: number }>((resolve) => (answer = resolve));
    await host.debug({ title: "t", open: ({ breathe }) => DebugSession.start({ machine }, { handler, breathe }) });
    const address = await serve(host);
    const [one, other] = [await connect(address), await connect(address)];
    const running = new Promise((resolve) => other.on("running", resolve));
    const going = one.continue();
    expect(await running).toEqual({ by: "continue" });
    expect(await other.step("over").catch((error: DebugError) => error.code)).toBe(CODES.BUSY);
    answer({ type: "success", output: 1 });
    expect(await going).toMatchObject({ reason: "end" });
  });

  it("hears of files that are saved, and of the end", async () => {
    const host = new DebugHost({ files: [{ name: "a.json", text: "1", kind: "definition" }] });
    const address = await serve(host);
    const client = await connect(address);
    const heard: unknown[] = [];
    client.on("changed", ({ file, error }) => void heard.push([file.text, error]));
    client.on("ended", ({ reason }) => void heard.push(reason));
    const over = new Promise((resolve) => (client.onClose = resolve));
    await client.initialize();
    host.changed({ name: "a.json", text: "2", kind: "definition" });
    host.changed({ name: "a.json", text: "2", kind: "definition" }, "it cannot be read");
    expect((await client.initialize()).files[0].text).toBe("2");
    host.end("asl has ended");
    expect(await over).toBe("asl has ended");
    expect(heard).toEqual([["2", undefined], ["2", "it cannot be read"], "asl has ended"]);
  });
});

describe("a port", () => {
  it("that is in use is refused with a way out", async () => {
    const { port } = await serve();
    const again = UiServer.start({ page: readPage(folder), host: new DebugHost(), port: Number(port) });
    await expect(again).rejects.toMatchObject({ message: `port ${port} is in use`, hint: /--port/, exitCode: 2 });
  });
});
