import { describe, expect, it } from "vitest";
import { readAnswers, runSync } from "../../packages/asl-core/src/drivers/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import type { Machine } from "../../packages/asl-core/src/machine/machine.js";
import { literalsOf, readOfPath, readsOfCall } from "../../packages/asl-core/src/machine/reads.js";
import { Collector, itemsOf, suggestRuns } from "../../packages/asl-core/src/testing/coverage/index.js";

const END = { Type: "Succeed" };
const FAIL = { Type: "Fail", Error: "No" };
const task = (more: JsonObject = {}): JsonObject => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  ...more,
});
const choice = (rules: JsonObject[], more: JsonObject = {}): JsonObject => ({
  Type: "Choice",
  Choices: rules,
  ...more,
});
const define = (states: JsonObject, more: JsonObject = {}): Machine =>
  loadMachine({ StartAt: Object.keys(states)[0], States: states, ...more });
const two = (rule: JsonObject): JsonObject => choice([{ ...rule, Next: "Y" }], { Default: "N" });
const ENDS = { Y: END, N: FAIL };
const JSONATA = { QueryLanguage: "JSONata" };
const distributed = { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };

/** All of these are reached but for the items named. */
const CASES: [string, Machine, string[]?][] = [
  ["numbers", define({ C: two({ Variable: "$.a.b", NumericGreaterThanEquals: 7 }), ...ENDS })],
  ["texts", define({ C: two({ Variable: "$.a", StringEquals: "x" }), ...ENDS })],
  ["patterns", define({ C: two({ Variable: "$.a", StringMatches: "log-*.txt" }), ...ENDS })],
  ["booleans", define({ C: two({ Variable: "$.a", BooleanEquals: true }), ...ENDS })],
  ["moments", define({ C: two({ Variable: "$.a", TimestampLessThan: "2026-01-01T00:00:00Z" }), ...ENDS })],
  ["types", define({ C: two({ Variable: "$.a", IsTimestamp: true }), ...ENDS })],
  ["absence", define({ C: two({ Variable: "$.a", IsPresent: false }), ...ENDS })],
  ["two values compared", define({ C: two({ Variable: "$.a", NumericEqualsPath: "$.b" }), ...ENDS })],
  [
    "ranges, every comparison both ways",
    define({
      C: two({
        And: [{ Variable: "$.a", NumericGreaterThan: 3 }, { Not: { Variable: "$.a", NumericGreaterThan: 9 } }],
      }),
      ...ENDS,
    }),
  ],
  [
    "one of several rules",
    define({
      C: choice(
        ["a", "b", "c"].map((text) => ({ Variable: "$.kind", StringEquals: text, Next: "Y" })),
        { Default: "N" },
      ),
      ...ENDS,
    }),
  ],
  [
    "JSONata",
    define({ C: two({ Condition: "{% $states.input.n > 3 and $states.input.s = 'x' %}" }), ...ENDS }, JSONATA),
  ],
  [
    "JSONata's functions",
    define({ C: two({ Condition: "{% $count($states.input.items) >= 2 %}" }), ...ENDS }, JSONATA),
  ],
  [
    "answers of a task, through ResultSelector and ResultPath",
    define({
      T: task({ ResultSelector: { "state.$": "$.Payload.state" }, ResultPath: "$.t", Next: "C" }),
      C: two({ Variable: "$.t.state", StringEquals: "on" }),
      ...ENDS,
    }),
  ],
  [
    "answers of a task, through Output",
    define(
      {
        T: task({ Output: { state: "{% $states.result.Payload.state %}" }, Next: "C" }),
        C: two({ Condition: "{% $states.input.state = 'on' %}" }),
        ...ENDS,
      },
      JSONATA,
    ),
  ],
  [
    "variables",
    define(
      {
        P: { Type: "Pass", Assign: { limit: "{% $states.input.max %}" }, Next: "C" },
        C: two({ Condition: "{% $limit > 10 %}" }),
        ...ENDS,
      },
      JSONATA,
    ),
  ],
  [
    "what tasks are sent, intrinsic calls included",
    define({
      T: task({ Parameters: { "a.$": "$.order.id", "b.$": "States.Format('{} {}', $.x, $.y)" }, Next: "Y" }),
      Y: END,
    }),
  ],
  [
    "catchers and retriers",
    define({
      T: task({
        Retry: [{ ErrorEquals: ["Busy"] }, { ErrorEquals: ["States.ALL"], MaxAttempts: 1 }],
        Catch: [
          { ErrorEquals: ["Gone", "States.Timeout"], Next: "N" },
          { ErrorEquals: ["States.ALL"], Next: "Y" },
        ],
        Next: "Y",
      }),
      ...ENDS,
    }),
  ],
  ["timeouts and heartbeats", define({ T: task({ TimeoutSeconds: 60, HeartbeatSeconds: 10, Next: "Y" }), Y: END })],
  ["the machine's timeout", define({ T: task({ Next: "Y" }), Y: END }, { TimeoutSeconds: 60 })],
  [
    "Map items, and failures inside",
    define({
      M: {
        Type: "Map",
        ItemsPath: "$.lines",
        ItemProcessor: { StartAt: "I", States: { I: task({ Parameters: { "a.$": "$.sku" }, End: true }) } },
        Catch: [{ ErrorEquals: ["OutOfStock"], Next: "N" }],
        Next: "Y",
      },
      ...ENDS,
    }),
  ],
  [
    "decisions about items",
    define({
      M: {
        Type: "Map",
        ItemSelector: { "n.$": "$$.Map.Item.Value.count" },
        ItemProcessor: { StartAt: "C", States: { C: two({ Variable: "$.n", NumericEquals: 3 }), ...ENDS } },
        End: true,
      },
    }),
  ],
  [
    "tolerated failures",
    define({
      M: {
        Type: "Map",
        ItemProcessor: { StartAt: "I", States: { I: task({ End: true }) }, ...distributed },
        ToleratedFailurePercentage: 10,
        End: true,
      },
    }),
  ],
  [
    "branches, and what follows from their results",
    define({
      P: {
        Type: "Parallel",
        Branches: [
          { StartAt: "A", States: { A: task({ Parameters: { "a.$": "$.a" }, End: true }) } },
          { StartAt: "B", States: { B: { ...FAIL, Error: "B" } } },
        ],
        Catch: [{ ErrorEquals: ["B"], ResultPath: "$.e", Next: "C" }],
        Next: "N",
      },
      C: two({ Variable: "$.go", BooleanEquals: true }),
      ...ENDS,
    }),
  ],
  [
    "results of branches",
    define({
      P: {
        Type: "Parallel",
        Branches: ["A", "B"].map((name) => ({ StartAt: name, States: { [name]: task({ End: true }) } })),
        Next: "C",
      },
      C: two({ Variable: "$[1].Payload.ok", BooleanEquals: true }),
      ...ENDS,
    }),
  ],
  [
    "nothing that cannot be",
    define({
      C: choice(
        [
          { Variable: "$.a", IsPresent: true, Next: "Y" },
          { Variable: "$.a", NumericEquals: 1, Next: "N" },
        ],
        { Default: "Y" },
      ),
      ...ENDS,
    }),
    [
      "N entered",
      "C › rule 1: $.a NumericEquals 1 taken",
      "C › rule 1: $.a NumericEquals 1 not taken",
      "C › Default taken",
    ],
  ],
];

