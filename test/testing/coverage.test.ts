import { describe, expect, it } from "vitest";
import { readAnswers, runSync } from "../../packages/asl-core/src/drivers/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import type { Machine } from "../../packages/asl-core/src/machine/machine.js";
import {
  Coverage,
  CoverageError,
  itemsOf,
  mergeCoverage,
  observe,
  percentOf,
  summaryOf,
  totalOf,
} from "../../packages/asl-core/src/testing/coverage/index.js";

const LAMBDA = "arn:aws:states:::lambda:invoke";
const END = { Type: "Succeed" };
const define = (states: JsonObject, more: JsonObject = {}): Machine =>
  loadMachine({ StartAt: Object.keys(states)[0], States: states, ...more });
const task = (more: JsonObject = {}): JsonObject => ({ Type: "Task", Resource: LAMBDA, End: true, ...more });
const choice = (rules: JsonObject[], more: JsonObject = {}): JsonObject => ({
  Type: "Choice",
  Choices: rules,
  ...more,
});

/** Items as "path › text outcome"; of states the path alone. */
const named = (machine: Machine): string[] =>
  itemsOf(machine).list.map(({ path, text, kind, outcome }) =>
    kind === "states" ? path : `${path === "" ? "" : `${path} › `}${text}: ${outcome}`,
  );

interface Case {
  readonly name: string;
  readonly machine: Machine;
  readonly runs: readonly { input?: Json; answers?: JsonObject; type?: "EXPRESS" }[];
  readonly items: readonly string[];
  /** Those of them that the runs cover. */
  readonly covered: readonly string[];
}

const RULES = define({
  C: choice(
    [
      {
        And: [{ Variable: "$.a", IsPresent: true }, { Not: { Variable: "$.a", NumericGreaterThan: 5 } }],
        Next: "E",
      },
      {
        Or: [
          { Variable: "$.b", StringEquals: "x" },
          { Variable: "$.b", IsNull: true },
        ],
        Next: "E",
      },
    ],
    { Default: "E" },
  ),
  E: END,
});
const RULE_ITEMS = [
  "C",
  "C › rule 0: $.a IsPresent true and not ($.a NumericGreaterThan 5): taken",
  "C › rule 0: $.a IsPresent true and not ($.a NumericGreaterThan 5): not taken",
  "C › $.a IsPresent true: true",
  "C › $.a IsPresent true: false",
  "C › $.a NumericGreaterThan 5: true",
  "C › $.a NumericGreaterThan 5: false",
  'C › rule 1: $.b StringEquals "x" or $.b IsNull true: taken',
  'C › rule 1: $.b StringEquals "x" or $.b IsNull true: not taken',
  'C › $.b StringEquals "x": true',
  'C › $.b StringEquals "x": false',
  "C › $.b IsNull true: true",
  "C › $.b IsNull true: false",
  "C › Default: taken",
  "E",
];
const JSONATA = "$states.input.a > 1 and ($states.input.b or $states.input.c) or $states.input.d = 'x'";
const RETRYING = define({
  T: task({
    Retry: [
      { ErrorEquals: ["Busy"], MaxAttempts: 1 },
      { ErrorEquals: ["Never"], MaxAttempts: 0 },
    ],
    Catch: [
      { ErrorEquals: ["Busy", "Never"], Next: "E" },
      { ErrorEquals: ["States.ALL"], Next: "E" },
    ],
  }),
  E: END,
});
const RETRY_ITEMS = [
  "T",
  "T › catcher 0: Busy, Never: taken",
  "T › catcher 1: States.ALL: taken",
  "T › retrier 0: Busy: fired",
  "T › retrier 0: Busy: exhausted",
  "T › retrier 1: Never: exhausted",
  "E",
];
const TIMED = define({ T: task({ TimeoutSeconds: 10, HeartbeatSeconds: 3 }) }, { TimeoutSeconds: 100 });
const TIME_ITEMS = [
  "T",
  "T › TimeoutSeconds: timed out",
  "T › HeartbeatSeconds: heartbeat missed",
  "TimeoutSeconds: timed out",
];
const mapOver = (processor: JsonObject, more: JsonObject = {}): JsonObject => ({
  Type: "Map",
  ItemProcessor: { StartAt: "I", States: { I: task() }, ...processor },
  End: true,
  ...more,
});
const DISTRIBUTED = define({
  M: mapOver(
    { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } },
    { ToleratedFailureCount: 1, ItemsPath: "$.items" },
  ),
});
const MAP_ITEMS = ["M", "M › Map items: empty", "M › Map items: not empty", "M › failures: tolerated", "M › item › I"];

