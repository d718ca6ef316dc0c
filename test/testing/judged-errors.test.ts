import { judge, readTestFile } from "asl-core/testing";
import { describe, expect, it } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { machineOf, task } from "./support.js";

describe("a case that expects another error", () => {
  it("tells the error that came and its cause", async () => {
    const machine = await machineOf({
      A: task({ Next: "B" }),
      B: {
        Type: "Map",
        ItemsPath: "$.gone",
        ItemProcessor: { StartAt: "C", States: { C: { Type: "Pass", End: true } } },
        End: true,
      },
    });
    const { cases } = readTestFile({ definition: "x", cases: [{ name: "a", expect: { error: "Boom" } }] } as Json);
    const [failure] = judge(cases[0], await machine.run({ answers: { A: { output: {} } } }));
    expect(failure.message).toContain('expected the error to be "Boom", and it is "States.Runtime"');
    expect(failure.details.join("\n")).toMatch(/^error States.Runtime\ncause .*\$\.gone/s);
  });

  it("tells a cause that is too long for its message", async () => {
    const machine = await machineOf({ No: { Type: "Fail", Error: "E", Cause: `${"c".repeat(300)}!` } });
    const { cases } = readTestFile({ definition: "x", cases: [{ name: "a", expect: { cause: "d" } }] } as Json);
    const [failure] = judge(cases[0], await machine.run());
    expect(failure.details.join("\n")).toContain("c!");
  });
});
