import { describe, expect, it } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { folded, graphOf, ruleText } from "../../packages/asl-viewer/src/graph/index.js";
import { catching, machine, order, pass, task } from "./machines.js";

describe("the graph of a definition", () => {
  const graph = graphOf(order);
  const edge = (id: string) => graph.edges.get(`/States/${id}`)!;

  it("has a node for every state, and marks for beginning and end", () => {
    expect([...graph.nodes.values()].map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "Start Start",
      "Task Check",
      "Choice Valid?",
      "Parallel Pack",
      "Map Ship each",
      "End End",
      "Fail Apologise",
      "Task Wrap",
      "Pass Label",
      "Task Bill",
      "Task Ship",
    ]);
  });

  it("has a group for every block, with the states in it", () => {
    expect([...graph.groups.values()].map(({ id, kind, owner, nodes }) => [id, kind, owner, nodes.length])).toEqual([
      ["", "machine", null, 7],
      ["/States/Pack/Branches/0", "branch", "/States/Pack", 2],
      ["/States/Pack/Branches/1", "branch", "/States/Pack", 1],
      ["/States/Ship each/ItemProcessor", "item", "/States/Ship each", 1],
    ]);
  });

  it("names edges after the ways of events", () => {
    expect([...graph.edges.keys()].filter((id) => id.startsWith("/States/Valid?"))).toEqual([
      "/States/Valid? choice 0",
      "/States/Valid? choice 1",
      "/States/Valid? default",
    ]);
    expect(edge("Check catch 0")).toMatchObject({ kind: "catch", label: "Busy", to: "/States/Apologise" });
    expect(edge("Pack catch 0")).toMatchObject({ kind: "catch", label: "", text: "States.ALL" });
  });

  it("says that a way is for other errors only where it leads to where named ones go", () => {
    const catchers = (...ways: [string, string][]) => ({
      Catch: ways.map(([error, to]) => ({ ErrorEquals: [error], Next: to })),
    });
    const { edges } = graphOf(
      machine({
        A: task("B", catchers(["Busy", "X"], ["States.ALL", "X"])),
        B: task(undefined, catchers(["Busy", "X"], ["States.ALL", "Y"])),
        X: pass(),
        Y: pass(),
      }),
    );
    const labels = [...edges.values()].filter(({ kind }) => kind === "catch").map(({ label }) => label);
    expect(labels).toEqual(["Busy", "any other error", "Busy", ""]);
  });

  it("finds loops and the happy path", () => {
    const that = (holds: "back" | "main") => [...graph.edges.values()].filter((one) => one[holds]).map(({ id }) => id);
    expect(that("back")).toEqual(["/States/Valid? choice 1"]);
    expect(that("main")).toEqual([
      "start start",
      "/States/Check next",
      "/States/Valid? choice 0",
      "/States/Pack next",
      "/States/Ship each end",
      "/States/Pack/Branches/0/States/Wrap next",
    ]);
  });

  it("says what states do in a few words", () => {
    const detail = (state: Json) => graphOf(machine({ A: state })).nodes.get("/States/A")!.detail;
    const called = (FunctionName: string) => task(undefined, { Parameters: { FunctionName } });
    expect(detail(called("arn:aws:lambda:eu-west-1:1:function:pay:live"))).toBe("lambda pay");
    expect(detail(task(undefined, { Resource: "arn:aws:states:::aws-sdk:s3:getObject" }))).toBe("s3:getObject");
    expect(detail(task(undefined, { Resource: "arn:aws:states:eu-west-1:1:activity:ask" }))).toBe("activity ask");
    expect(detail({ Type: "Wait", Seconds: 90, End: true })).toBe("1m 30s");
    expect(detail({ Type: "Wait", TimestampPath: "$.due", End: true })).toBe("until due");
    expect(detail({ Type: "Fail", Error: "Oh" })).toBe("Oh");
    expect(graph.nodes.get("/States/Ship each")!.detail).toBe("each of lines · 2 at a time");
  });

  it("shows where a transition leads to no state, and what nothing leads to", () => {
    const { nodes, edges } = graphOf(machine({ A: pass("Nowhere"), B: pass() }));
    expect(nodes.get("/missing Nowhere")).toMatchObject({ kind: "Missing", name: "Nowhere" });
    expect(edges.get("/States/A next")!.to).toBe("/missing Nowhere");
    expect(nodes.get("/States/B")!.reachable).toBe(false);
  });

  it("folds containers away", () => {
    const { nodes, groups, edges, inside } = folded(graph, new Set(["/States/Pack", "/States/Check"]));
    expect(nodes.get("/States/Pack")!.folded).toBe(3);
    expect(nodes.has("/States/Pack/Branches/0/States/Wrap")).toBe(false);
    expect([...groups.keys()]).toEqual(["", "/States/Ship each/ItemProcessor"]);
    expect([...inside.keys()]).toEqual(["/States/Ship each"]);
    expect([...edges.values()].every(({ from, to }) => nodes.has(from) && nodes.has(to))).toBe(true);
  });

  it.each<[string, Json]>([
    ["nothing", null],
    ["a text", "x"],
    ["an empty object", {}],
    ["states that are none", { StartAt: "A", States: { A: 1, B: [], C: null, D: "x" } }],
    [
      "transitions that are none",
      machine({ A: { Type: "Choice", Choices: [1, { Next: 2 }, null], Default: 3, Catch: {} } }),
    ],
    ["names of every object's members", machine({ constructor: pass("__proto__"), toString: pass("constructor") })],
    ["containers that hold none", machine({ A: { Type: "Parallel", Branches: {} }, B: { Type: "Map", Iterator: 1 } })],
  ])("takes %s", (_, definition) => {
    const { nodes, edges } = graphOf(definition);
    expect([...edges.values()].every(({ from, to }) => nodes.has(from) && nodes.has(to))).toBe(true);
  });

  it("takes containers in containers to any depth", () => {
    let definition = machine({ A: pass() });
    for (let level = 0; level < 300; level++)
      definition = machine({ A: { Type: "Map", ItemProcessor: definition, End: true } });
    expect(graphOf(definition).nodes.size).toBeLessThan(100);
  });
});