const CASES: Case[] = [
  {
    name: "states",
    machine: define({ A: { Type: "Pass", Next: "B" }, B: END }),
    runs: [{}],
    items: ["A", "B"],
    covered: ["A", "B"],
  },
  {
    name: "nothing at all without runs",
    machine: define({ A: END }),
    runs: [],
    items: ["A"],
    covered: [],
  },
  {
    name: "comparisons as far as a run evaluates them",
    machine: RULES,
    runs: [{ input: { a: 1 } }],
    items: RULE_ITEMS,
    covered: [RULE_ITEMS[0], RULE_ITEMS[1], RULE_ITEMS[3], RULE_ITEMS[6], "E"],
  },
  {
    name: "rules passed over, up to the Default",
    machine: RULES,
    runs: [{ input: { a: 9, b: "y" } }],
    items: RULE_ITEMS,
    covered: [0, 2, 3, 5, 8, 10, 12, 13, 14].map((i) => RULE_ITEMS[i]),
  },
  {
    name: "rules before the one whose path finds nothing",
    machine: RULES,
    runs: [{ input: {} }],
    items: RULE_ITEMS,
    covered: [0, 2, 4].map((i) => RULE_ITEMS[i]),
  },
  {
    name: "a rule of one comparison as that rule alone, and no Default that is not there",
    machine: define({ C: choice([{ Variable: "$.a", NumericEquals: 1, Next: "E" }]), E: END }),
    runs: [{ input: { a: 2 } }],
    items: ["C", "C › rule 0: $.a NumericEquals 1: taken", "C › rule 0: $.a NumericEquals 1: not taken", "E"],
    covered: ["C", "C › rule 0: $.a NumericEquals 1: not taken"],
  },
  {
    name: "operands of a JSONata Condition's outermost and, or",
    machine: define(
      { C: choice([{ Condition: `{% ${JSONATA} %}`, Next: "E" }], { Default: "E" }), E: END },
      {
        QueryLanguage: "JSONata",
      },
    ),
    runs: [{ input: { a: 2, c: "yes", d: "x" } }, { input: { a: 0, d: "y" } }],
    items: [
      "C",
      `C › rule 0: ${JSONATA}: taken`,
      `C › rule 0: ${JSONATA}: not taken`,
      "C › $states.input.a > 1: true",
      "C › $states.input.a > 1: false",
      "C › ($states.input.b or $states.input.c): true",
      "C › ($states.input.b or $states.input.c): false",
      "C › $states.input.d = 'x': true",
      "C › $states.input.d = 'x': false",
      "C › Default: taken",
      "E",
    ],
    covered: [
      "C",
      `C › rule 0: ${JSONATA}: taken`,
      `C › rule 0: ${JSONATA}: not taken`,
      "C › $states.input.a > 1: true",
      "C › $states.input.a > 1: false",
      "C › ($states.input.b or $states.input.c): true",
      "C › $states.input.d = 'x': false",
      "C › Default: taken",
      "E",
    ],
  },
  {
    name: "a JSONata Condition that fails: the rules before it",
    machine: define(
      {
        C: choice([
          { Condition: "{% false %}", Next: "E" },
          { Condition: "{% $states.input.none %}", Next: "E" },
        ]),
        E: END,
      },
      { QueryLanguage: "JSONata" },
    ),
    runs: [{}],
    items: [
      "C",
      "C › rule 0: false: taken",
      "C › rule 0: false: not taken",
      "C › rule 1: $states.input.none: taken",
      "C › rule 1: $states.input.none: not taken",
      "E",
    ],
    covered: ["C", "C › rule 0: false: not taken"],
  },
  {
    name: "a retrier that fires and helps",
    machine: RETRYING,
    runs: [{ answers: { T: [{ error: "Busy" }, { output: {} }] } }],
    items: RETRY_ITEMS,
    covered: ["T", "T › retrier 0: Busy: fired"],
  },
  {
    name: "a retrier that is used up, and the catcher then",
    machine: RETRYING,
    runs: [{ answers: { T: { error: "Busy" } } }],
    items: RETRY_ITEMS,
    covered: [
      "T",
      "T › catcher 0: Busy, Never: taken",
      "T › retrier 0: Busy: fired",
      "T › retrier 0: Busy: exhausted",
      "E",
    ],
  },
  {
    name: "a retrier that never tries again",
    machine: RETRYING,
    runs: [{ answers: { T: { error: "Never" } } }],
    items: RETRY_ITEMS,
    covered: ["T", "T › catcher 0: Busy, Never: taken", "T › retrier 1: Never: exhausted", "E"],
  },
  {
    name: "another catcher",
    machine: RETRYING,
    runs: [{ answers: { T: { error: "Other" } } }],
    items: RETRY_ITEMS,
    covered: ["T", "T › catcher 1: States.ALL: taken", "E"],
  },
  {
    name: "a missed heartbeat",
    machine: TIMED,
    runs: [{ answers: { T: { pending: true } } }],
    items: TIME_ITEMS,
    covered: ["T", "T › HeartbeatSeconds: heartbeat missed"],
  },
  {
    name: "a task's timeout in spite of heartbeats",
    machine: TIMED,
    runs: [{ answers: { T: { pending: true, heartbeats: ["2s", "4s", "6s", "8s"] } } }],
    items: TIME_ITEMS,
    covered: ["T", "T › TimeoutSeconds: timed out"],
  },
  {
    name: "no timeout where a worker reports one",
    machine: TIMED,
    runs: [{ answers: { T: { error: "States.Timeout" } } }],
    items: TIME_ITEMS,
    covered: ["T"],
  },
  {
    name: "the machine's own timeout",
    machine: define({ W: { Type: "Wait", Seconds: 200, End: true } }, { TimeoutSeconds: 100 }),
    runs: [{}],
    items: ["W", "TimeoutSeconds: timed out"],
    covered: ["W", "TimeoutSeconds: timed out"],
  },
  {
    name: "no timeout where it is Express that ends",
    machine: define({ W: { Type: "Wait", Seconds: 2000, End: true } }, { TimeoutSeconds: 1000 }),
    runs: [{ type: "EXPRESS" }],
    items: ["W", "TimeoutSeconds: timed out"],
    covered: ["W"],
  },
  {
    name: "an empty Map",
    machine: define({ M: mapOver({}) }),
    runs: [{ input: [] }],
    items: ["M", "M › Map items: empty", "M › Map items: not empty", "M › item › I"],
    covered: ["M", "M › Map items: empty"],
  },
  {
    name: "a distributed Map without failures",
    machine: DISTRIBUTED,
    runs: [{ input: { items: [1, 2] }, answers: { I: { output: 1 } } }],
    items: MAP_ITEMS,
    covered: ["M", "M › Map items: not empty", "M › item › I"],
  },
  {
    name: "a tolerated failure",
    machine: DISTRIBUTED,
    runs: [{ input: { items: [1, 2] }, answers: { I: [{ error: "X" }, { output: 1 }] } }],
    items: MAP_ITEMS,
    covered: ["M", "M › Map items: not empty", "M › failures: tolerated", "M › item › I"],
  },
  {
    name: "no tolerance where failures are too many",
    machine: DISTRIBUTED,
    runs: [{ input: { items: [1, 2] }, answers: { I: { error: "X" } } }],
    items: MAP_ITEMS,
    covered: ["M", "M › Map items: not empty", "M › item › I"],
  },
  {
    name: "an empty distributed Map",
    machine: DISTRIBUTED,
    runs: [{ input: { items: [] } }],
    items: MAP_ITEMS,
    covered: ["M", "M › Map items: empty"],
  },
];

