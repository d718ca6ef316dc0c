import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { Comparison, isVolatile, jsonDifferences } from "../../packages/asl-viewer/src/comparison/index.js";
import { openText, runOf, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf, type Script } from "./history.js";
import { catching, machine, order, pass, task } from "./machines.js";

interface Given {
  readonly definition?: JsonObject;
  readonly input?: Json;
  readonly script?: Script;
}
/** One that succeeds: what the branches give is left. */
const whole: JsonObject = {
  ...order,
  States: {
    ...(order.States as JsonObject),
    Pack: { ...((order.States as JsonObject).Pack as JsonObject), ResultPath: null },
  },
};
const RUN = { total: 200, retry: false, lines: [1, 2, 3] };

async function ran({ definition = whole, input = RUN, script = {} }: Given): Promise<Timeline> {
  const { histories } = await openText(historyOf(definition, input, script));
  return new Timeline(runOf(histories[0], definition));
}
const compared = async (a: Given, b: Given): Promise<Comparison> => Comparison.of({ a: await ran(a), b: await ran(b) });

const choosing = (limit: number): JsonObject =>
  machine({
    "Route?": {
      Type: "Choice",
      Choices: [{ Variable: "$.n", NumericGreaterThan: limit, Next: "Large" }],
      Default: "Small",
    },
    Large: pass("Done"),
    Small: pass("Done"),
    Done: pass(),
  });

const looping = (times: number): JsonObject =>
  machine({
    Work: task("More?"),
    "More?": {
      Type: "Choice",
      Choices: [{ Variable: "$.n", NumericLessThan: times, Next: "Count" }],
      Default: "Done",
    },
    Count: { ...pass("Work"), Parameters: { "n.$": "States.MathAdd($.n, 1)" } },
    Done: pass(),
  });

/** Names of the states of pairs, with the runs they are of. */
const named = ({ pairs }: Comparison): string[] =>
  pairs.map(({ node, a, b }) => `${node.split("/").at(-1)}${a && b ? "" : a ? " A" : " B"}`);

