import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { NO_LIMITS } from "../../packages/asl-core/src/kernel/index.js";
import { mapOf, parallelOf, pass, succeed } from "./rows.js";
import { jsonata, machineOf, perform } from "./support.js";

/** With names of three characters a variable takes 200,008 bytes, so AWS's 10 MiB hold 52 of them. */
const text = "x".repeat(200_000);
const name = (index: number): string => `v${index + 10}`;

/** States that assign a variable each. */
function assigning(count: number, next: string, named = name): JsonObject {
  const states: JsonObject = {};
  for (let i = 0; i < count; i++)
    states[`A${i}`] = pass({ Assign: { [named(i)]: text }, Next: i + 1 < count ? `A${i + 1}` : next });
  return states;
}
const assigns = (count: number, named = name): JsonObject =>
  machineOf({ ...assigning(count, "S", named), S: succeed }, jsonata);

describe("the variables of an execution", () => {
  it("may take 10 MiB together; what would be more ends the execution", () => {
    expect(perform(assigns(52)).status).toBe("SUCCEEDED");
    const run = perform(assigns(53));
    expect([run.status, run.error]).toEqual(["FAILED", "States.DataLimitExceeded"]);
    expect(run.cause).toBe(
      "The state/task 'A52' returned a result with a size exceeding the maximum number of bytes service limit.",
    );
  });

  it("count once, however often they are assigned", () => {
    expect(perform(assigns(120, (index) => name(index % 50))).status).toBe("SUCCEEDED");
  });

  it("of a block count no more when it has ended", () => {
    const processor = { ...assigning(20, "S"), S: succeed };
    const definition = machineOf({ M: mapOf(processor, { MaxConcurrency: 2, End: true }) });
    const run = perform(definition, { input: new Array<Json>(10).fill(1) });
    expect([run.status, run.execution.stored]).toEqual(["SUCCEEDED", 0]);
  });

  it("of all blocks under way count together", () => {
    const branch = machineOf({ ...assigning(20, "W"), W: { Type: "Wait", Seconds: 1, End: true } });
    const parallel = (count: number) => machineOf({ P: parallelOf(new Array<JsonObject>(count).fill(branch)) });
    const rename = (definition: JsonObject): JsonObject => {
      const { P } = definition.States as { P: { Branches: JsonObject[] } };
      P.Branches = P.Branches.map((one, index) =>
        JSON.parse(JSON.stringify(one).replace(/"(A\d+|W)"/g, `"$1 of ${index}"`)),
      );
      return definition;
    };
    expect(perform(rename(parallel(2))).status).toBe("SUCCEEDED");
    expect(perform(rename(parallel(3))).error).toBe("States.DataLimitExceeded");
  });

  it("have no limit without limits", () => {
    expect(perform(assigns(60), { limits: NO_LIMITS }).status).toBe("SUCCEEDED");
  });
});
