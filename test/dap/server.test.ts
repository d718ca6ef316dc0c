import { type ChildProcess, spawn } from "node:child_process";
import { createConnection } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { workFolder } from "../support/asl.js";
import { BATCH_ANSWERS, BATCH_YAML, ORDER_ANSWERS, ORDER_JSON, TEMPLATE_YAML } from "./support/files.js";
import { asl, ready, Session } from "./support/session.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const folder = workFolder();
folder.file("order.asl.json", ORDER_JSON);
folder.file("batch.asl.yaml", BATCH_YAML);
folder.file("template.yaml", TEMPLATE_YAML);
folder.file("order-answers.yaml", ORDER_ANSWERS);
folder.file("batch-answers.yaml", BATCH_ANSWERS);
const ORDER = { program: "order.asl.json", input: { id: 7 }, answers: "order-answers.yaml", stopOnEntry: true };
const BATCH = { program: "batch.asl.yaml", input: { items: [1] }, answers: "batch-answers.yaml", stopOnEntry: true };

/** An adapter that listens, once it does. */
async function listening(...args: string[]): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [asl, "dap", "--port", "0", ...args], { cwd: folder.path });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout!.setEncoding("utf8").once("data", resolve);
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
  return { child, port: Number(/^listening on 127\.0\.0\.1:(\d+)\n$/.exec(line)![1]) };
}

let server: { child: ChildProcess; port: number };
beforeAll(async () => {
  await ready();
  server = await listening("--launch", JSON.stringify({ ...ORDER, session: "first" }));
});
afterAll(() => void server?.child.kill());

const connect = () => Session.overTcp(server.port);

describe("a server", () => {
  it.each([
    ["JSON", ORDER, "4: before Prepare"],
    ["YAML", BATCH, "4: before Begin"],
    ["a template", { program: "template.yaml#Inline", stopOnEntry: true }, "13: before Hello"],
  ])("debugs %s", async (_, args, place) => {
    const session = await connect();
    const { threadId } = await session.launch(args);
    expect(await session.place(threadId!)).toBe(place);
    await session.move("next", threadId);
    await session.move("stepBack", threadId);
    expect(await session.place(threadId!)).toBe(place);
    await session.end();
  });

  it("debugs several runs side by side", async () => {
    const [one, other] = [await connect(), await connect()];
    await one.launch(ORDER);
    await other.launch(BATCH);
    await one.move("next");
    expect([await one.place(1), await other.place(1)]).toEqual(["10: before Charge", "4: before Begin"]);
    await one.end();
    await other.end();
  });

  it("holds what it was told to launch, and what a client lets go of, where it stands", async () => {
    const one = await connect();
    await one.prepare({}, undefined, "attach");
    await one.stop(() => one.ask("configurationDone"));
    expect(await one.place(1)).toBe("4: before Prepare");
    await one.move("next");
    const other = await connect();
    await other.initialize();
    await expect(other.ask("attach", { session: "first" })).rejects.toThrow("another client debugs first already");
    await expect(other.ask("attach", { session: "third" })).rejects.toThrow("holds no session third: it holds first");
    await one.ask("disconnect", { terminateDebuggee: false });
    await other.ask("attach", { session: "first" });
    await other.stop(() => other.ask("configurationDone"));
    expect(await other.place(1)).toBe("10: before Charge");
    await other.end();
    const last = await connect();
    await last.initialize();
    await expect(last.ask("attach")).rejects.toThrow("it holds none");
    await last.end();
  });

  it("says nothing to browsers", async () => {
    const text = await new Promise<string>((resolve) => {
      let heard = "";
      const body = '{"seq":1,"type":"request","command":"initialize","arguments":{}}';
      const socket = createConnection(server.port, "127.0.0.1", () =>
        socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
      );
      socket.setEncoding("utf8").on("data", (piece: string) => (heard += piece));
      socket.on("close", () => resolve(heard));
    });
    expect(text).not.toContain("supportsStepBack");
    expect(text).toContain("this is the Debug Adapter Protocol");
  });

  it("goes on where a client is gone without a word", async () => {
    const rude = createConnection(server.port, "127.0.0.1");
    await new Promise((resolve) => rude.once("connect", resolve));
    rude.resetAndDestroy();
    const session = await connect();
    await session.launch(ORDER);
    await session.end();
  });
});

describe("asl dap", () => {
  it.each([
    [["--port", "x"], "--port x is no port"],
    [["--port", "70000"], "--port 70000 is no port"],
    [["--host", "0.0.0.0"], "--host goes with --port"],
    [["--launch", "{}"], "--launch goes with --port"],
    [["--port", "0", "--launch", "{}"], 'give "program"'],
    [["--port", "0", "--launch", "[]"], "cannot read the launch arguments"],
  ])("refuses %j", async (args, reason) => {
    const { code, stderr } = await folder.asl(["dap", ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });

  it("says which port is taken", async () => {
    const { code, stderr } = await folder.asl(["dap", "--port", String(server.port)]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`cannot listen on 127.0.0.1:${server.port}`)]);
  });

  it("ends with its client", async () => {
    const session = Session.overStdio(folder.path);
    await session.launch(ORDER);
    const ended = new Promise((resolve) => session.child!.once("exit", resolve));
    await session.ask("disconnect");
    expect(await ended).toBe(0);
  });

  it("attaches to nothing over standard input and output, and says how one attaches", async () => {
    const session = Session.overStdio(folder.path);
    await session.initialize();
    await expect(session.ask("attach", {})).rejects.toThrow("asl dap --port 4711");
    await session.end();
  });
});
