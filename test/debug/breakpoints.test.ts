import { describe, expect, it } from "vitest";
import {
  type BreakpointSpec,
  type DebugOptions,
  DebugSession,
  formatPosition,
  type Stop,
} from "../../packages/asl-core/src/debug/index.js";
import { readText } from "../../packages/asl-core/src/definition/index.js";
import { readYaml } from "../../packages/asl-core/src/definition/yaml.js";
import { failure, success, type TaskRequest } from "../../packages/asl-core/src/drivers/handler.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

const task = (more: object) => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
const MACHINE = {
  StartAt: "Count",
  States: {
    Count: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Assign: { "seen.$": "$.n" }, Next: "More" },
    More: {
      Type: "Choice",
      Choices: [
        { Variable: "$.n", NumericLessThan: 4, Next: "Count" },
        { Variable: "$.n", NumericEquals: 4, Next: "Call" },
      ],
      Default: "Call",
    },
    Call: task({
      Parameters: { "n.$": "$.n" },
      Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ["Broken"], ResultPath: "$.error", Next: "Mend" }],
      Next: "Mend",
    }),
    Mend: { Type: "Pass", Parameters: { "gone.$": "$.nowhere" }, End: true },
  },
};

const handler = ({ attempt }: TaskRequest) => (attempt === 0 ? failure("Busy", "later") : failure("Broken", "now"));
const start = (specs: BreakpointSpec[], options: DebugOptions = {}) => {
  const session = DebugSession.start(
    { machine: loadMachine(MACHINE as never) },
    { input: { n: 0 }, handler, ...options },
  );
  session.breakpoints.set(specs);
  return session;
};

const told = ({ reason, state, position, error }: Stop) =>
  `${reason} ${state ?? "-"} ${formatPosition(position)}${error ? ` ${error.error}` : ""}`;

async function all(session: DebugSession): Promise<string[]> {
  const stops: string[] = [];
  for (let i = 0; i < 30; i++) {
    const stop = await session.continue();
    stops.push(told(stop));
    if (stop.reason === "end") break;
  }
  return stops;
}

