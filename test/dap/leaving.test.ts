import { type ChildProcess, spawn } from "node:child_process";
import { symlinkSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { workFolder } from "../support/asl.js";
import { ORDER_JSON } from "./support/files.js";
import { asl, ready, Session } from "./support/session.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const folder = workFolder();
folder.file("order.asl.json", ORDER_JSON);
folder.file(
  "loop.asl.yaml",
  `QueryLanguage: JSONata
StartAt: Inc
States:
  Inc: {Type: Pass, Assign: {i: 1}, Next: Check}
  Check: {Type: Choice, Choices: [{Condition: "{% $i < 0 %}", Next: Done}], Default: Inc}
  Done: {Type: Succeed}
`,
);
const LOOP = { program: "loop.asl.yaml", limits: false, output: "events" };
const ORDER = { program: "order.asl.json", input: { id: 7 } };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a run that goes on", () => {
  let server: ChildProcess;
  let port: number;
  beforeAll(async () => {
    await ready();
    server = spawn(process.execPath, [asl, "dap", "--port", "0"], { cwd: folder.path });
    const line = await new Promise<string>((resolve) => server.stdout!.setEncoding("utf8").once("data", resolve));
    port = Number(/:(\d+)/.exec(line)![1]);
  });
  afterAll(() => void server?.kill());

  async function going(name: string): Promise<Session> {
    const session = await Session.overTcp(port);
    await session.prepare({ ...LOOP, session: name });
    await session.ask("configurationDone");
    await pause(200);
    return session;
  }

  const taken = async (name: string) => {
    const session = await Session.overTcp(port);
    await session.prepare({ session: name }, undefined, "attach");
    const stop = await session.stop(() => session.ask("configurationDone"));
    return { session, stop };
  };

  it("is paused where its client leaves, and tells the next one where it stands", async () => {
    const one = await going("left");
    await one.ask("disconnect", { terminateDebuggee: false });
    const { session, stop } = await taken("left");
    expect(stop.reason).toBe("pause");
    const { length } = await session.ask("asl/position");
    expect(length).toBeGreaterThan(0);
    await pause(100);
    expect((await session.ask("asl/position")).length).toBe(length);
    await session.end();
  });

  it("is paused where its client is cut off", async () => {
    const socket = createConnection(port, "127.0.0.1");
    const send = (seq: number, command: string, args: object = {}) => {
      const body = JSON.stringify({ seq, type: "request", command, arguments: args });
      socket.write(`Content-Length: ${body.length}\n\n${body}`);
    };
    send(1, "initialize", { adapterID: "asl" });
    send(2, "launch", { ...LOOP, session: "cut" });
    await new Promise((resolve) => {
      let heard = "";
      socket.setEncoding("utf8").on("data", (piece: string) => {
        heard += piece;
        if (heard.includes('"initialized"')) resolve(undefined);
      });
    });
    send(3, "configurationDone");
    await pause(200);
    socket.resetAndDestroy();
    await pause(100);
    const { session, stop } = await taken("cut");
    expect(stop.reason).toBe("pause");
    await session.end();
  });

  it("has a thread from the beginning, which can be paused", async () => {
    const session = await going("threads");
    expect((await session.ask("threads")).threads).toMatchObject([{ id: 1 }]);
    const stop = await session.move("pause", 1);
    expect(stop).toMatchObject({ reason: "pause", threadId: 1 });
    const told = session.events.filter(({ event }) => event === "output");
    expect(told.length).toBeLessThanOrEqual(201);
    expect(told[0].body.output).toMatch(/^… \d+ events more before\n$/);
    await session.end();
  });

  it("tells nothing more once it is terminated, and answers", async () => {
    const session = await going("ended");
    await session.ask("terminate");
    await session.next("terminated", 0);
    expect((await session.ask("threads")).threads).toEqual([]);
    await pause(300);
    expect(session.events.at(-1)!.event).toBe("terminated");
    await expect(session.ask("continue", { threadId: 1 })).rejects.toThrow("the run is over");
    const other = await Session.overTcp(port);
    await other.initialize();
    await expect(other.ask("attach", { session: "ended" })).rejects.toThrow("holds no session ended");
    await other.end();
    await session.ask("disconnect");
  });

  it("begins anew where it is restarted after its end, with its breakpoints", async () => {
    const session = await going("again");
    await session.ask("setFunctionBreakpoints", { breakpoints: [{ name: "Check" }] });
    await session.ask("terminate");
    await session.next("terminated", 0);
    expect(await session.stop(() => session.ask("restart"))).toMatchObject({ reason: "function breakpoint" });
    await session.end();
  });

  it("can be paused while it passes by a log point without end", async () => {
    const session = await going("logging");
    await session.move("pause", 1);
    await session.ask("setFunctionBreakpoints", { breakpoints: [{ name: "Inc after Assign log here" }] });
    await session.ask("continue", { threadId: 1 });
    await pause(200);
    const stop = await session.move("pause", 1);
    expect(stop.reason).toBe("pause");
    expect(session.console).toContain("here\n");
    await session.end();
  });
});

