import { describe, expect, it } from "vitest";
import { pending } from "../../packages/asl-core/src/drivers/handler.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { compileDefinition } from "../../packages/asl-core/src/machine/compile.js";

const waiting = compileDefinition({ StartAt: "W", States: { W: { Type: "Wait", Seconds: 301, End: true } } });
const endless = compileDefinition({ StartAt: "P", States: { P: { Type: "Pass", Next: "P" } } });

describe("an Express execution", () => {
  it("times out after five minutes", () => {
    const { status, duration } = runSync(waiting, { type: "EXPRESS" });
    expect({ status, duration }).toEqual({ status: "TIMED_OUT", duration: 300_000 });
  });

  it("times out while a task never answers, sooner where it says so itself", () => {
    const T = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:f", End: true };
    const options = { type: "EXPRESS" as const, handler: () => pending() };
    const tops: JsonObject[] = [{}, { TimeoutSeconds: 7 }, { TimeoutSeconds: 301 }];
    const ends = tops.map((top) => {
      const { status, duration } = runSync(compileDefinition({ StartAt: "T", States: { T }, ...top }), options);
      return [status, duration];
    });
    expect(ends).toEqual([300_000, 7_000, 300_000].map((duration) => ["TIMED_OUT", duration]));
  });

  it("lives as long as it likes as a Standard one", () => {
    expect(runSync(waiting, { type: "STANDARD" }).status).toBe("SUCCEEDED");
  });

  it("ends where it loops for ever, beyond the events a Standard one may have", () => {
    const run = runSync(endless, { type: "EXPRESS", history: false });
    expect([run.status, run.error, run.execution.events]).toEqual(["FAILED", "States.Runtime", 1_000_000]);
  });
});
