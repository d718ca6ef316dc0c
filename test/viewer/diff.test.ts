import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { differencesOf, diffGraphs } from "../../packages/asl-viewer/src/graph/index.js";
import { layoutOf } from "../../packages/asl-viewer/src/layout/index.js";
import { faultsOf } from "./geometry.js";
import { machine, order, pass, task } from "./machines.js";

const changed = (change: (states: Record<string, JsonObject>) => void): JsonObject => {
  const copy = structuredClone(order);
  change(copy.States as Record<string, JsonObject>);
  return copy;
};

const lines = (before: JsonObject, after: JsonObject): string[] =>
  differencesOf(diffGraphs(before, after)).map(({ change, what, path, before: was, fields }) =>
    [change, what, path, was && `was ${was}`, fields?.join(",")].filter(Boolean).join(" "),
  );

describe("the graph of two definitions", () => {
  it("says nothing where only order and blanks differ", () => {
    const States = Object.fromEntries(Object.entries(order.States as JsonObject).reverse());
    expect(lines(order, { States, StartAt: "Check" })).toEqual([]);
  });

  it("names fields that changed", () => {
    const after = changed(({ Check }) => Object.assign(Check, { TimeoutSeconds: 5, Resource: "arn:x" }));
    expect(lines(order, after)).toEqual(["changed state Check Resource,TimeoutSeconds"]);
  });

  it.each([
    ["ProcessorConfig", { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" } }],
    ["Comment", { Comment: "each line" }],
  ])("marks a Map whose ItemProcessor changed its %s, and none inside it", (field, added) => {
    const each = (extra: JsonObject) =>
      machine({ Each: { Type: "Map", ItemProcessor: { ...machine({ Ship: task(undefined) }), ...extra }, End: true } });
    const inline = { ProcessorConfig: { Mode: "INLINE" } };
    expect(lines(each(inline), each({ ...inline, ...added }))).toEqual([`changed state Each ItemProcessor.${field}`]);
    expect(lines(each(inline), each(inline))).toEqual([]);
  });

  it("takes Iterator and ItemProcessor for the same", () => {
    const each = (name: string) =>
      machine({ Each: { Type: "Map", [name]: machine({ Ship: task(undefined) }), End: true } });
    expect(lines(each("Iterator"), each("ItemProcessor"))).toEqual([]);
  });

  it("keeps what was added and what was removed", () => {
    const after = changed((states) => {
      delete states.Apologise;
      states.Sorry = { Type: "Succeed" };
      (states["Valid?"] as JsonObject).Default = "Sorry";
    });
    expect(lines(order, after)).toEqual(
      expect.arrayContaining([
        "added state Sorry",
        "removed state Apologise",
        "added transition Valid? → Sorry (otherwise)",
        "removed transition Valid? → Apologise (otherwise)",
      ]),
    );
  });

  it("knows a state by what it holds where its name changed", () => {
    const after = changed((states) => {
      states.Examine = states.Check;
      delete states.Check;
      (states["Valid?"].Choices as JsonObject[])[1].Next = "Examine";
    });
    expect(lines(order, { ...after, StartAt: "Examine" })).toEqual(["renamed state Examine was Check"]);
  });

  it("tells a rule that changed from one that leads elsewhere", () => {
    const rule = (next: JsonObject) =>
      changed((states) => Object.assign((states["Valid?"].Choices as JsonObject[])[0], next));
    expect(lines(order, rule({ NumericGreaterThan: 200 }))).toEqual([
      "changed state Valid? Choices",
      "changed transition Valid? → Pack (total > 200) was total > 100",
    ]);
    expect(lines(order, rule({ Next: "Apologise" }))).toEqual([
      "added transition Valid? → Apologise (total > 100)",
      "removed transition Valid? → Pack (total > 100)",
    ]);
  });

  it("looks into containers", () => {
    const after = changed(({ Pack }) => {
      const branches = Pack.Branches as JsonObject[];
      branches[0] = machine({ Wrap: task(undefined) });
      branches.push(machine({ Weigh: pass() }));
    });
    expect(lines(order, after)).toEqual([
      "removed state Pack › branch 0 › Label",
      "added state Pack › branch 2 › Weigh",
      "removed transition Pack › branch 0 › Wrap → Pack › branch 0 › Label",
    ]);
  });

  it("does not take a container for a state of the same name", () => {
    const after = changed((states) => (states.Pack = pass("Ship each")));
    const { nodes } = diffGraphs(order, after);
    expect(nodes.get("/States/Pack")!.change).toBe("added");
    expect(nodes.get("old /States/Pack")!.change).toBe("removed");
    expect(nodes.get("old /States/Pack/Branches/0/States/Wrap")!.change).toBe("removed");
  });

  it("is laid out like any other", async () => {
    const after = changed((states) => {
      states.Examine = pass("Pack");
      delete states.Check;
      (states["Valid?"].Choices as JsonObject[])[1].Next = "Examine";
    });
    const graph = diffGraphs(order, { ...after, StartAt: "Valid?" });
    expect(faultsOf(graph, await layoutOf(graph))).toEqual([]);
  });

  it("takes machines that have nothing in common", () => {
    const { nodes, edges } = diffGraphs(order, machine({ A: pass("B"), B: pass() }));
    expect([...edges.values()].every(({ from, to }) => nodes.has(from) && nodes.has(to))).toBe(true);
    expect([...nodes.values()].filter(({ change }) => change === undefined).map(({ kind }) => kind)).toEqual([
      "Start",
      "End",
    ]);
  });
});
