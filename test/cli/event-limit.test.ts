import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file } = workFolder();
beforeAll(built, 240_000);

file(
  "many.asl.yaml",
  `StartAt: Each
States:
  Each:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Round
      States:
        Round: { Type: Pass, Next: Again }
        Again: { Type: Choice, Choices: [{ Variable: $.done, IsPresent: true, Next: Done }], Default: Round }
        Done: { Type: Succeed }
    End: true
`,
);
file(
  "many.asl.test.yaml",
  `definition: many.asl.yaml
cases:
  - { name: ends, input: [{ done: true }] }
  - { name: goes round, input: [{}, {}, {}], mostEvents: 30000 }
  - { name: ends too, input: [{ done: 1 }] }
`,
);

describe("a case that does not end", () => {
  it("fails with where it went round, and the other cases keep their results", async () => {
    const { code, stdout } = await asl(["test", "many.asl.test.yaml"]);
    expect(stdout).toContain("many.asl.test.yaml:4:5: the run did not end within 30000 events");
    expect(stdout).toContain("1 child execution of Each ended at the limit of 25000 events in a history");
    expect(stdout).toContain("2 passed, 1 failed (3 cases");
    expect(code).toBe(1);
  });
});
