import { spawn } from "node:child_process";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Framing } from "../../packages/asl-cli/src/dap/framing.js";
import { workFolder } from "../support/asl.js";
import { ORDER_JSON } from "./support/files.js";
import { asl, ready, Session } from "./support/session.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const folder = workFolder();
folder.file("order.asl.json", ORDER_JSON);
const ORDER = { program: "order.asl.json", input: { id: 7 }, stopOnEntry: true };

let session: Session;
beforeAll(ready);
beforeEach(() => {
  session = Session.overStdio(folder.path);
});
afterEach(() => session.end());

describe("requests out of order", () => {
  it("are refused until initialize has come, once", async () => {
    await expect(session.ask("launch", ORDER)).rejects.toThrow("initialize comes first");
    await session.initialize();
    await expect(session.initialize()).rejects.toThrow("once is enough");
  });

  it.each(["threads", "stackTrace", "continue", "configurationDone", "evaluate", "loadedSources", "restart", "goto"])(
    "are refused while nothing is debugged: %s",
    async (command) => {
      await session.initialize();
      await expect(session.ask(command)).rejects.toThrow("launch or attach comes first");
    },
  );

  it("are refused where something is debugged already", async () => {
    await session.launch(ORDER);
    await expect(session.ask("launch", ORDER)).rejects.toThrow("one connection debugs one run");
    await expect(session.ask("attach")).rejects.toThrow("one connection debugs one run");
  });
});

describe("requests that mean nothing", () => {
  it.each([
    ["flyToTheMoon", {}, "there is no request flyToTheMoon"],
    ["__proto__", {}, "there is no request"],
    ["constructor", {}, "there is no request"],
    ["stackTrace", { threadId: 99 }, "there is no thread 99"],
    ["stackTrace", {}, '"threadId" is missing'],
    ["stackTrace", { threadId: "one" }, '"threadId" is not a number'],
    ["scopes", { frameId: 12_345 }, "there is no stack frame"],
    ["variables", { variablesReference: 1.5 }, "is not a number"],
    ["variables", { variablesReference: 777 }, "no longer at hand"],
    ["next", { threadId: 99 }, "there is no thread 99"],
    ["stepIn", { threadId: 1, targetId: 99 }, "no target 99"],
    ["evaluate", { expression: "why", context: "repl" }, "why what? why choice"],
    ["evaluate", { expression: 7 }, '"expression" is not a text'],
    ["evaluate", { expression: "$.id", frameId: 9999 }, "there is no stack frame"],
    ["setBreakpoints", { source: "order.asl.json" }, '"source" is not an object'],
    ["setBreakpoints", { source: { path: "x" }, breakpoints: [1] }, "a list of objects"],
    ["setVariable", { variablesReference: 777, name: "a", value: "1" }, "ask for the variables again"],
    ["exceptionInfo", { threadId: 1 }, "nothing has failed here"],
    ["source", { sourceReference: 5 }, "no such source"],
    ["restartFrame", { frameId: 31 }, "there is no stack frame"],
  ])("are refused with the reason: %s %j", async (command, args, reason) => {
    await session.launch(ORDER);
    await expect(session.ask(command, args)).rejects.toThrow(reason);
    expect(await session.place(1)).toBe("4: before Prepare");
  });
});

/** Writes bytes to an adapter and gives what comes back until it ends. */
function bytes(...pieces: (string | Buffer)[]): Promise<{ text: string; code: number | null }> {
  const child = spawn(process.execPath, [asl, "dap"], { cwd: folder.path });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  child.stdin.on("error", () => {});
  for (const piece of pieces) child.stdin.write(piece);
  child.stdin.end();
  return new Promise((resolve) => child.once("close", (code) => resolve({ text, code })));
}

const framed = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const INITIALIZE = framed('{"seq":5,"type":"request","command":"initialize","arguments":{"adapterID":"asl"}}');

describe("bytes that are no message", () => {
  it("are told of, and the next message is read", async () => {
    const { text, code } = await bytes(
      framed("{oops"),
      framed("[1]"),
      framed('{"seq":3,"type":"request"}'),
      INITIALIZE,
    );
    expect(text.match(/"success":false/g)).toHaveLength(3);
    expect(text).toContain("a message is no JSON");
    expect(text).toContain('"request_seq":3,"command":""');
    expect(text).toContain('"supportsStepBack":true');
    expect(code).toBe(0);
  });

  it("end the session where they are another protocol", async () => {
    const { text, code } = await bytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", INITIALIZE);
    expect(text).toContain("this is the Debug Adapter Protocol");
    expect(text).not.toContain("supportsStepBack");
    expect(code).toBe(0);
  });
});

describe("framing", () => {
  function heard(...pieces: string[]) {
    const said: unknown[] = [];
    const framing = new Framing({
      message: (value) => void said.push(value),
      broken: (reason) => void said.push(`broken: ${reason.slice(0, 20)}`),
      foreign: (reason) => void said.push(`foreign: ${reason.slice(0, 40)}`),
    });
    for (const piece of pieces) framing.take(Buffer.from(piece));
    return said;
  }

  it("finds messages however they are cut", () => {
    const all = framed('{"a":"ä€"}') + framed('{"b":2}');
    const wanted = [{ a: "ä€" }, { b: 2 }];
    expect(heard(all)).toEqual(wanted);
    const whole = Buffer.from(all);
    const said: unknown[] = [];
    const framing = new Framing({ message: (value) => void said.push(value), broken: () => {}, foreign: () => {} });
    for (const byte of whole) framing.take(Buffer.from([byte]));
    expect(said).toEqual(wanted);
  });

  it.each([
    ["a head without a length", "Content-Type: x\r\n\r\n{}", "foreign: the head of a message has no Content-Len"],
    ["a length that is none", "Content-Length: -1\r\n\r\n{}", "foreign: the head of a message has no Content-Len"],
    ["a message that is too long", "Content-Length: 99999999999\r\n\r\n{}", "foreign: a message has more than 64 MB"],
    ["a head without an end", `Content-Length: 2${" ".repeat(5000)}`, "foreign: the head of a message is too long"],
    [
      "another protocol",
      "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
      "foreign: a message begins with Content-Length: th",
    ],
  ])("refuses %s", (_, text, expected) => {
    expect(heard(text, framed('{"a":1}'))).toEqual([expected]);
  });

  it("takes heads as others write them", () => {
    expect(heard("content-length:2\r\nContent-Type: application/json\r\n\r\n{}")).toEqual([{}]);
  });
});