describe("Comparison", () => {
  it("tells nothing of two runs that do the same", async () => {
    const same = await compared({}, {});
    expect(same.divergence).toBeUndefined();
    expect(named(same).every((name) => !/ [AB]$/.test(name))).toBe(true);
    expect(same.differing(undefined, 1)).toBeUndefined();
    expect(same.beginning).toEqual({ moment: same.moments.last, pair: undefined });
  });

  it.each<[string, Given, Given, kind: string, text: RegExp, chosen: string]>([
    [
      "another Choice rule",
      { definition: choosing(5), input: { n: 9 } },
      { definition: choosing(5), input: { n: 1 } },
      ...(["way", /no Choice rule matches any more in Route\?/, "Route?"] as const),
    ],
    [
      "another rule of another version",
      { definition: choosing(5), input: { n: 9 } },
      { definition: choosing(50), input: { n: 9 } },
      ...(["way", /no Choice rule matches any more in Route\?/, "Route?"] as const),
    ],
    ["a failure", {}, { script: { Bill: ["Broke"] } }, "way", /Bill now fails with Broke/, "Bill"],
    [
      "a failure in one iteration",
      {},
      { script: { Ship: [1, "Lost"] } },
      ...(["way", /Ship now fails with Lost.*iteration 1/, "Ship"] as const),
    ],
    ["fewer iterations", {}, { input: { ...RUN, lines: [1] } }, "way", /iteration 1/, "Ship each"],
    ["other data alone", {}, { script: { Bill: [{ bill: 2 }] } }, "data", /output of Bill now differs/, "Bill"],
    ["another input", {}, { input: { ...RUN, note: "x" } }, "data", /input of the execution/, ""],
  ])("finds %s first", async (_, a, b, kind, text, chosen) => {
    const found = await compared(a, b);
    expect(found.divergence).toMatchObject({ kind, text: expect.stringMatching(text) });
    expect(found.beginning.pair?.node.split("/").at(-1) ?? "").toBe(chosen);
  });

  it("pairs what a longer loop does more often", async () => {
    const [a, b] = [2, 4].map((times) => ({ definition: looping(4), input: { n: 4 - times } }));
    const names = named(await compared(a, b));
    expect(names.filter((name) => name.startsWith("Work"))).toEqual(
      ["Work", "Work", "Work", "Work B", "Work B"].toSorted(),
    );
    expect(names.at(-1)).toBe("Done");
  });

  it("pairs branches and iterations by their numbers, whatever their order", async () => {
    const slow = { definition: whole, input: { ...RUN, lines: [3, 2, 1] } };
    const found = await compared({}, slow);
    const ships = found.pairsIn("/States/Ship each/ItemProcessor/States/Ship");
    expect(ships).toHaveLength(3);
    expect(ships.every(({ a, b }) => a && b)).toBe(true);
    const first = found.stages(ships[0]).find(({ name }) => name === "Input");
    expect(first).toMatchObject({ a: 1, b: 3 });
  });

  it("goes through both runs at once, forwards in each, from nothing to everything", async () => {
    const { moments, runs } = await compared({}, { script: { Bill: ["Broke"] } });
    expect(moments.at(0)).toEqual({ a: 0, b: 0 });
    expect(moments.at(moments.last)).toEqual({ a: runs.a.length, b: runs.b.length });
    for (let at = 1; at <= moments.last; at++) {
      const [before, now] = [moments.at(at - 1), moments.at(at)];
      expect(now.a - before.a + (now.b - before.b)).toBeGreaterThan(0);
      expect(now.a - before.a).toBeLessThanOrEqual(1);
      expect(now.b).toBeGreaterThanOrEqual(before.b);
    }
    for (let count = 0; count <= runs.b.length; count++)
      expect(moments.at(moments.of("b", count)).b).toBeGreaterThanOrEqual(count);
  });

  it("lets the same events of both happen together", async () => {
    const { moments, runs } = await compared({}, {});
    expect(moments.last).toBe(runs.a.length);
  });

  it("marks what one run alone reached, and what stands otherwise", async () => {
    const found = await compared({}, { script: { Check: ["Busy"] } });
    const marks = found.nodeMarks(found.moments.last, "both");
    expect(marks.get("/States/Check")).toMatchObject({ side: "differs", status: "caught" });
    expect(marks.get("/States/Pack")).toMatchObject({ side: "a", status: "succeeded" });
    expect(marks.get("/States/Apologise")).toMatchObject({ side: "b", status: "failed" });
    const edges = found.edgeMarks(found.moments.last, "both");
    expect(edges.get("/States/Check next")).toMatchObject({ side: "a" });
    expect(edges.get("/States/Check catch 0")).toMatchObject({ side: "b" });
    expect(edges.get("start start")).not.toHaveProperty("side");
    expect(found.nodeMarks(found.moments.last, "a").get("/States/Apologise")).toEqual({ status: "unreached" });
  });

  it("draws two versions as one graph, with both runs on it", async () => {
    const before = machine({ A: task("Old"), Old: task("C", catching("C")), C: pass() });
    const after = machine({ A: task("New"), New: task("C", { TimeoutSeconds: 9 }), C: pass() });
    const found = await compared({ definition: before, input: {} }, { definition: after, input: {} });
    expect(found.merged.same).toBe(false);
    const marks = found.nodeMarks(found.moments.last, "both");
    const reached = [...marks].filter(([, { status }]) => status === "succeeded").map(([id]) => id);
    expect(reached.every((id) => found.merged.graph.nodes.has(id))).toBe(true);
    const edges = [...found.edgeMarks(found.moments.last, "both").keys()];
    expect(edges.filter((id) => !found.merged.graph.edges.has(id))).toEqual([]);
    expect(named(found)).toEqual(expect.arrayContaining(["A", "C"]));
  });

  it("tells per state how often, how it ended and what it took more", async () => {
    const found = await compared({}, { script: { Bill: [1] }, input: { ...RUN, lines: [1] } });
    const row = found.rows.find(({ name }) => name === "Ship each");
    expect(row).toMatchObject({ depth: 0, a: { visits: 1, status: "succeeded", duration: 2000 }, delta: -1000 });
    expect(found.rows.find(({ name }) => name === "Ship")).toMatchObject({
      depth: 1,
      a: { visits: 3 },
      b: { visits: 1 },
    });
    expect(found.rows.map(({ name }) => name)).not.toContain("Apologise");
  });

  it("goes from difference to difference", async () => {
    const found = await compared({ definition: order }, { definition: order, script: { Bill: [{ bill: 2 }] } });
    const first = found.differing(undefined, 1);
    expect(first?.node).toBe("/States/Pack");
    const second = found.differing(first, 1);
    expect(second?.node).toMatch(/Bill$/);
    expect(found.differing(second, -1)).toBe(first);
  });

  it("lays two long loops side by side", async () => {
    const definition = looping(1500);
    const found = await compared({ definition, input: { n: 0 } }, { definition, input: { n: 40 } });
    expect(found.pairsIn("/States/Work").filter(({ a, b }) => a && b).length).toBeGreaterThan(1400);
  });

  it("is laid in many small steps, which tell how far it has come", async () => {
    const [a, b] = [
      await ran({ definition: looping(300), input: { n: 0 } }),
      await ran({ definition: looping(300), input: { n: 9 } }),
    ];
    const shares: number[] = [];
    let steps = 0;
    const laying = Comparison.laying({ a, b });
    for (let next = laying.next(); !next.done; next = laying.next(), steps++)
      if (next.value !== undefined) shares.push(next.value);
    expect(steps).toBeGreaterThan((a.length + b.length) / 500);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it("tells the same of iterations that ran at once as of each alone", async () => {
    const both = await compared({ definition: order }, { definition: order, script: { Ship: [{ other: 1 }] } });
    for (const pair of both.pairs.filter(({ node }) => node.endsWith("/Ship")))
      expect(both.stages(pair).map(({ name }) => name)).toEqual(["Input", "Arguments", "Result", "Output"]);
  });

  it("compares a run that has not ended, and one of which nothing happened", async () => {
    const whole = await ran({});
    const events = whole.events.slice(0, 9);
    const part = new Timeline({ ...whole.run, events });
    const found = Comparison.of({ a: whole, b: part });
    expect(found.moments.at(found.moments.last)).toEqual({ a: whole.length, b: 9 });
    const none = Comparison.of({ a: whole, b: new Timeline({ ...whole.run, events: [] }) });
    expect(none.nodeMarks(none.moments.last, "both").get("/States/Check")).toMatchObject({ side: "a" });
  });
});

describe("jsonDifferences", () => {
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`k${at}`, at]));
  let deep: Json = 1;
  let other: Json = 2;
  for (let at = 0; at < 50_000; at++) [deep, other] = [[deep], [other]];

  it.each<[string, Json | undefined, Json | undefined, string[]]>([
    ["nothing between equals", { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ["members by their places", { a: 1, b: { c: 2 } }, { a: 1, b: { c: 3 } }, ["changed /b/c"]],
    ["what one side alone has, once", { a: { x: 1, y: 2 } }, { b: [] }, ["only a /a", "only b /b"]],
    ["items index by index", [1, 2, 3], [1, 3], ["changed /1", "only a /2"]],
    ["other kinds of value", { a: [1] }, { a: { 0: 1 } }, ["changed /a"]],
    ["null apart from nothing", { a: null }, {}, ["only a /a"]],
    ["keys that steer pointers", { "a/b~c": 1 }, { "a/b~c": 2 }, ["changed /a~1b~0c"]],
    ["keys of objects' own making", JSON.parse('{"__proto__": 1}'), {}, ["only a /__proto__"]],
    ["values as a whole", 1, "1", ["changed "]],
    ["a side that is not there", undefined, { a: 1 }, ["only b "]],
    ["times", { at: "2026-01-01T00:00:00Z" }, { at: "2026-01-02T00:00:00.123Z" }, ["volatile /at"]],
  ])("tells %s", (_, a, b, expected) => {
    expect(jsonDifferences(a, b).map(({ kind, pointer }) => `${kind} ${pointer}`)).toEqual(expected);
  });

  it("ends with what is deep, and with what is much", () => {
    expect(jsonDifferences(deep, other)).toHaveLength(1);
    expect(jsonDifferences(many, {})).toHaveLength(500);
  });
});

describe("isVolatile", () => {
  const arn = (name: string) => `arn:aws:states:eu-west-1:123456789012:execution:Orders:${name}`;

  it.each<[string, string, Json, Json, boolean]>([
    ["times", "x", "2026-01-01T10:00:00Z", "2026-03-01T11:22:33.4+01:00", true],
    [
      "UUIDs in texts",
      "x",
      "id a1b2c3d4-0000-1111-2222-333344445555!",
      "id b1b2c3d4-0000-1111-2222-333344445555!",
      true,
    ],
    ["names of executions in ARNs", "x", arn("one"), arn("two:a"), true],
    ["ARNs of other machines", "x", arn("one"), arn("one").replace("Orders", "Bills"), false],
    ["epoch seconds", "x", 1_700_000_000, 1_700_000_999, true],
    ["epoch milliseconds", "x", 1_700_000_000_000, 1_700_000_999_000, true],
    ["amounts", "total", 100, 200, false],
    ["texts", "status", "ok", "not ok", false],
    ["one time and one other text", "x", "2026-01-01T10:00:00Z", "never", false],
    ["request ids", "RequestId", "abc", "def", true],
    ["request ids of services", "x-amzn-RequestId", "abc", "def", true],
    ["trace headers", "X-Amzn-Trace-Id", "Root=1", "Root=2", true],
    ["message ids", "MessageId", "1", "2", true],
    ["task tokens", "TaskToken", "AAA", "BBB", true],
    ["ids of things", "orderId", "A-1", "A-2", false],
    ["numbers under such keys", "requestId", 1, 2, false],
  ])("judges %s", (_, key, a, b, expected) => {
    expect(isVolatile(key, a, b)).toBe(expected);
  });
});
