import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { failure, loadMachine, success, type TaskHandler } from "../../packages/asl-core/src/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { machine, pass, task } from "./machines.js";

/** Maps in a Map, of which some inner ones fail and are caught. */
export const nested = machine({
  Stores: {
    Type: "Map",
    ItemsPath: "$.stores",
    MaxConcurrency: 2,
    End: true,
    ItemProcessor: machine({
      Open: pass("Fruits"),
      Fruits: {
        Type: "Map",
        ItemsPath: "$.fruits",
        ItemProcessor: machine({ GetPrice: task("Buy"), Buy: pass() }),
        Catch: [{ ErrorEquals: ["NoPrice"], Next: "Sorry" }],
        End: true,
      },
      Sorry: pass(),
    }),
  },
});
export const stores = { stores: [{ fruits: [1, 2] }, { fruits: [3, 4] }, { fruits: [5] }] };

/** A loop that goes round three times. */
export const loop = machine({
  Add: { ...pass("Enough?"), Parameters: { "n.$": "States.MathAdd($.n, 1)" } },
  "Enough?": { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 3, Next: "Add" }], Default: "Done" },
  Done: { Type: "Succeed" },
});

/** A distributed Map. */
export const files = machine({
  Each: {
    Type: "Map",
    Label: "Each",
    ItemsPath: "$.files",
    ToleratedFailurePercentage: 100,
    MaxConcurrency: 2,
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      ...machine({ Fetch: task("Parse"), Parse: task(undefined) }),
    },
    End: true,
  },
});

/** A run of it of which every third item fails; `tolerated`: per cent of them that may. */
export async function distributed(count: number, tolerated = 100): Promise<DebugSession> {
  const definition = structuredClone(files) as typeof files & { States: { Each: JsonObject } };
  definition.States.Each.ToleratedFailurePercentage = tolerated;
  const handler: TaskHandler = ({ state, arguments: given }) =>
    state === "Parse" && (given as number) % 3 === 1
      ? failure("ParseError", "line 1\n  at parse", { takes: 100 })
      : success(given, { takes: 1000 });
  const input = { files: Array.from({ length: count }, (_, i) => i) };
  const session = DebugSession.start({ machine: loadMachine(definition) }, { input, handler });
  while (session.stop.reason !== "end") await session.continue();
  return session;
}