const runOptions = ({ input, answers = {}, type }: Case["runs"][number]) => ({
  ...(input !== undefined && { input }),
  ...(type !== undefined && { type }),
  handler: readAnswers(answers).handler,
});

function coverageOf(machine: Machine, runs: Case["runs"]): Coverage {
  const coverage = new Coverage();
  for (const run of runs) runSync(machine, observe(runOptions(run), coverage.collector(machine)));
  return coverage;
}

const idsOf = (coverage: Coverage): readonly string[] => coverage.records().flatMap(({ covered }) => covered);

describe("items", () => {
  it.each(CASES)("cover $name", ({ machine, runs, items, covered }) => {
    expect(named(machine)).toEqual(items);
    const names = new Map(itemsOf(machine).list.map(({ id }, i) => [id, items[i]]));
    const found = idsOf(coverageOf(machine, runs)).map((id) => names.get(id));
    expect(found.sort()).toEqual([...covered].sort());
  });

  it.each(CASES)("leave a run as it is: $name", ({ machine, runs }) => {
    for (const run of runs) {
      const alone = runSync(machine, runOptions(run));
      const watched = runSync(machine, observe(runOptions(run), new Coverage().collector(machine)));
      expect(JSON.stringify(watched)).toBe(JSON.stringify(alone));
      const quiet = runSync(machine, { ...runOptions(run), history: false });
      expect(JSON.stringify(watched.execution)).toBe(JSON.stringify(quiet.execution));
    }
  });

  it("leave random numbers to the run", () => {
    const condition = "{% $random() > 0.5 and $random() > 0.1 %}";
    const machine = define(
      {
        C: choice([{ Condition: condition, Next: "P" }], { Default: "P" }),
        P: { Type: "Pass", Output: "{% $uuid() %}", End: true },
      },
      { QueryLanguage: "JSONata" },
    );
    for (let seed = 0; seed < 20; seed++) {
      const watched = runSync(machine, observe({ seed }, new Coverage().collector(machine)));
      expect(watched).toEqual(runSync(machine, { seed }));
    }
  });

  it("keep their ids through edits elsewhere", () => {
    const rule: JsonObject = {
      And: [
        { Variable: "$.a", IsPresent: true },
        { Variable: "$.a", NumericEquals: 1 },
      ],
      Next: "E",
    };
    const before = define({ C: choice([rule], { Default: "E" }), E: END });
    const after = define({
      X: { Type: "Pass", Next: "C" },
      C: choice(
        [
          { Variable: "$.z", IsNull: true, Next: "E" },
          { ...rule, Comment: "later" },
        ],
        { Default: "E" },
      ),
      E: END,
    });
    const ids = itemsOf(after).list.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(itemsOf(before).list.map(({ id }) => id)));
  });

  it("have an id of their own each, even where two say the same", () => {
    const rule = { Variable: "$.a", IsNull: true, Next: "E" };
    const both = {
      Or: [
        { Variable: "$.a", IsNull: true },
        { Variable: "$.a", IsNull: true },
      ],
      Next: "E",
    };
    const catcher = { ErrorEquals: ["A"], Next: "E" };
    const machine = define({
      T: task({ Next: "C", End: undefined as never, Catch: [catcher, catcher] }),
      C: choice([rule, rule, both]),
      E: END,
    });
    const ids = itemsOf(machine).list.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("point at what they are about", () => {
    const pointers = itemsOf(RULES).list.map(({ pointer }) => pointer);
    expect(pointers.slice(0, 6)).toEqual([
      "/States/C",
      "/States/C/Choices/0",
      "/States/C/Choices/0",
      "/States/C/Choices/0/And/0",
      "/States/C/Choices/0/And/0",
      "/States/C/Choices/0/And/1/Not",
    ]);
  });

  it("stand hostile names", () => {
    const machine = loadMachine(
      '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Succeed"}}}',
    );
    expect(idsOf(coverageOf(machine, [{}]))).toEqual(["/States/__proto__", "/States/constructor"]);
  });
});

describe("coverage", () => {
  const a = coverageOf(RULES, [{ input: { a: 1 } }]);
  const b = coverageOf(RULES, [{ input: { a: 9, b: "y" } }]);
  const c = coverageOf(RETRYING, [{ answers: { T: { error: "Busy" } } }]);
  const text = (coverage: Coverage): string => JSON.stringify(coverage);

  it("merges in any order", () => {
    expect(text(mergeCoverage(a, b))).toBe(text(mergeCoverage(b, a)));
    expect(text(mergeCoverage(mergeCoverage(a, b), c))).toBe(text(mergeCoverage(a, mergeCoverage(b, c))));
  });

  it("merges any number of times", () => {
    expect(text(mergeCoverage(a, a))).toBe(text(a));
    expect(text(mergeCoverage(mergeCoverage(a, b), b))).toBe(text(mergeCoverage(a, b)));
    expect(text(mergeCoverage(a, new Coverage()))).toBe(text(a));
  });

  it("leaves what it merges as it was", () => {
    const before = text(a);
    mergeCoverage(a, b);
    expect(text(a)).toBe(before);
  });

  it("comes back from its JSON", () => {
    const both = mergeCoverage(a, c);
    expect(text(Coverage.from(JSON.parse(text(both))))).toBe(text(both));
  });

  it("is shared by machines of one definition from one place", () => {
    const coverage = new Coverage();
    const definition = { StartAt: "A", States: { A: END } };
    for (let i = 0; i < 3; i++) {
      const machine = loadMachine(definition);
      runSync(machine, observe({}, coverage.collector(machine, { file: "a.json" })));
    }
    expect(coverage.records()).toMatchObject([{ file: "a.json", machine: "", covered: ["/States/A"] }]);
  });

  it("keeps versions of a definition apart", () => {
    const coverage = new Coverage();
    for (const name of ["A", "B"]) coverage.collector(define({ [name]: END }), { file: "a.json" });
    expect(coverage.records()).toHaveLength(2);
  });

  it.each([
    [undefined, /no coverage/],
    [null, /no coverage/],
    [[], /no coverage/],
    [{ machines: [] }, /no coverage/],
    [{ aslCoverage: 2, machines: [] }, /version 2 .* writes 1/],
    [{ aslCoverage: 1 }, /damaged/],
    [{ aslCoverage: 1, machines: [{ file: 1 }] }, /damaged/],
    [{ aslCoverage: 1, machines: [{ file: null, machine: "", digest: "", definition: {}, covered: [1] }] }, /damaged/],
  ])("refuses %j", (value, message) => {
    expect(() => Coverage.from(value as Json)).toThrow(CoverageError);
    expect(() => Coverage.from(value as Json)).toThrow(message);
  });

  it("is counted by kinds", () => {
    const covered = new Set(idsOf(a));
    const summary = summaryOf(itemsOf(RULES).list, covered);
    expect(summary).toMatchObject({ covered: 5, total: 15 });
    expect(summary.kinds).toMatchObject({
      states: { covered: 2, total: 2 },
      rules: { covered: 1, total: 4 },
      comparisons: { covered: 2, total: 8 },
      defaults: { covered: 0, total: 1 },
      timeouts: { covered: 0, total: 0 },
    });
    expect(totalOf([summary, summary])).toMatchObject({ covered: 10, total: 30 });
    expect(percentOf(summary.kinds.timeouts)).toBe(100);
  });
});

describe("observe", () => {
  it("lets those hear first who listened before", () => {
    const heard: string[] = [];
    const machine = define({ A: END });
    const options = observe(
      { observer: { event: ({ type }) => void heard.push(type) } },
      { event: ({ type }) => void heard.push(`then ${type}`) },
    );
    runSync(machine, options);
    expect(heard.slice(0, 2)).toEqual(["ExecutionStarted", "then ExecutionStarted"]);
  });
});

describe("a run that begins inside of a Map", () => {
  it("says nothing of the Map's items", () => {
    const machine = define({
      M: mapOver({ ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } }),
    });
    const coverage = new Coverage();
    const startAt = machine.nodes.findIndex(({ name }) => name === "I");
    const { handler } = readAnswers({ I: { output: 1 } });
    runSync(machine, observe({ startAt, handler }, coverage.collector(machine)));
    expect(idsOf(coverage)).toEqual(["/States/M/ItemProcessor/States/I"]);
  });
});