describe("a breakpoint", () => {
  it.each<[string, BreakpointSpec, string[]]>([
    ["on a state stops before it is entered", { state: "Call" }, ["breakpoint Call 9"]],
    [
      "on a data stage stops inside the state",
      { state: "Count", stage: "variables" },
      ["breakpoint Count 1.6", "breakpoint Count 3.6", "breakpoint Count 5.6", "breakpoint Count 7.6"],
    ],
    ["on a rule stops in the Choice that takes it", { state: "More", rule: 1 }, ["breakpoint More 8.3"]],
    ["on an error stops where it is to be taken up", { error: "Busy" }, ["error Call 11 Busy"]],
    [
      "on any error stops inside a state that fails by itself",
      { error: "*" },
      ["error Call 11 Busy", "error Call 15 Broken", "error Mend 16.2 States.Runtime"],
    ],
    [
      "on errors that nobody takes passes the others over",
      { error: "*", caught: false },
      ["error Mend 16.2 States.Runtime"],
    ],
    [
      "on errors that are taken passes the others over",
      { error: "*", caught: true },
      ["error Call 11 Busy", "error Call 15 Broken"],
    ],
    [
      "on an event stops when it has been written",
      { event: "TaskFailed" },
      ["breakpoint Call 11", "breakpoint Call 15"],
    ],
    ["on an event of a state passes others over", { event: "PassStateEntered", state: "Mend" }, ["breakpoint - 17"]],
    [
      "with a condition in JSONata stops where it gives true",
      { state: "More", condition: "$states.input.n = 2" },
      ["breakpoint More 4"],
    ],
    ["with a condition in markers does, too", { state: "More", condition: "{% $seen = 2 %}" }, ["breakpoint More 4"]],
    ["with a condition in JSONPath stops where it gives true", { state: "Call", condition: "$.n" }, []],
    [
      "with a path compared stops where it holds",
      { state: "More", condition: "$.n > 1 and $.n <= 2" },
      ["breakpoint More 4"],
    ],
    ["with a path on the right, too", { state: "More", condition: "2 = $.n" }, ["breakpoint More 4"]],
    [
      "with a path and a variable, too",
      { state: "More", condition: "$seen + 1 = $.n + 1 and $.n = 2" },
      ["breakpoint More 4"],
    ],
    ["with a path inside a function, too", { state: "More", condition: '$string($.n) = "2"' }, ["breakpoint More 4"]],
    [
      "with the context object compared stops where it holds",
      { state: "More", condition: '$$.State.Name = "More" and $.n = 2' },
      ["breakpoint More 4"],
    ],
    ["with a hit count stops at that hit", { state: "Count", hitCondition: "3" }, ["breakpoint Count 5"]],
    [
      "with a hit count from there on",
      { state: "Count", hitCondition: ">=3" },
      ["breakpoint Count 5", "breakpoint Count 7"],
    ],
    ["with every second hit", { state: "Count", hitCondition: "%2" }, ["breakpoint Count 3", "breakpoint Count 7"]],
    ["that is off stops nowhere", { state: "Count", enabled: false }, []],
    ["that is temporary stops once", { state: "Count", temporary: true }, ["breakpoint Count 1"]],
  ])("%s", async (_, spec, stops) => {
    expect(await all(start([spec]))).toEqual([...stops, "end - 17"]);
  });

  it("is found again going back, the last one first", async () => {
    const session = start([{ state: "Count" }, { state: "More", rule: 1 }, { event: "TaskFailed" }]);
    session.breakpoints.list();
    while ((await session.continue()).reason !== "end");
    const stops: string[] = [];
    for (let stop = session.reverse(); ; stop = session.reverse()) {
      stops.push(told(stop));
      if (stop.reason === "start") break;
    }
    expect(stops).toEqual([
      "error Mend 16.2 States.Runtime",
      "error Call 15 Broken",
      "error Call 11 Busy",
      "breakpoint More 8.3",
      "breakpoint Count 7",
      "breakpoint Count 5",
      "breakpoint Count 3",
      "breakpoint Count 1",
      "start Count 0",
    ]);
  });

  it.each<[string, BreakpointSpec[]]>([
    ["a data stage with a condition", [{ state: "Count", stage: "output", condition: "$.n > 1" }]],
    ["a state with a condition", [{ state: "More", condition: "$.n < 3" }]],
    ["a rule with a condition", [{ state: "More", rule: 0, condition: "$.n = 2" }]],
    ["an event with a condition", [{ event: "PassStateEntered", condition: "$.n = 1" }]],
    ["a condition that never holds", [{ state: "Count", stage: "output", condition: "$.n > 100" }]],
    ["several", [{ state: "Count" }, { state: "Count", stage: "output" }, { event: "ChoiceStateEntered" }]],
  ])("is found going back where it was found going forward: %s", async (_, specs) => {
    const session = start(specs);
    const places: string[] = [];
    const keep = ({ reason, position, thread, text }: Stop) =>
      reason === "breakpoint" && places.push(`${formatPosition(position)} ${thread} ${text}`);
    for (let stop = await session.continue(); stop.reason !== "end"; stop = await session.continue()) keep(stop);
    const forward = places.splice(0);
    for (let stop = session.reverse(); stop.reason !== "start"; stop = session.reverse()) keep(stop);
    expect(places.reverse()).toEqual(forward);
  });

  it.each(["0", "=0", "<=0", "<1", "<0", "%0"])("never counts %s hits", (hitCondition) => {
    const [{ verified, message }] = start([{ state: "Count", hitCondition }]).breakpoints.list();
    expect([verified, message]).toEqual([false, `"${hitCondition}" is no hit condition: write 5, >=5 or %2`]);
  });

  it.each([
    ["afterItemsPath", "that state is no Map: it has no Items"],
    ["afterItemSelector", "that state is no Map: it has no ItemSelector"],
  ] as const)("is never hit %s of a state that is no Map", (stage, message) => {
    expect(start([{ state: "Count", stage }]).breakpoints.list()).toMatchObject([{ verified: false, message }]);
  });

  it("is never hit at stages that a Map does not have", () => {
    const map = (more: object) => ({
      Type: "Map",
      ...more,
      ItemProcessor: {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
        StartAt: "I",
        States: { I: { Type: "Pass", End: true } },
      },
      End: true,
    });
    const reader = {
      ItemReader: { Resource: "arn:aws:states:::s3:listObjectsV2", Parameters: { Bucket: "b" } },
      ItemSelector: { "v.$": "$$.Map.Item.Value" },
    };
    const problems = (more: object, ...stages: string[]) => {
      const machine = loadMachine({ StartAt: "M", States: { M: map(more) } } as never);
      const session = DebugSession.start({ machine });
      return stages.map((stage) => session.breakpoints.add({ state: "M", stage } as never).message);
    };
    expect(problems(reader, "afterItemsPath", "afterItemSelector")).toEqual([
      "that Map reads its items with an ItemReader: no data stage shows them",
      undefined,
    ]);
    expect(problems({}, "afterItemsPath", "afterItemSelector", "afterItemBatcher")).toEqual([
      undefined,
      "that Map has no ItemSelector",
      "that Map has no ItemBatcher",
    ]);
  });

  it("refuses what is no text", () => {
    expect(() => start([{ state: 5 } as never])).toThrow(new TypeError("state of a breakpoint must be a text"));
  });

  it("counts hits by places, however often they are passed", async () => {
    const session = start([{ state: "Count", hitCondition: "3" }]);
    const hits = () => session.breakpoints.list()[0].hits;
    for (const _ of [1, 2, 3]) {
      expect(told(await session.continue())).toBe("breakpoint Count 5");
      expect(hits()).toBe(3);
      session.goTo({ step: 0, stage: 0 });
      expect(hits()).toBe(0);
    }
    expect((await session.step("error")).position.step).toBe(5);
    expect((await session.continue()).reason).toBe("end");
    expect(hits()).toBe(4);
    expect(told(session.reverse())).toBe("error Mend 16.2 States.Runtime");
    session.goTo({ step: 8, stage: 0 });
    expect(told(session.reverse())).toBe("breakpoint Count 5");
    expect(session.reverse().reason).toBe("start");
  });

  it("keeps its hits while it is off", async () => {
    const session = start([{ state: "Count", hitCondition: "3" }, { state: "More" }]);
    const [{ id }] = session.breakpoints.list();
    await session.continue();
    await session.continue();
    expect(session.breakpoints.enable(id, false)).toBe(true);
    expect(session.breakpoints.list()[0]).toMatchObject({ id, hits: 2, enabled: false });
    session.breakpoints.enable(id, true);
    session.breakpoints.remove(id + 1);
    expect(told(await session.continue())).toBe("breakpoint Count 5");
    expect(session.breakpoints.enable(99, true)).toBe(false);
  });

  it.each([
    ["a state", { state: "Count", hitCondition: "2" }, ["breakpoint Count 3"]],
    ["a state with a condition", { state: "More", condition: "$.n > 1", hitCondition: "1" }, ["breakpoint More 4"]],
    [
      "a data stage",
      { state: "Count", stage: "output", hitCondition: "%2" },
      ["breakpoint Count 7.5", "breakpoint Count 3.5"],
    ],
    ["an event", { event: "ChoiceStateExited", hitCondition: "1" }, ["breakpoint Count 3"]],
    ["a rule", { state: "More", rule: 0, hitCondition: "3" }, ["breakpoint More 6.3"]],
  ] as [string, BreakpointSpec, string[]][])(
    "counts hits from the beginning when going back, on %s",
    async (_, spec, stops) => {
      const session = start([]);
      await session.continue();
      session.goTo({ step: 9, stage: 0 });
      session.breakpoints.set([spec]);
      for (const _ of [1, 2]) {
        const found: string[] = [];
        for (let stop = session.reverse(); stop.reason !== "start"; stop = session.reverse()) found.push(told(stop));
        expect(found).toEqual(stops);
        session.goTo({ step: 9, stage: 0 });
      }
      expect(session.breakpoints.list()[0].hits).toBe(0);
    },
  );

  it("forgets hits that a change has undone", async () => {
    const session = start([{ state: "Count", hitCondition: "3" }]);
    await session.continue();
    session.goTo({ step: 2, stage: 0 });
    session.set(session.stack(session.threads()[0].id)[0].id, "Input", "/n", 0);
    const [{ hits }] = session.breakpoints.list();
    expect(hits).toBe(1);
    expect(told(await session.continue())).toBe("breakpoint Count 6");
  });

  it("does not hide others at the same place", async () => {
    const session = start([
      { event: "TaskFailed" },
      { error: "Busy" },
      { event: "PassStateExited" },
      { state: "More" },
    ]);
    const first = await session.continue();
    expect([told(first), first.breakpoints]).toEqual(["breakpoint More 2", [3, 4]]);
    session.breakpoints.set([{ event: "TaskFailed" }, { error: "Busy" }]);
    const stop = await session.continue();
    expect([told(stop), stop.breakpoints]).toEqual(["error Call 11 Busy", [5, 6]]);
    expect(told(await session.continue())).toBe("breakpoint Call 15");
  });

  it("whose condition gives neither true nor false says so, once", async () => {
    const texts: string[] = [];
    const session = start([{ state: "More", condition: "$.n + 1" }], { onLog: (text) => texts.push(text) });
    expect(await all(session)).toEqual(["end - 17"]);
    expect(texts).toEqual(["the condition $.n + 1 gave 2, which is neither true nor false"]);
    expect(session.breakpoints.list()[0].message).toContain("neither true nor false");
  });

  it("whose condition has no value stops and says why", async () => {
    const session = start([{ state: "Call", condition: "$states.input.n.x > 1" }]);
    const stop = await session.continue();
    expect(stop.reason).toBe("breakpoint");
    expect(stop.text).toContain("the condition $states.input.n.x > 1 has no value");
    expect(session.breakpoints.list()[0].message).toContain("has no value");
  });

  it("that logs tells and goes on", async () => {
    const texts: string[] = [];
    const onLog: DebugOptions["onLog"] = (text, { id }, position) =>
      texts.push(`${id} ${formatPosition(position)} ${text}`);
    const session = start([{ state: "More", log: "n is {$states.input.n}, {% $seen + 10 %} {{x}} {$gone}" }], {
      onLog,
    });
    expect(await all(session)).toEqual(["end - 17"]);
    expect(texts.slice(0, 2)).toEqual([
      expect.stringMatching(/^1 2 n is 1, 11 \{x\} <.*could not be found.*>$/),
      expect.stringMatching(/^1 4 n is 2, 12 \{x\} </),
    ]);
  });

  it.each([
    ["{ n is {$.n}", "{ n is 1"],
    ["{% $seen %} and {% never", "1 and {% never"],
    ["{$.n}} {%} {", "1} {%} {"],
    [`${"{".repeat(2001)}$.n}`, `${"{".repeat(1000)}1`],
  ])("that logs takes braces that are never closed as they are: %s", async (log, expected) => {
    const texts: string[] = [];
    const session = start([{ state: "More", log }], { onLog: (text) => texts.push(text) });
    await all(session);
    expect(texts[0]).toBe(expected);
  });

  it.each<[BreakpointSpec, string]>([
    [{ state: "Cal" }, 'there is no state "Cal": "Call" perhaps?'],
    [{}, "a breakpoint needs a state, a line, an error or an event"],
    [{ state: "More", rule: 5 }, "that state has no rule 5"],
    [{ state: "Call", rule: "default" }, "that state has no Default"],
    [{ state: "Call", hitCondition: "often" }, '"often" is no hit condition: write 5, >=5 or %2'],
    [{ state: "Call", condition: "1 +" }, "the condition cannot be read:"],
    [
      { state: "Call", condition: "$.n > " },
      "the condition cannot be read: Unexpected end of expression (at character 5)",
    ],
    [{ state: "Call", condition: "$.n > > 1" }, "(at character 7)"],
    [{ state: "Call", condition: "$.n[" }, "the condition cannot be read:"],
    [{ state: "Call", log: "{1 +}" }, "the log text cannot be read:"],
    [{ line: 3 }, "the program has no text to look for lines in"],
  ])("that cannot be hit says why: %o", (spec, message) => {
    const [found] = start([spec]).breakpoints.list();
    expect(found).toMatchObject({ verified: false, hits: 0 });
    expect(found.message).toContain(message);
  });

  const TEXT = JSON.stringify(MACHINE, null, 2);
  const YAML = `StartAt: Count
States:
  Count:
    Type: Pass
    Parameters:
      n.$: States.MathAdd($.n, 1)
    Next: More
  More:
    Type: Choice
    Choices:
      - Variable: $.n
        NumericLessThan: 4
        Next: Count
    Default: End

  End: { Type: Succeed }
`;
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

  it.each([
    ["a state", '"Call": {', "Call"],
    ["a field of a state", '"n.$": "States.MathAdd', "Count, after Parameters"],
    ["an Assign", '"seen.$"', "Count, variables"],
    ["a rule", '"NumericEquals": 4', "More, rule 1"],
    ["a Default", '"Default"', "More, Default"],
    ["another field", '"Resource"', "Call"],
  ])("by line is one on %s", (_, part, place) => {
    const read = readText(TEXT);
    const session = DebugSession.start({ machine: loadMachine(read), read });
    const line = lineOf(TEXT, part);
    expect(session.breakpoints.add({ line })).toMatchObject({ verified: true, line, place });
  });

  it.each([
    ["a state", "  Count:", "Count"],
    ["a field", "n.$", "Count, after Parameters"],
    ["a rule", "NumericLessThan", "More, rule 0"],
    ["a Default", "Default", "More, Default"],
    ["a state on one line", "End: {", "End"],
  ])("by line in YAML is one on %s", (_, part, place) => {
    const read = readText(YAML, { yaml: readYaml, format: "yaml" });
    const session = DebugSession.start({ machine: loadMachine(read), read });
    const line = lineOf(YAML, part);
    expect(session.breakpoints.add({ line })).toMatchObject({ verified: true, line, place });
  });

  const LINE = JSON.stringify(MACHINE);
  it.each([
    ["no column is the first state", undefined, "{", "Count"],
    ["a state's name", '"More":', '"More":', "More"],
    ["the type of a state", '"Type":"Choice"', '"More":', "More"],
    ["a field", '"Parameters"', '"Parameters"', "Count, after Parameters"],
    ["a value deep in a field", '"seen.$"', '"Assign"', "Count, variables"],
    ["a rule", '"NumericEquals":4', '{"Variable":"$.n","NumericEquals":4', "More, rule 1"],
    ["a Default", '"Default"', '"Default"', "More, Default"],
    ["what stands before all states", '"StartAt"', '"Count":', "Count"],
  ])("by column in a file of one line is one on %s", (_, part, begin, place) => {
    const read = readText(LINE);
    const session = DebugSession.start({ machine: loadMachine(read), read });
    const column = part === undefined ? undefined : LINE.indexOf(part) + 1;
    const added = session.breakpoints.add({ line: 1, ...(column !== undefined && { column }) });
    expect(added).toMatchObject({ verified: true, line: 1, place });
    expect(added.column).toBe(column === undefined ? undefined : LINE.indexOf(begin) + 1);
  });

  it("by a line without a state names the nearest one", () => {
    const read = readText(TEXT);
    const session = DebugSession.start({ machine: loadMachine(read), read, file: "m.json" });
    expect(session.breakpoints.add({ line: 2 })).toMatchObject({
      verified: false,
      message: 'there is no state on line 2 of m.json: the nearest, "Count", is on line 4',
    });
  });
});

