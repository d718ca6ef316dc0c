import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Family } from "../../packages/asl-cli/src/replay/family.js";
import { recordingsIn } from "../../packages/asl-cli/src/replay/recording.js";
import {
  failure,
  type ReplayOptions,
  type Run,
  replay,
  runSync,
  success,
  type TaskRequest,
} from "../../packages/asl-core/src/drivers/index.js";
import { historiesIn, toAws } from "../../packages/asl-core/src/history/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { type Edits, edited } from "./patch.js";

const task = (more: JsonObject): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "f", "Payload.$": "$" },
  OutputPath: "$.Payload",
  ...more,
});

/** A distributed Map whose children try again, and have a Map of their own. */
const DEFINITION: JsonObject = {
  StartAt: "Each",
  States: {
    Each: {
      Type: "Map",
      Label: "each",
      MaxConcurrency: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        StartAt: "Work",
        States: {
          Work: task({ Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }], Next: "Inner" }),
          Inner: {
            Type: "Map",
            ItemsPath: "$.list",
            ItemProcessor: { StartAt: "Small", States: { Small: task({ End: true }) } },
            End: true,
          },
        },
      },
      Next: "Sum",
    },
    Sum: task({ End: true }),
  },
};
const RETRIED = "/States/Each/ItemProcessor/States/Work/Retry";
const INPUT = [{ n: 1 }, { n: 2 }, { n: 2 }];

/** The same item again has another answer; the second item needs a second try. */
function answers() {
  let calls = 0;
  return ({ state, attempt, arguments: sent }: TaskRequest) => {
    calls++;
    const payload = (sent as { Payload: JsonObject }).Payload;
    if (state === "Work" && payload.n === 1 && attempt === 0) return failure("Busy", "later", { takes: 100 });
    const output = state === "Work" ? { list: [payload.n, calls] } : state === "Small" ? Number(payload) * 10 : payload;
    return success({ Payload: output as Json }, { takes: 100 });
  };
}

const machine = loadMachine(DEFINITION);
const run = runSync(machine, { input: INPUT, handler: answers(), history: true });
const exported = ({ events, execution }: Run, named: boolean) => ({
  events: toAws(events, machine, execution.identity),
  ...(named && { executionArn: execution.identity.executionArn }),
});
const historyOf = (one: Run, named = true) => historiesIn(exported(one, named) as unknown as Json)[0];
const parent = historyOf(run);
const children = run.children.map((child) => historyOf(child));

const play = (options: ReplayOptions, edits: Edits = {}) => {
  const definition = edited(DEFINITION, edits);
  return replay(parent, loadMachine(definition), options);
};

describe("a replay of a distributed Map", () => {
  it("needs results of its children that are in histories of their own", async () => {
    const { verdict, text } = await play({});
    expect(verdict).toBe("needs-result");
    expect(text).toContain("those of a distributed Map's children are in their own histories");
  });

  it("takes them from there, in whatever order they are given", async () => {
    for (const given of [children, children.toReversed()]) {
      const { verdict, notes, replayed } = await play({ children: given });
      expect(verdict).toBe("same");
      expect(notes).toContain("3 of 3 histories of child executions have given results to theirs.");
      expect(replayed.run.output).toEqual(run.output);
    }
  });

  it("says where one is missing, and what its input would have been given by others", async () => {
    const { verdict, text, needed } = await play({ children: children.slice(1) });
    expect(verdict).toBe("needs-result");
    expect(text).toContain("of the histories of its Map's child executions none has the input of this one");
    expect(needed?.nearest?.kind).toBe("succeeded");
    expect((await play({ children: children.slice(1), missing: "nearest" })).substitutions.length).toBeGreaterThan(0);
  });

  it("tells of a retrier that is gone", async () => {
    const { verdict, difference, replayed } = await play({ children }, { [RETRIED]: undefined });
    expect(verdict).toBe("diverged");
    expect(difference?.text).toContain("Each");
    expect(replayed.run.error).toBe("States.ExceedToleratedFailureThreshold");
  });

  it("needs what a new input of the children would give", async () => {
    const { verdict, needed } = await play(
      { children },
      { "/States/Each/ItemSelector": { "n.$": "$$.Map.Item.Value.n", more: true } },
    );
    expect([verdict, needed?.lack]).toEqual(["needs-result", "input"]);
  });
});

describe("recordings of a family", () => {
  const folder = mkdtempSync(join(tmpdir(), "asl-family-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const family = (name: string, value: object) => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(value));
    return recordingsIn(file);
  };
  const named = { machine } as never;

  it.each([
    ["their ARNs", true, undefined],
    ["the state they begin with", false, named],
  ])("are told apart by %s", (_, hasNames, on) => {
    const all = [run, ...run.children].map((one) => exported(one, hasNames));
    const own = on === undefined ? { ...all[0], definition: DEFINITION } : all[0];
    const recordings = [own, ...all.slice(1)].flatMap((one, at) => family(`${hasNames}-${at}.json`, one));
    const found = new Family(recordings, on, { type: undefined });
    expect(recordings.map((one) => found.isChild(one))).toEqual([false, true, true, true]);
    expect(found.of(recordings[0].history!)).toHaveLength(3);
  });

  it("are told apart by the definition that came with the parent", () => {
    const all = [
      { ...exported(run, false), definition: DEFINITION },
      ...run.children.map((one) => exported(one, false)),
    ];
    const recordings = all.flatMap((one, at) => family(`own-${at}.json`, one));
    const found = new Family(recordings, undefined, { type: undefined });
    expect(recordings.map((one) => found.isChild(one))).toEqual([false, true, true, true]);
  });

  it("are nothing by themselves where their parent is not there", () => {
    const recordings = run.children.flatMap((one, at) => family(`alone-${at}.json`, exported(one, true)));
    const found = new Family(recordings, named, { type: undefined });
    for (const one of recordings) expect([found.isChild(one), found.isOrphan(one)]).toEqual([false, true]);
  });
});
