import { describe, expect, it, vi } from "vitest";
import type { Breakpoint } from "../../packages/asl-core/src/debug/index.js";
import type { Debuggable } from "../../packages/asl-viewer/src/controllers/debuggable.js";
import { Debugging } from "../../packages/asl-viewer/src/controllers/debugging.js";
import { Opened } from "../../packages/asl-viewer/src/controllers/opened.js";
import { startAgain } from "../../packages/asl-viewer/src/controllers/start-again.js";
import { DebugHost } from "../../packages/asl-viewer/src/debugging/host/index.js";
import { channelPair, DebugClient, debugInPage } from "../../packages/asl-viewer/src/debugging/index.js";
import { openText } from "../../packages/asl-viewer/src/timeline/index.js";
import { machine, pass } from "./machines.js";

const two = JSON.stringify(machine({ A: pass("B"), B: pass() }));

/** A debugger of a page without a page, of which nothing is debugged yet. */
async function idle(): Promise<Debugging> {
  const opened = new Opened();
  await opened.open(await openText(two, "two.asl.json"), "two.asl.json");
  const cursor = { count: 0, seek: () => {}, select: () => {}, follow: () => {}, remark: () => {} };
  const element = { addController: () => {}, requestUpdate: () => {}, opened, cursor, open: async () => {} };
  const host = Object.assign(new EventTarget(), element) as unknown as Debuggable;
  return new Debugging(host, async () => ({ debugInPage, startAgain }));
}

async function debugged(): Promise<Debugging> {
  const debugging = await idle();
  await debugging.start({});
  await vi.waitFor(() => expect(debugging.run.standing).toBeDefined());
  return debugging;
}

describe("the debugger of a page", () => {
  it("keeps a breakpoint that is set before the host has answered for the last", async () => {
    const debugging = await debugged();
    debugging.toggleBreakpoint({ state: "A" }, "A");
    debugging.toggleBreakpoint({ state: "B" }, "B");
    await vi.waitFor(() => expect(debugging.breakpoints.map(({ state }) => state)).toEqual(["A", "B"]));
    await debugging.setBreakpoints(debugging.breakpoints);
    expect(debugging.run.breakpoints.map(({ state, verified }) => [state, verified])).toEqual([
      ["A", true],
      ["B", true],
    ]);
  });

  it("begins again after it was left, with nothing of the run before", async () => {
    const debugging = await debugged();
    await debugging.step("over");
    debugging.leave();
    expect([debugging.active, debugging.own]).toEqual([false, false]);
    await debugging.start({});
    await vi.waitFor(() => expect(debugging.run.standing?.position.step).toBe(0));
    expect(debugging.run.position).toBe(0);
  });

  it("finds the run of a server again where its viewer was taken out of the page and put in elsewhere", async () => {
    const host = new DebugHost({ starts: true });
    const connect = async () => {
      const [here, there] = channelPair();
      host.connect(there);
      return new DebugClient(here);
    };
    const other = await connect();
    await other.call("start", { kind: "definition", text: two });
    const debugging = await idle();
    await debugging.attach(connect);
    await vi.waitFor(() => expect(debugging.run.standing?.stop.state).toBe("A"));
    debugging.hostDisconnected();
    expect([debugging.away, host.clients]).toEqual(["The debugger has ended: nothing goes on any more.", 2]);
    await vi.waitFor(() => expect(host.clients).toBe(1));
    await other.step("over");
    debugging.hostConnected();
    await vi.waitFor(() => expect(debugging.run.standing?.stop.state).toBe("B"));
    expect([debugging.away, debugging.active, host.clients]).toEqual([undefined, true, 2]);
    await debugging.step("over");
    await vi.waitFor(() => expect(debugging.run.standing?.status).toBe("SUCCEEDED"));
  });

  it.each([
    ["condition", "$.total > > 3"],
    ["hitCondition", "often"],
    ["log", "total is {$.total > }"],
  ] as const)("says before a run is begun what is wrong with a breakpoint's %s", async (member, text) => {
    const debugging = await idle();
    await debugging.setBreakpoints([
      { state: "A", [member]: text },
      { state: "B", condition: "$.total > 3" },
    ]);
    const told = debugging.breakpoints as readonly Partial<Breakpoint>[];
    expect(told.map(({ state, verified }) => [state, verified])).toEqual([
      ["A", false],
      ["B", true],
    ]);
    expect([told[0].message, debugging.active]).toEqual([expect.any(String), false]);
    await debugging.setBreakpoints([{ state: "A" }]);
    expect(debugging.breakpoints).toEqual([{ state: "A" }]);
  });

  it("lets breakpoints be while its server is away, and says so", async () => {
    const host = new DebugHost({ starts: true });
    const debugging = await idle();
    await debugging.attach(async () => {
      const [here, there] = channelPair();
      host.connect(there);
      return new DebugClient(here);
    });
    await debugging.start({});
    await debugging.setBreakpoints([{ state: "A" }]);
    host.end("it was enough");
    await vi.waitFor(() => expect(debugging.away).toMatch(/has ended/));
    debugging.toggleBreakpoint({ state: "B" }, "B");
    await debugging.setBreakpoints([]);
    expect(debugging.breakpoints.map(({ state }) => state)).toEqual(["A"]);
  });

  it("says which file cannot be read any more until it can be, and forgets what it refused before", async () => {
    const host = new DebugHost();
    const debugging = await idle();
    await debugging.attach(async () => {
      const [here, there] = channelPair();
      host.connect(there);
      return new DebugClient(here);
    });
    const file = { name: "two.asl.json", text: two, kind: "definition" } as const;
    debugging.fault = { text: "The definition is not valid." };
    host.changed(file, "line 3: it breaks off");
    await vi.waitFor(() => expect(debugging.stale).toEqual({ file, error: "line 3: it breaks off" }));
    expect(debugging.fault).toBeUndefined();
    host.changed(file);
    await vi.waitFor(() => expect(debugging.stale).toBeUndefined());
  });

  it("does not look for a server that has ended", async () => {
    const host = new DebugHost({ starts: true });
    const connect = vi.fn(async () => {
      const [here, there] = channelPair();
      host.connect(there);
      return new DebugClient(here);
    });
    const debugging = await idle();
    await debugging.attach(connect);
    host.end("it was enough");
    await vi.waitFor(() => expect(debugging.away).toMatch(/has ended/));
    debugging.hostDisconnected();
    debugging.hostConnected();
    await new Promise((resolve) => setTimeout(resolve));
    expect(connect).toHaveBeenCalledOnce();
  });
});
