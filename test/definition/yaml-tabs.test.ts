import { expect, it } from "vitest";
import { readDefinition } from "../../packages/asl-core/src/index.js";

it("says how YAML is indented where it has tabs", async () => {
  const { diagnostics } = await readDefinition("StartAt: A\nStates:\n\tA: {}\n", { file: "x.yaml" });
  expect(diagnostics).toMatchObject([
    {
      message: "Tabs are not allowed as indentation",
      hint: "Indent with blanks: two of them for each tab, for example.",
    },
  ]);
});