describe("a session", () => {
  it("refuses positions and ways back that are none", () => {
    const session = start([]);
    expect(() => session.goTo({ step: 1.5 } as never)).toThrow("a position has whole numbers");
    expect(() => session.goTo({ step: 0, stage: -1 })).toThrow(TypeError);
    expect(() => session.back("bogus" as never)).toThrow('there is no way back "bogus": stage, step, over, out');
  });
});

describe("a run that goes on", () => {
  /** A loop that is paused at its second breath. */
  function endless(): DebugSession {
    const loop = {
      StartAt: "A",
      States: {
        A: { Type: "Pass", Next: "B" },
        B: { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: true, Next: "C" }], Default: "A" },
        C: { Type: "Succeed" },
      },
    };
    let breaths = 0;
    const session: DebugSession = DebugSession.start(
      { machine: loadMachine(loop as never) },
      {
        limits: { payload: 0, variables: 0, events: 0, lifetime: 0 },
        breathe: async () => void (++breaths === 2 && session.pause()),
      },
    );
    return session;
  }

  it("can be paused where it breathes", async () => {
    const session = endless();
    const going = session.continue();
    expect(() => session.back()).toThrow("the session is going on");
    expect((await going).reason).toBe("pause");
    expect(session.length).toBe(4001);
    session.back();
    expect(session.position.step).toBe(4000);
  });

  it.each([
    ["a log point", { state: "A", log: "here" }],
    ["a condition that never holds", { state: "A", condition: "{% false %}" }],
    ["an event", { event: "PassStateExited", hitCondition: "1000000" }],
  ])("can be paused while it passes by %s again and again", async (_, spec) => {
    const session = endless();
    session.breakpoints.add(spec);
    const { reason, position } = await session.continue();
    expect(reason).toBe("pause");
    expect(position.step).toBeLessThan(300);
    expect((await session.step("over")).position.step).toBe(position.step + 1);
  });

  it("keeps the wish to pause until it breathes, whenever it is asked for", async () => {
    const session = endless();
    const going = session.continue();
    session.pause();
    expect(await going).toMatchObject({ reason: "pause", position: { step: 1 } });
    const again = session.step("out");
    await Promise.resolve();
    session.pause();
    expect((await again).reason).toBe("pause");
    expect(session.length).toBeLessThan(4001);
  });

  it("can be paused by what a log point tells, also along the tape", async () => {
    const session: DebugSession = start([{ state: "More", log: "here" }], { onLog: () => session.pause() });
    const { reason, position } = await session.continue();
    expect(reason).toBe("pause");
    await session.continue();
    expect(session.position.step).toBeGreaterThan(position.step);
    session.goTo({ step: 0, stage: 0 });
    expect(await session.continue()).toMatchObject({ reason: "pause", position });
  });

  it("is not halted by a pause that was asked for while nothing moved", async () => {
    const session = endless();
    session.pause();
    expect((await session.step("into")).reason).toBe("step");
    session.pause();
    await session.continue();
    expect(session.length).toBe(4001);
  });

  it("waits for handlers that answer through promises", async () => {
    const session = start([{ state: "Mend" }], { handler: async () => success({ late: true }) });
    await session.continue();
    expect(session.scene.executions[0].execution.frames[0]!.input).toEqual({ late: true });
  });
});
