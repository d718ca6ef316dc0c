import { describe, expect, it } from "vitest";
import { DebugSession, formatPosition } from "../../packages/asl-core/src/debug/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

const machine = loadMachine({
  StartAt: "First",
  States: { First: { Type: "Pass", Next: "Last" }, Last: { Type: "Succeed" } },
});

describe("back from the end of a run", () => {
  it("leads over the last state", async () => {
    const session = DebugSession.start({ machine });
    await session.continue();
    expect(session.status).toBe("SUCCEEDED");
    expect(session.back("over")).toMatchObject({ reason: "step", state: "Last" });
    expect(session.back("over")).toMatchObject({ state: "First" });
  });
});

describe("the very beginning", () => {
  it("shows threads, scopes, stages and tries before anything has happened, and no failure", () => {
    const session = DebugSession.start({ machine }, { input: { a: 1 } });
    const [thread] = session.threads();
    const [{ id }] = session.stack(thread.id);
    expect(session.scopes(id).map(({ name }) => name)).toEqual(["Input", "Variables", "Context"]);
    expect(session.stages(id)).toEqual([]);
    expect(session.retries(id).attempts).toEqual([]);
    expect(() => session.whyFailure(id)).toThrow("has not failed");
  });
});

describe("the smallest step", () => {
  it("leads from the very beginning through every data stage", async () => {
    const session = DebugSession.start({ machine });
    const places: string[] = [];
    while (session.status === "RUNNING" && places.length < 20) {
      const { position, state } = await session.step("stage");
      places.push(`${formatPosition(position)} ${state}`);
    }
    expect(places.slice(0, 3)).toEqual(["1 First", "1.1 First", "1.2 First"]);
    expect(session.status).toBe("SUCCEEDED");
  });
});
