import { describe, expect, it } from "vitest";
import { Versions } from "../../packages/asl-viewer/src/comparison/index.js";
import { machine, pass, task } from "./machines.js";

const before = {
  ...machine({
    First: task("Gone", { TimeoutSeconds: 10, Retry: [] }),
    Gone: pass("Each"),
    Each: { Type: "Map", ItemProcessor: machine({ Inner: task(undefined) }), MaxConcurrency: 2, End: true },
  }),
  Comment: "one",
};
const after = {
  ...machine({
    First: task("Added", { Retry: [], TimeoutSeconds: 20 }),
    Added: { Type: "Wait", Seconds: 3, Next: "All" },
    All: {
      Type: "Map",
      ItemProcessor: { ...machine({ Inner: task(undefined) }), ProcessorConfig: { Mode: "INLINE" } },
      MaxConcurrency: 2,
      End: true,
    },
  }),
  Comment: "two",
};

describe("two versions of a definition", () => {
  const versions = new Versions(before, after);
  const told = versions.changes.map(({ change, what, path }) => `${change} ${what} ${path}`);

  it("tells what differs: of the machine, of states, of transitions", () => {
    expect(told).toEqual([
      "changed machine The machine itself",
      "changed state First",
      "added state Added",
      "removed state Gone",
      "renamed state All",
      "added transition First → Added",
      "added transition Added → All",
      "removed transition First → Gone",
      "removed transition Gone → All",
    ]);
    expect(versions.changes[0]).toMatchObject({ node: null, fields: ["Comment"] });
  });

  it("places each change at a state of the picture", () => {
    const nodes = versions.changes.slice(1).map(({ node }) => node as string);
    expect(nodes.filter((node) => !versions.graph.nodes.has(node))).toEqual([]);
    expect(versions.changesAt("/States/First").map(({ what }) => what)).toEqual(["state", "transition", "transition"]);
  });

  it.each<[string, string | null, string[]]>([
    ["the machine's fields", null, ["changed /Comment one two"]],
    [
      "a state's fields and where it leads",
      "/States/First",
      ["changed /Next Gone Added", "changed /TimeoutSeconds 10 20"],
    ],
    [
      "fields of what processes items, without its states",
      "/States/All",
      ['only b /ItemProcessor/ProcessorConfig  {"Mode":"INLINE"}'],
    ],
    ["nothing of what is in one alone", "/States/Added", []],
  ])("tells %s", (_, node, expected) => {
    const text = (value: unknown): string =>
      value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
    const found = versions
      .differences(node)
      .map(({ kind, pointer, a, b }) => `${kind} ${pointer} ${text(a)} ${text(b)}`);
    expect(found.sort()).toEqual(expected);
  });

  it("has a state of either version alone", () => {
    const removed = versions.changes.find(({ change }) => change === "removed")?.node as string;
    expect(versions.sides(removed)).toEqual({ before: pass("Each"), after: undefined });
    expect(versions.sides("/States/Added")).toMatchObject({ before: undefined, after: { Type: "Wait" } });
  });

  it("does not mind the order of fields, nor names that are no names", () => {
    const hostile = machine(JSON.parse('{"__proto__": {"Type": "Pass", "End": true}}'));
    const turned = JSON.parse(JSON.stringify(hostile).replace('"Type":"Pass","End":true', '"End":true,"Type":"Pass"'));
    expect(new Versions(hostile, turned).changes).toEqual([]);
    expect(new Versions(hostile, machine({ A: pass() })).changes.length).toBeGreaterThan(0);
  });
});
