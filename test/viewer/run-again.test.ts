import { describe, expect, it } from "vitest";
import { DebugSession } from "../../packages/asl-core/src/debug/index.js";
import { loadMachine, success, toAws } from "../../packages/asl-core/src/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { lookAt } from "../../packages/asl-viewer/src/controllers/inspecting.js";
import { Opened } from "../../packages/asl-viewer/src/controllers/opened.js";
import { notAgain, runAgain } from "../../packages/asl-viewer/src/controllers/run-again.js";
import { startAgain } from "../../packages/asl-viewer/src/controllers/start-again.js";
import { debugInPage } from "../../packages/asl-viewer/src/debugging/index.js";
import { mapWork, openText, remember } from "../../packages/asl-viewer/src/timeline/index.js";
import { machine, task } from "./machines.js";

/** A distributed Map whose child executions select from results; `inner` stands inside. */
const each = (items: string, inner: JsonObject): JsonObject => ({
  Type: "Map",
  ...(items.startsWith("{%") ? { Items: items } : { ItemsPath: items }),
  Label: items.replace(/\W/g, ""),
  ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...inner },
  End: true,
});
const paths = machine({
  Each: each("$.files", machine({ Fetch: { ...task(undefined), ResultSelector: { "kept.$": "$.size" } } })),
});
const jsonata = {
  QueryLanguage: "JSONata",
  ...machine({
    Each: each(
      "{% $states.input.files %}",
      machine({
        Fetch: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke",
          Arguments: "{% $states.input %}",
          Output: "{% $states.result.size %}",
          Assign: { kept: "{% $states.result.size %}" },
          End: true,
        },
      }),
    ),
  }),
} as JsonObject;
const nested = machine({ All: each("$.folders", paths) });

async function sessionOf(definition: JsonObject): Promise<DebugSession> {
  const files = [{ size: 1 }, { size: 22 }, { size: 3 }];
  const handler = ({ arguments: given }: { arguments: unknown }) => success(given as JsonObject);
  const input = { files, folders: [{ files: [] }, { files }] };
  const session = DebugSession.start({ machine: loadMachine(definition) }, { input, handler });
  while (session.stop.reason !== "end") await session.continue();
  return session;
}

const asRecording = (session: DebugSession): string => JSON.stringify(session.save());

function asHistories({ scene: { executions, machine: compiled } }: DebugSession, definition: JsonObject): string {
  const histories = executions.map(({ events, execution }) => ({
    executionArn: execution.identity.executionArn,
    events: toAws(events, compiled, execution.identity),
  }));
  return JSON.stringify({ definition, histories });
}

/** Opens a text and goes into child executions, one in the other, of the first visit of the first state. */
async function inside(text: string, numbers: readonly number[]): Promise<Opened> {
  const opened = new Opened();
  await opened.open(remember(await openText(text, "run.json"), text, "run.json"), "run.json");
  for (const number of numbers) {
    const timeline = opened.timeline!;
    const map = timeline.visits.visits[0];
    opened.enter(map, mapWork(timeline, map, timeline.length)!.parts.at(number)!.child!, {});
  }
  return opened;
}

/** What is seen of the first visit in the execution that is shown. */
async function seen(opened: Opened) {
  const start = await startAgain(opened);
  if (typeof start === "string") return start;
  const client = await debugInPage();
  const { replay } = await client.call("start", start);
  const timeline = opened.timeline!;
  const look = lookAt(timeline, timeline.visits.visits[0], timeline.length, timeline.run.execution ?? 0, replay);
  const { stages, scopes } = await client.inspect(look as Exclude<typeof look, undefined>);
  client.close();
  return { replay, stages: Object.fromEntries(stages.map(({ stage, value }) => [stage, value])), scopes };
}

describe("a child execution that is run again", () => {
  it.each<[string, JsonObject, readonly number[]]>([
    ["of paths", paths, [1]],
    ["in a child execution", nested, [1, 1]],
  ])("shows what stands between its events, from a recording %s", async (_, definition, numbers) => {
    const found = await seen(await inside(asRecording(await sessionOf(definition)), numbers));
    expect(found).toMatchObject({ stages: { input: { size: 22 }, afterResultSelector: { kept: 22 } } });
  });

  it.each<[string, JsonObject, readonly number[]]>([
    ["of paths", paths, [1]],
    ["in a child execution", nested, [1, 1]],
  ])("shows the same from several histories %s", async (_, definition, numbers) => {
    const found = await seen(await inside(asHistories(await sessionOf(definition), definition), numbers));
    expect(found).toMatchObject({ replay: { same: true }, stages: { afterResultSelector: { kept: 22 } } });
  });

  it("has the query language of the machine around it", async () => {
    const found = await seen(await inside(asHistories(await sessionOf(jsonata), jsonata), [2]));
    expect(found).toMatchObject({ replay: { same: true }, stages: { output: 3, variables: { kept: 3 } } });
  });

  it("is run again with all others of its recording, but alone of several histories", async () => {
    const session = await sessionOf(paths);
    const [whole, child] = [await inside(asRecording(session), []), await inside(asRecording(session), [0])];
    expect(runAgain(child)).toBe(child.trail[0].timeline.run);
    expect(runAgain(whole)).toBe(whole.timeline?.run);
    const alone = await inside(asHistories(session, paths), [0]);
    expect(runAgain(alone)).toBe(alone.timeline?.run);
  });

  it.each(["json", "yaml"])("gives what it gave to the execution around it, whose history is in %s", async (format) => {
    const { histories } = JSON.parse(asHistories(await sessionOf(paths), paths));
    const file = { name: "histories.json", text: JSON.stringify({ histories }) };
    const opened = new Opened();
    await opened.open(remember(await openText(JSON.stringify(paths), "a.json"), JSON.stringify(paths), "a.json"), "a");
    if (format === "yaml")
      Object.assign(file, { name: "histories.yaml", text: `# of the run\n${JSON.stringify({ histories }, null, 1)}` });
    await opened.open(remember(await openText(file.text, file.name), file.text, file.name), file.name);
    expect([opened.all.length, opened.histories.length]).toEqual([4, 1]);
    expect((await seen(opened)) as object).toMatchObject({
      replay: { same: true },
      stages: { output: [{ kept: 1 }, { kept: 22 }, { kept: 3 }] },
    });
  });

  it("says what is missing where its Map is not known", async () => {
    const session = await sessionOf(paths);
    const other = machine({ Each: { ...(paths.States as Record<string, JsonObject>).Each, Label: "Other" } });
    const { histories } = JSON.parse(asHistories(session, paths));
    const opened = await inside(JSON.stringify({ histories }), [0]);
    expect(await startAgain(opened)).toMatch(/only with the definition/);
    expect(notAgain(opened)).toBe(await startAgain(opened));
    expect(await startAgain(await inside(JSON.stringify({ definition: other, histories }), [0]))).toMatchObject({
      kind: "history",
    });
  });
});
