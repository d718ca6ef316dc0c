import { describe, expect, it, vi } from "vitest";
import type { Debuggable } from "../../packages/asl-viewer/src/controllers/debuggable.js";
import { Debugging } from "../../packages/asl-viewer/src/controllers/debugging.js";
import { Opened } from "../../packages/asl-viewer/src/controllers/opened.js";
import { debugInPage } from "../../packages/asl-viewer/src/debugging/index.js";
import { openText } from "../../packages/asl-viewer/src/timeline/index.js";
import { machine, pass } from "./machines.js";

const two = JSON.stringify(machine({ A: pass("B"), B: pass() }));

/** A debugger of a page without a page. */
async function debugged(): Promise<Debugging> {
  const opened = new Opened();
  await opened.open(await openText(two, "two.asl.json"), "two.asl.json");
  const cursor = { count: 0, seek: () => {}, select: () => {}, follow: () => {}, remark: () => {} };
  const element = { addController: () => {}, requestUpdate: () => {}, opened, cursor, open: async () => {} };
  const host = Object.assign(new EventTarget(), element) as unknown as Debuggable;
  const debugging = new Debugging(host, async () => ({ debugInPage }));
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
});
