import { describe, expect, it } from "vitest";
import { type MachineType, validate } from "../../../packages/asl-core/src/definition/index.js";
import type { Json, JsonObject } from "../../../packages/asl-core/src/json.js";
import { DISTRIBUTED, END, found, JSONATA, machine, parallel, pass } from "./found.js";

const LAMBDA = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke" };
const IS = { Variable: "$.x", IsPresent: true };
const choice = (next: string, other?: string): JsonObject => ({
  Type: "Choice",
  Choices: [{ ...IS, Next: next }],
  ...(other === undefined ? {} : { Default: other }),
});
const catches = (next: string): JsonObject => ({ Catch: [{ ErrorEquals: ["States.ALL"], Next: next }] });

describe("a loop", () => {
  const start = choice("A", "End");
  const loop = (states: JsonObject): string[] =>
    found(machine({ Start: start, ...states, End: END }), ["endless-loop"]);

  it.each<[string, JsonObject, string]>([
    ["of Pass states", { A: pass("B"), B: pass("A") }, "A"],
    ["of one state", { A: pass("A") }, "A"],
    ["of Lambda tasks", { A: { ...LAMBDA, Next: "A" } }, "A"],
    ["with a Choice that leads nowhere else", { A: pass("B"), B: choice("A", "B") }, "A"],
    ["with a Catch that leads nowhere else", { A: { ...LAMBDA, Next: "B", ...catches("B") }, B: pass("A") }, "A"],
    ["with branches that take no time", { A: parallel("A", machine({ C: END })) }, "A"],
  ])("without a way out is told of: %s", (_, states, name) => {
    expect(loop(states)).toEqual([`endless-loop at ${name} «"${name}"»`]);
  });

  it.each<[string, JsonObject]>([
    ["left by a Choice", { A: pass("B"), B: choice("A", "End") }],
    ["left by a Choice with no rule to take", { A: pass("B"), B: choice("A") }],
    ["left by a Catch", { A: { ...LAMBDA, Next: "A", ...catches("End") } }],
    ["ended inside", { A: { ...LAMBDA, End: true, ...catches("B") }, B: pass("A") }],
    ["with a Wait", { A: pass("B"), B: { Type: "Wait", Seconds: 1, Next: "A" } }],
    ["with a job", { A: { Type: "Task", Resource: "arn:aws:states:::batch:submitJob.sync", Next: "A" } }],
    [
      "with an activity",
      { A: { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:a", Next: "A" } },
    ],
    ["with a task nobody knows yet", { A: { Type: "Task", Resource: "${Resource}", Next: "A" } }],
    ["with a Wait inside", { A: parallel("A", machine({ C: { Type: "Wait", Seconds: 1, End: true } })) }],
  ])("is fine: %s", (_, states) => {
    expect(loop(states)).toEqual([]);
  });

  it("is shown from where it is entered, by the shortest way round", () => {
    const states = { Start: pass("C"), A: pass("B"), B: pass("C"), C: { ...LAMBDA, Next: "A", ...catches("B") } };
    const [one] = validate(machine({ ...states, Start: choice("C", "End"), End: END }));
    expect([one.path, one.message]).toEqual(["C", "Nothing leads out of this loop: C → B → C"]);
  });

  it("inside a branch is told of, with its states", () => {
    const inner = machine({ C: pass("D"), D: pass("C") });
    const [one] = validate(machine({ A: parallel("B", inner), B: END }));
    expect([one.path, one.message]).toEqual(["A › branch 0 › C", "Nothing leads out of this loop: C → D → C"]);
  });
});

describe("a choice rule", () => {
  const rules = (language: JsonObject, ...conditions: JsonObject[]): string[] => {
    const Choices = conditions.map((condition) => ({ ...condition, Next: "End" }));
    return found(machine({ A: { Type: "Choice", Choices, Default: "End" }, End: END }, language), ["unreachable-rule"]);
  };
  const jsonata = (...conditions: Json[]): string[] =>
    rules(JSONATA, ...conditions.map((Condition) => ({ Condition })));

  it("that repeats an earlier one is told of, whatever else it holds", () => {
    const again = { ...IS, Comment: "again", Assign: { x: 1 } };
    expect(rules({}, IS, { Not: IS }, again)).toEqual([
      `unreachable-rule at A › Choices[2] «${JSON.stringify({ ...again, Next: "End" })}»`,
    ]);
  });

  it("behind one that always holds is told of", () => {
    expect(jsonata("{% $states.input.a %}", "{% true %}", "{% $states.input.b %}")).toHaveLength(1);
    expect(jsonata(true, "{% $states.input.b %}")).toHaveLength(1);
  });

  it("that differs is fine", () => {
    expect(rules({}, IS, { ...IS, IsPresent: false }, { And: [IS] }, { Or: [IS] })).toEqual([]);
    expect(jsonata(false, "{% $states.input.a %}", "{% $states.input.b %}", true)).toEqual([]);
  });

  it("that may answer differently when asked again is fine", () => {
    expect(jsonata("{% $random() > 0.5 %}", "{% $random() > 0.5 %}")).toEqual([]);
  });
});

const TOKEN = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";

describe("a task token", () => {
  const task = (more: JsonObject, language: JsonObject = {}): string[] =>
    found(machine({ A: { Type: "Task", Resource: TOKEN, End: true, ...more } }, language), ["unsent-token"]);

  it.each<[string, JsonObject, JsonObject, string]>([
    ["no Parameters", {}, {}, `Resource «"${TOKEN}"»`],
    ["other Parameters", { Parameters: { "a.$": "$$.Execution.Id", b: "$$.Task.Token" } }, {}, "Parameters"],
    [
      "other Arguments",
      { Arguments: { a: "{% $states.context.Task.Id %}", b: "{% $states.input %}" } },
      JSONATA,
      "Arguments",
    ],
  ])("that is not sent is told of: %s", (_, more, language, place) => {
    expect(task(more, language)).toEqual([expect.stringContaining(`unsent-token at A › ${place}`)]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["by path", { Parameters: { a: [{ "b.$": "$$.Task.Token" }] } }, {}],
    ["in brackets", { Parameters: { "a.$": "$$['Task']['Token']" } }, {}],
    ["in an intrinsic call", { Parameters: { "a.$": "States.Format('t={}', $$.Task.Token)" } }, {}],
    ["with all of Task", { Parameters: { "a.$": "$$.Task" } }, {}],
    ["with all of the context", { Parameters: { "a.$": "$$" } }, {}],
    ["with a path that selects", { Parameters: { "a.$": "$$..Token" } }, {}],
    ["in JSONata", { Arguments: { a: "{% 'token ' & $states.context.Task.Token %}" } }, JSONATA],
    ["with all of $states", { Arguments: "{% $merge([$states, {}]) %}" }, JSONATA],
    ["bound to a name", { Arguments: "{% ($c := $states.context; {'t': $c.Task.Token}) %}" }, JSONATA],
    ["by what a placeholder stands for", { Arguments: "${Arguments}" }, JSONATA],
  ])("that is sent is fine: %s", (_, more, language) => {
    expect(task(more, language)).toEqual([]);
  });

  it("is nobody's concern in other tasks", () => {
    expect(task({ Resource: "arn:aws:states:::sqs:sendMessage" })).toEqual([]);
  });
});

describe("an answer that is waited for", () => {
  const activity = "arn:aws:states:us-east-1:123456789012:activity:a";
  const wait = (Resource: string, more: JsonObject = {}, machineMore: JsonObject = {}): string[] =>
    found(machine({ A: { Type: "Task", Resource, End: true, ...more } }, machineMore), ["unbounded-wait"]);

  it.each([TOKEN, activity])("without a limit is told of: %s", (resource) => {
    expect(wait(resource)).toEqual([`unbounded-wait at A › Resource «"${resource}"»`]);
  });

  it.each<[string, string, JsonObject, JsonObject]>([
    ["a timeout", TOKEN, { TimeoutSeconds: 60 }, {}],
    ["a heartbeat", activity, { HeartbeatSeconds: 60 }, {}],
    ["a timeout by path", TOKEN, { TimeoutSecondsPath: "$.t" }, {}],
    ["a heartbeat by path", activity, { HeartbeatSecondsPath: "$.t" }, {}],
    ["a timeout of the machine", TOKEN, {}, { TimeoutSeconds: 3600 }],
    ["a job, which AWS watches", "arn:aws:states:::batch:submitJob.sync", {}, {}],
  ])("with %s is fine", (_, resource, more, machineMore) => {
    expect(wait(resource, more, machineMore)).toEqual([]);
  });
});

describe("the life of an execution", () => {
  const RULES = ["wait-outlasts-execution", "timeout-outlasts-execution"];
  const wait = (seconds: Json): JsonObject => ({ Type: "Wait", Seconds: seconds, End: true });
  const task = (more: JsonObject): JsonObject => ({ ...LAMBDA, End: true, ...more });

  it.each<[string, JsonObject, MachineType, string[]]>([
    [
      "no wait of five minutes in Express",
      machine({ A: wait(300) }),
      "EXPRESS",
      ["wait-outlasts-execution at A › Seconds «300»"],
    ],
    ["a shorter one", machine({ A: wait(299) }), "EXPRESS", []],
    ["a wait of half a year in Standard", machine({ A: wait(15_000_000) }), "STANDARD", []],
    [
      "none of a year",
      machine({ A: wait(31_536_000) }),
      "STANDARD",
      ["wait-outlasts-execution at A › Seconds «31536000»"],
    ],
    [
      "none longer than the machine's timeout",
      machine({ A: wait(60) }, { TimeoutSeconds: 60 }),
      "STANDARD",
      ["wait-outlasts-execution at A › Seconds «60»"],
    ],
    ["one shorter than that", machine({ A: wait(59) }, { TimeoutSeconds: 60 }), "STANDARD", []],
    [
      "no timeout beyond it",
      machine({ A: task({ TimeoutSeconds: 301 }) }),
      "EXPRESS",
      ["timeout-outlasts-execution at A › TimeoutSeconds «301»"],
    ],
    [
      "no heartbeat beyond it",
      machine({ A: task({ HeartbeatSeconds: 90 }) }, { TimeoutSeconds: 60 }),
      "STANDARD",
      ["timeout-outlasts-execution at A › HeartbeatSeconds «90»"],
    ],
    ["a timeout as long", machine({ A: task({ TimeoutSeconds: 300 }) }), "EXPRESS", []],
    ["the default timeout", machine({ A: task({ TimeoutSeconds: 99_999_999 }) }), "EXPRESS", []],
    [
      "in a distributed Map what its children's leaves",
      machine({
        A: {
          Type: "Map",
          ItemProcessor: {
            ...machine({ B: wait(400) }),
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
          },
          Next: "C",
        },
        C: wait(400),
      }),
      "STANDARD",
      ["wait-outlasts-execution at A › item › B › Seconds «400»"],
    ],
    ["what an expression says", { ...machine({ A: wait("{% 400 %}") }), ...JSONATA }, "EXPRESS", []],
  ])("leaves room for %s", (_, definition, type, expected) => {
    expect(found(definition, RULES, { type })).toEqual(expected);
  });
});

describe("AWS's limits", () => {
  const KIB256 = 262_144;
  const large = (more: JsonObject, language: JsonObject = {}): string[] =>
    found(machine({ A: { ...END, ...more } }, language), ["payload-too-large"]).map((one) => one.split(" «")[0]);
  const text = "x".repeat(KIB256 - 2);

  it("are exceeded by a literal one byte too long", () => {
    expect(large({ Result: text })).toEqual([]);
    expect(large({ Result: `${text}x` })).toEqual(["payload-too-large at A › Result"]);
    expect(large({ Result: "é".repeat(KIB256 / 2) })).toEqual(["payload-too-large at A › Result"]);
    expect(large({ Parameters: { a: text, "b.$": "$.b" } })).toEqual(["payload-too-large at A › Parameters"]);
    expect(large({ Output: [text, "{% 1 %}"] }, JSONATA)).toEqual(["payload-too-large at A › Output"]);
  });

  it("are not exceeded by what is dropped, or by the text of an expression", () => {
    expect(large({ Result: [text, text], ResultPath: null })).toEqual([]);
    expect(large({ Result: [text, text], OutputPath: "$[0]" })).toEqual([]);
    expect(large({ Output: `{% '${text}' = '${text}' %}` }, JSONATA)).toEqual([]);
    expect(large({ Parameters: { "a.$": `States.Hash('${text}', 'MD5')` } })).toEqual([]);
  });

  const map = (Items: Json, states: JsonObject, more: JsonObject = {}): JsonObject =>
    machine({ A: { Type: "Map", Items, ItemProcessor: { ...machine(states), ...more }, End: true } }, JSONATA);
  const events = (definition: JsonObject, type?: MachineType): string[] =>
    found(definition, ["too-many-events"], { type });

  it("are exceeded by the events of known items", () => {
    expect(events(map("{% [1..6250] %}", { B: END }))).toEqual(['too-many-events at A › Items «"{% [1..6250] %}"»']);
    expect(events(map("{% [1..4167] %}", { B: pass("C"), C: { Type: "Succeed" } }))).toHaveLength(1);
    expect(events(map(new Array(6250).fill(0), { B: END }))).toHaveLength(1);
  });

  it("are not exceeded by fewer, by distributed items, by Express machines or in unknown numbers", () => {
    expect(events(map("{% [1..6250] %}", { B: END }, DISTRIBUTED))).toEqual([]);
    expect(events(map("{% [1..6250] %}", { B: END }), "EXPRESS")).toEqual([]);
    expect(events(map("{% [1..$states.input.n] %}", { B: END }))).toEqual([]);
  });

  const concurrency = (MaxConcurrency: Json, more: JsonObject = {}): string[] =>
    found(
      machine({ A: { Type: "Map", MaxConcurrency, ItemProcessor: { ...machine({ B: END }), ...more }, End: true } }),
      ["concurrency-out-of-reach"],
    );

  it("make large concurrencies pointless", () => {
    expect(concurrency(41)).toEqual(["concurrency-out-of-reach at A › MaxConcurrency «41»"]);
    expect(concurrency(10_001, DISTRIBUTED)).toEqual(["concurrency-out-of-reach at A › MaxConcurrency «10001»"]);
    for (const one of [concurrency(0), concurrency(40), concurrency(10_000, DISTRIBUTED)]) expect(one).toEqual([]);
  });
});