const nameOf = ({ path, text, kind, outcome }: ReturnType<typeof itemsOf>["list"][number]): string =>
  kind === "states" ? `${path} ${outcome}` : `${path} › ${text} ${outcome}`;

describe("suggestRuns", () => {
  it.each(CASES)("reaches %s", (_, machine, beyond = []) => {
    const { list } = itemsOf(machine);
    const reached = new Set(suggestRuns(machine, new Set(), { most: 100 }).flatMap(({ reaches }) => reaches));
    expect(
      list
        .filter((item) => !reached.has(item))
        .map(nameOf)
        .sort(),
    ).toEqual([...beyond].sort());
  });

  it.each(CASES)("gives nothing that does not hold: %s", (_, machine) => {
    for (const { input, answers, reaches } of suggestRuns(machine, new Set(), { most: 100 })) {
      const observer = new Collector(machine);
      const { handler, unused } = readAnswers(answers, machine);
      runSync(machine, { input, handler, observer });
      expect(unused().filter(({ index }) => index < 0)).toEqual([]);
      for (const item of reaches) expect(observer.marks[itemsOf(machine).list.indexOf(item)], nameOf(item)).toBe(1);
    }
  });

  it("suggests nothing that is covered, nothing twice, and no more than asked for", () => {
    const [, machine] = CASES[9];
    const all = suggestRuns(machine, new Set(), { most: 100 });
    const ids = all.flatMap(({ reaches }) => reaches.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(suggestRuns(machine, new Set(ids))).toEqual([]);
    expect(suggestRuns(machine, new Set(), { most: 2 })).toEqual(all.slice(0, 2));
    expect(suggestRuns(machine, new Set(), { work: 0 })).toEqual([]);
  });

  it("gives up on loops that never end", () => {
    const machine = define({
      A: { Type: "Pass", Next: "C" },
      C: choice([{ Variable: "$.stop", IsPresent: true, Next: "E" }], { Default: "A" }),
      E: END,
    });
    const reached = suggestRuns(machine, new Set()).flatMap(({ reaches }) => reaches);
    expect(reached).toHaveLength(itemsOf(machine).list.length);
  });

  it("stands hostile names and values", () => {
    const machine = loadMachine(
      '{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$[\'__proto__\'].constructor","StringEquals":"x","Next":"__proto__"}]},"__proto__":{"Type":"Succeed"}}}',
    );
    suggestRuns(machine, new Set());
    expect(({} as JsonObject).constructor).toBe(Object);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });
});

describe("reads", () => {
  it.each([
    ["$", { root: "input", name: "", path: [] }],
    ["$.a['b c'][2]", { root: "input", name: "", path: ["a", "b c", 2] }],
    ["$$.Map.Item", { root: "context", name: "", path: ["Map", "Item"] }],
    ["$limit.x", { root: "variable", name: "limit", path: ["x"] }],
    ["$..a", undefined],
    ["$.a[*]", undefined],
    ["a", undefined],
  ])("of the path %s", (path, read) => {
    expect(readOfPath(path)).toEqual(read);
  });

  it("of intrinsic calls, quoted texts left out", () => {
    const reads = readsOfCall("States.Format('{} $.no \\' $.no', $.a, States.ArrayLength($.b['c d']))");
    expect(reads.map(({ read, name }) => [read.path.join("."), name])).toEqual([
      ["a", "States.Format"],
      ["b.c d", "States.ArrayLength"],
    ]);
  });

  it("leave literals to candidates", () => {
    expect(literalsOf(`$states.input.a > -2.5 and $x = 'it' or "q"`)).toEqual([-2.5, "it", "q"]);
  });
});
