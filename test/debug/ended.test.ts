import { describe, expect, it } from "vitest";
import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { prepare } from "../harness/own-case.js";
import { ownCases } from "./support/own-cases.js";

describe("a run that has ended", () => {
  it.each(ownCases)("has no thread, and no task that waits: $name", async ({ one }) => {
    const { machine, options } = prepare(one);
    const session = DebugSession.start({ machine }, options);
    await session.continue();
    expect(session.status).not.toBe("RUNNING");
    expect(session.threads()).toEqual([]);
    expect(session.scene.waiting).toEqual([]);
    expect(session.outline().filter(({ status }) => status === "running")).toEqual([]);
  });
});