describe("a client", () => {
  const with_ = async (work: (session: Session) => Promise<void>) => {
    const session = Session.overStdio(folder.path);
    await work(session).finally(() => session.end());
  };

  it.each(["help", "print $.id", "where", "break Decide"])("keeps its frames through the command %s", (command) =>
    with_(async (session) => {
      const { threadId } = await session.launch(ORDER);
      const [frame] = await session.stack(threadId!);
      await session.ask("evaluate", { expression: command, context: "repl", frameId: frame.id });
      await session.scopes(frame.id);
      expect(session.events.filter(({ event }) => event === "stopped")).toHaveLength(1);
    }),
  );

  it("opens a recording where it ends, and restarts it at its beginning", () =>
    with_(async (session) => {
      await session.launch(ORDER);
      await session.ask("evaluate", { expression: "save run.json", context: "repl" });
      await with_(async (again) => {
        const stop = await again.launch({ recording: "run.json", stopOnEntry: true });
        expect(stop.reason).toBe("pause");
        expect(stop.description).toContain("where the recording ends");
        const entry = await again.stop(() => again.ask("restart"));
        expect(await again.ask("asl/position")).toMatchObject({ position: { step: 0, stage: 0 } });
        expect(entry).toMatchObject({ reason: "entry", description: "Before the first state" });
      });
    }));

  it("hears of the end once, however often it asks for a pause", () =>
    with_(async (session) => {
      const { threadId } = await session.launch({ ...ORDER, noDebug: false, stopOnEntry: true });
      await session.move("next", threadId);
      await session.move("next", threadId);
      await session.stop(() => session.ask("asl/answer", { output: { Payload: 1 }, continue: true }));
      const said = session.console;
      expect(said).toContain("● SUCCEEDED");
      for (let i = 0; i < 2; i++) expect((await session.move("pause", threadId)).reason).toBe("pause");
      expect(session.console).toBe(said);
    }));

  it("restarts with other arguments, which are checked as those of launch are", () =>
    with_(async (session) => {
      await session.launch({ ...ORDER, stopOnEntry: true });
      const restart = (args: object) => session.ask("restart", { arguments: args });
      await expect(restart({ input: 1 })).rejects.toThrow('restart: give "program"');
      await expect(restart({ ...ORDER, input: 1, recording: "run.json" })).rejects.toThrow("brings its input");
      await expect(restart({ ...ORDER, missing: "maybe" })).rejects.toThrow('"missing" is one of');
      expect(await session.shown(1, "Input")).toEqual(["id = 7"]);
      const stop = await session.stop(() => restart({ ...ORDER, input: { id: 8 }, stopOnEntry: true, answer: "x" }));
      expect(stop.reason).toBe("entry");
      expect(await session.shown(1, "Input")).toEqual(["id = 8"]);
      expect(session.console).toContain('launch has no argument "answer": did you mean "answers"?');
    }));

  it("names files by URIs and through links", () =>
    with_(async (session) => {
      symlinkSync(join(folder.path, "order.asl.json"), join(folder.path, "link.asl.json"));
      const program = pathToFileURL(join(folder.path, "order.asl.json")).href;
      const stop = await session.launch({ ...ORDER, program }, async () => {
        const { breakpoints } = await session.ask("setBreakpoints", {
          source: { path: join(folder.path, "link.asl.json") },
          breakpoints: [{ line: 10 }],
        });
        expect(breakpoints).toMatchObject([{ verified: true }]);
      });
      expect(stop.reason).toBe("breakpoint");
    }));

  it("is told of arguments by the names that launch has for them", () =>
    with_(async (session) => {
      await session.initialize();
      await expect(session.ask("launch", { ...ORDER, input: "{bad" })).rejects.toThrow(/^"input":1:2/);
      await session.ask("launch", { ...ORDER, stopOnEntri: true, __sessionId: "x", type: "asl" });
      await session.ask("threads");
      expect(session.console).toBe('launch has no argument "stopOnEntri": did you mean "stopOnEntry"?\n');
    }));

  it("finds data stages by names of variables, and is refused one wrong stage alone", () =>
    with_(async (session) => {
      const { threadId } = await session.launch({ ...LOOP, stopOnEntry: true });
      await session.move("next", threadId);
      const [frame] = await session.stack(1);
      const info = await session.ask("dataBreakpointInfo", { name: "i", frameId: frame.id });
      expect(info.description).toContain("Variables of");
      const { breakpoints } = await session.ask("setDataBreakpoints", {
        breakpoints: [{ dataId: "nonsense" }, { dataId: '["Inc","variables"]' }],
      });
      expect(breakpoints).toMatchObject([{ verified: false }, { verified: true }]);
    }));

  it("answers tasks where nothing is debugged, and the run goes on by itself", () =>
    with_(async (session) => {
      await session.prepare({ ...ORDER, noDebug: true });
      await session.ask("configurationDone");
      await session.next("asl/task", 0);
      await session.ask("asl/answer", { output: { Payload: 1 } });
      await session.next("terminated", 0);
      expect(session.events.filter(({ event }) => event === "stopped")).toEqual([]);
      expect(session.console).toContain("● SUCCEEDED");
    }));
});
