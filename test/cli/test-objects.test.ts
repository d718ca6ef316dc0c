import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file } = workFolder();
beforeAll(built, 240_000);

file("done.asl.yaml", "StartAt: Done\nStates: { Done: { Type: Succeed } }\n");
file("fixtures/a.json", "[]");
file(
  "done.asl.test.yaml",
  `definition: done.asl.yaml
cases:
  - { name: misspelt, objects: { bucket: fixturs } }
  - { name: there, objects: { bucket: fixtures } }
`,
);

describe("the objects of a case", () => {
  it("are refused where their folder is not there, with the one that was meant, and the other cases run", async () => {
    const { code, stdout, stderr } = await asl(["test", "done.asl.test.yaml"]);
    expect(stdout + stderr).toContain("there is no folder fixturs for the bucket bucket");
    expect(stdout + stderr).toContain("Did you mean fixtures?");
    expect(stdout).toContain("1 passed");
    expect(code).toBe(2);
  });
});