describe("a rule in words", () => {
  it.each<[string, Json, string, string?]>([
    ["compares", { Variable: "$.order.total", NumericGreaterThanEquals: 5 }, "order.total ≥ 5", "total ≥ 5"],
    ["compares with a path", { Variable: "$.a", StringEqualsPath: "$.b.c" }, "a = b.c", "a = c"],
    ["says what a test means", { Variable: "$.a", IsPresent: true }, "a is present"],
    ["says what it means not to hold", { Variable: "$.a", IsPresent: false }, "a is absent"],
    ["turns what Not denies", { Not: { Variable: "$.a", StringEquals: "x" } }, 'a ≠ "x"'],
    ["keeps not before what has no contrary", { Not: { Variable: "$.a", NumericLessThan: 1 } }, "not a < 1"],
    ["takes Not of Not away", { Not: { Not: { Variable: "$.a", IsNull: true } } }, "a is null"],
    [
      "joins with brackets where needed",
      {
        Or: [
          { Variable: "$.a", BooleanEquals: true },
          {
            And: [
              { Variable: "$.b", IsString: true },
              { Variable: "$.c", StringMatches: "x*" },
            ],
          },
        ],
      },
      'a is true or (b is a string and c matches "x*")',
    ],
    ["takes the marks off an expression", { Condition: "{% $states.input.a.b >\n 5 %}" }, "a.b > 5", "b > 5"],
    ["leaves out what only makes a boolean", { Condition: "{% $states.input.a ? true : false %}" }, "a"],
    ["keeps variables' names", { Condition: "{% $total > 5 and 'a.b' = $x %}" }, "total > 5 and 'a.b' = x"],
    ["leaves texts whole when it shortens", { Variable: "$.a.b", StringEquals: "c.d" }, 'a.b = "c.d"', 'b = "c.d"'],
    ["knows no operator it does not know", { Variable: "$.a", Fits: 1 }, "a Fits 1"],
    ["takes a rule without anything", {}, "?"],
  ])("%s", (_, rule, words, short = words) => {
    expect(ruleText(rule as Record<string, Json>)).toBe(words);
    expect(ruleText(rule as Record<string, Json>, true)).toBe(short);
  });

  it("ends in nested rules however deep", () => {
    let rule: Record<string, Json> = { Variable: "$.a", IsNull: true };
    for (let level = 0; level < 400; level++) rule = { And: [rule, { Not: rule }] };
    expect(ruleText(rule).length).toBeLessThan(100_000);
  });
});

describe("errors that several states share", () => {
  it("are edges of their own", () => {
    const { edges } = graphOf(machine({ A: task("B", catching("X")), B: task(undefined, catching("X")), X: pass() }));
    expect([...edges.values()].filter(({ kind }) => kind === "catch").map(({ id }) => id)).toEqual([
      "/States/A catch 0",
      "/States/B catch 0",
    ]);
  });
});
