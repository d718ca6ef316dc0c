import { describe, expect, it } from "vitest";
import { DebugHost, type HostOptions } from "../../packages/asl-viewer/src/debugging/host/index.js";
import { CODES, channelPair } from "../../packages/asl-viewer/src/debugging/index.js";
import { order, sit } from "./seat.js";

describe("a client that is not trusted", () => {
  /** What a host answers to a text. */
  async function answerTo(text: string, options: HostOptions = {}): Promise<unknown> {
    const host = new DebugHost({ starts: true, ...options });
    const starter = sit(host);
    await starter.client.start(order());
    const [here, there] = channelPair();
    host.connect(there);
    return new Promise((resolve) => {
      here.onText((answer) => {
        const message = JSON.parse(answer);
        if (!("method" in message)) resolve(message);
      });
      here.send(text);
    });
  }
  const call = (method: string, params: unknown) => JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });

  it.each([
    ["text that is no JSON", "{", CODES.PARSE],
    ["another protocol", '{"id":1,"method":"pause"}', CODES.INVALID_REQUEST],
    ["a batch", `[${call("pause", {})}]`, CODES.INVALID_REQUEST],
    ["null", "null", CODES.INVALID_REQUEST],
    ["a method there is not", call("eval", {}), CODES.METHOD_NOT_FOUND],
    ["a method of Object.prototype", call("constructor", {}), CODES.METHOD_NOT_FOUND],
    ["params that are a list", call("back", []), CODES.INVALID_PARAMS],
    ["a step of no kind", call("step", { kind: "toString" }), CODES.INVALID_PARAMS],
    ["a step that is no text", call("step", { kind: 7 }), CODES.INVALID_PARAMS],
    ["a position below 0", call("goTo", { position: { step: -1, stage: 0 } }), CODES.INVALID_PARAMS],
    ["a position that is no number", call("goTo", { position: { step: "1e9", stage: 0 } }), CODES.INVALID_PARAMS],
    ["breakpoints that are no list", call("breakpoints", { breakpoints: {} }), CODES.INVALID_PARAMS],
    [
      "a breakpoint with a text for a flag",
      call("breakpoints", { breakpoints: [{ enabled: "x" }] }),
      CODES.INVALID_PARAMS,
    ],
    ["too many breakpoints", call("breakpoints", { breakpoints: Array(1001).fill({ state: "A" }) }), CODES.LIMIT],
    [
      "too long an expression",
      call("evaluate", { expression: "1".repeat(70_000), place: { frame: "0:1" } }),
      CODES.LIMIT,
    ],
    [
      "a scope there is not",
      call("set", { frame: "0:1", scope: "__proto__", pointer: "", value: 1 }),
      CODES.INVALID_PARAMS,
    ],
    ["a task that does not wait", call("answer", { task: "0:1", output: 1 }), CODES.RANGE],
    ["an answer without output", call("answer", { task: "0:1" }), CODES.INVALID_PARAMS],
    ["a look without a count", call("inspect", { execution: 0, event: 1 }), CODES.INVALID_PARAMS],
  ])("is refused %s", async (_, text, code) => {
    expect(await answerTo(text)).toMatchObject({ error: { code } });
  });

  it("is refused what nests too deeply", async () => {
    const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
    const text = `{"jsonrpc":"2.0","id":1,"method":"answer","params":{"task":"0:1","output":${deep}}}`;
    expect(await answerTo(text)).toMatchObject({ error: { code: CODES.INVALID_PARAMS } });
  });

  it("is refused too long a message, and let go", async () => {
    expect(await answerTo(call("pause", { more: "x".repeat(5000) }), { longest: 4000 })).toMatchObject({
      error: { code: CODES.LIMIT },
    });
  });

  it("pollutes nothing", async () => {
    const text =
      '{"jsonrpc":"2.0","id":1,"method":"breakpoints","params":{"breakpoints":[{"__proto__":{"polluted":1},"state":"Ship"}]}}';
    expect(await answerTo(text)).toMatchObject({ result: [{ state: "Ship", verified: true }] });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
