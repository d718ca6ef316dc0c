import { describe, expect, it } from "vitest";
import { compileDefinition } from "../../packages/asl-core/src/machine/compile.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";

const waiting = compileDefinition({ StartAt: "W", States: { W: { Type: "Wait", Seconds: 301, End: true } } });
const endless = compileDefinition({ StartAt: "P", States: { P: { Type: "Pass", Next: "P" } } });

describe("an Express execution", () => {
  it("times out after five minutes", () => {
    const { status, duration } = runSync(waiting, { type: "EXPRESS" });
    expect({ status, duration }).toEqual({ status: "TIMED_OUT", duration: 300_000 });
  });

  it("lives as long as it likes as a Standard one", () => {
    expect(runSync(waiting, { type: "STANDARD" }).status).toBe("SUCCEEDED");
  });

  it("ends where it loops for ever, beyond the events a Standard one may have", () => {
    const run = runSync(endless, { type: "EXPRESS", history: false });
    expect([run.status, run.error, run.execution.events]).toEqual(["FAILED", "States.Runtime", 1_000_000]);
  });
});
