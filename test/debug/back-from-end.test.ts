import { describe, expect, it } from "vitest";
import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
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
