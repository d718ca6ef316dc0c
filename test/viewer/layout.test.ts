import { describe, expect, it, vi } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { folded, graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import {
  createLayouter,
  type Direction,
  type Layout,
  layoutOf,
  placementsOf,
} from "../../packages/asl-viewer/src/layout/index.js";
import { crossingEdges } from "../../packages/asl-viewer/src/layout/untidiness.js";
import { faultsOf, labelFaults } from "./geometry.js";
import { catching, machine, order, pass, task } from "./machines.js";

const chain = (length: number): JsonObject =>
  machine(
    Object.fromEntries(Array.from({ length }, (_, i) => [`S${i}`, pass(i < length - 1 ? `S${i + 1}` : undefined)])),
  );

const shared = (length: number): JsonObject =>
  machine({
    ...Object.fromEntries(
      Array.from({ length }, (_, i) => [`S${i}`, task(i < length - 1 ? `S${i + 1}` : undefined, catching("Failed"))]),
    ),
    Failed: { Type: "Fail" },
  });

/** A worker that never answers. */
const workerOf = (terminate: () => void): Worker =>
  Object.assign(new EventTarget(), { postMessage: () => {}, terminate }) as unknown as Worker;

const middles = ({ nodes }: Layout, direction: Direction) =>
  [...nodes.values()].map(({ x, y, width, height }) => (direction === "down" ? x + width / 2 : y + height / 2));

describe("the layout", () => {
  it.each<Direction>(["down", "right"])("runs %s without overlaps or crossed nodes", async (direction) => {
    const graph = graphOf(order);
    const layout = await layoutOf(graph, { direction });
    expect([...faultsOf(graph, layout), ...labelFaults(graph, layout)]).toEqual([]);
    expect(layout.nodes.size).toBe(graph.nodes.size);
    expect(layout.edges.size).toBe(graph.edges.size);
  });

  it("is the same every time, whatever was laid out before", async () => {
    const layouter = createLayouter();
    await layouter.layout(graphOf(chain(5)));
    expect(await layouter.layout(graphOf(order))).toEqual(await layoutOf(graphOf(order)));
  });

  it.each<Direction>(["down", "right"])("keeps a long chain straight, %s", async (direction) => {
    const layout = await layoutOf(graphOf(chain(3000)), { direction });
    expect(new Set(middles(layout, direction)).size).toBe(1);
  });

  it("keeps the happy path straight and siblings in the order of definition", async () => {
    const names = ["One", "Two", "Three", "Four"];
    const choices = names.map((Next, index) => ({ Variable: "$.n", NumericEquals: index, Next }));
    const states = Object.fromEntries(names.map((name) => [name, pass(name === "Three" ? "After" : undefined)]));
    const definition = machine({
      Pick: { Type: "Choice", Choices: choices, Default: "Four" },
      ...states,
      After: pass(),
    });
    const { nodes, edges } = await layoutOf(graphOf(definition));
    const at = (name: string) => nodes.get(`/States/${name}`)!.x;
    expect(names.toSorted((a, b) => at(a) - at(b))).toEqual(names);
    for (const id of ["start start", "/States/Pick choice 2", "/States/Three next"])
      expect(new Set(edges.get(id)!.points.map(({ x }) => x)).size).toBe(1);
  });

  it("leads errors that many states share along one lane outside", async () => {
    const graph = graphOf(shared(12));
    const layout = await layoutOf(graph);
    expect(faultsOf(graph, layout)).toEqual([]);
    const lanes = [...graph.edges.values()]
      .filter(({ kind }) => kind === "catch")
      .map(({ id }) => Math.max(...layout.edges.get(id)!.points.map(({ x }) => x)));
    expect(new Set(lanes.slice(0, -1)).size).toBe(1);
  });

  it.each<Direction>(["down", "right"])(
    "draws errors that one state hands to another as one line with all labels, %s",
    async (direction) => {
      const Catch = ["Busy", "Gone", "States.ALL"].map((error) => ({ ErrorEquals: [error], Next: "Failed" }));
      const graph = graphOf(machine({ A: task("B", { Catch }), B: pass(), Failed: { Type: "Fail" } }));
      const layout = await layoutOf(graph, { direction });
      const [busy, gone, any] = [0, 1, 2].map((at) => layout.edges.get(`/States/A catch ${at}`)!);
      expect(gone.points).toEqual(busy.points);
      expect(any.points).toEqual(busy.points);
      expect([busy.label?.lines, gone.label?.lines]).toEqual([["Busy"], ["Gone"]]);
      expect([...faultsOf(graph, layout), ...labelFaults(graph, layout)]).toEqual([]);
    },
  );

  it("nests the errors of a saga without crossings", async () => {
    const layout = await layoutOf(
      graphOf(
        machine({
          Flight: task("Car", catching("Undo flight")),
          Car: task("Pay", catching("Undo car")),
          Pay: task("Confirm", catching("Refund")),
          Confirm: task("Mail", catching("Refund")),
          Mail: task("Done", catching("Refund")),
          Done: pass(),
          Refund: task("Undo car"),
          "Undo car": task("Undo flight"),
          "Undo flight": task("Failed"),
          Failed: { Type: "Fail" },
        }),
      ),
    );
    const edges = [...layout.edges.values()];
    expect([...crossingEdges({ width: 0, height: 0, nodes: [], edges })]).toEqual([]);
  });

  it("leads a loop back on the side where it crosses nothing", async () => {
    const poll = machine({
      Ask: pass("Ready?"),
      "Ready?": {
        Type: "Choice",
        Choices: [{ Variable: "$.done", IsPresent: true, Next: "Failed" }],
        Default: "Pause",
      },
      Failed: { Type: "Fail" },
      Pause: { Type: "Wait", Seconds: 5, Next: "Ask" },
    });
    const edges = [...(await layoutOf(graphOf(poll))).edges.values()];
    expect([...crossingEdges({ width: 0, height: 0, nodes: [], edges })]).toEqual([]);
  });

  it("computes again only what changed", async () => {
    const layouter = createLayouter();
    let asked = 0;
    const count = { onProgress: () => asked++ };
    const first = await layouter.layout(graphOf(order), count);
    expect(asked).toBe(4);
    const renamed = JSON.parse(JSON.stringify(order).replaceAll("Wrap", "Tape"));
    const second = await layouter.layout(graphOf(renamed));
    const place = (layout: Layout, id: string) => layout.nodes.get(id);
    expect(place(second, "/States/Ship each")).toEqual(place(first, "/States/Ship each"));
    expect(second.width).toBe(first.width);
  });

  it.each<Direction>(["down", "right"])(
    "needs no elk for what it knows from another layouter, %s",
    async (direction) => {
      const graph = graphOf(order);
      const placements = JSON.parse(JSON.stringify(await placementsOf(graph, { direction })));
      const worker = () => {
        throw new Error("elk was asked for");
      };
      const layouter = createLayouter({ worker });
      await expect(layouter.layout(graph, { direction })).rejects.toThrow("elk was asked for");
      layouter.know(placements);
      expect(await layouter.layout(graph, { direction })).toEqual(await layoutOf(graph, { direction }));
      expect(await layouter.placements(graph, { direction })).toEqual(placements);
    },
  );

  it("gives up what a worker has begun when it is closed, and lays out anew with another worker", async () => {
    let ended = 0;
    const silent = workerOf(() => ended++);
    const workers: (Worker | undefined)[] = [silent];
    const layouter = createLayouter({ worker: () => workers.shift() });
    const pending = layouter.layout(graphOf(order));
    await new Promise((resolve) => setTimeout(resolve));
    layouter.close();
    await expect(pending).rejects.toThrow(/abort/i);
    await vi.waitFor(() => expect(ended).toBe(1));
    expect(await layouter.layout(graphOf(order))).toEqual(await layoutOf(graphOf(order)));
  });

  it("lays out here where no worker can be had", async () => {
    const layouter = createLayouter({ worker: async () => undefined });
    expect(await layouter.layout(graphOf(order))).toEqual(await layoutOf(graphOf(order)));
  });

  it("lays out here where its worker fails: before it has answered, while it works, and from then on", async () => {
    let ended = 0;
    const failing = workerOf(() => ended++);
    const layouter = createLayouter({ worker: () => failing });
    const pending = layouter.layout(graphOf(order));
    await new Promise((resolve) => setTimeout(resolve, 20));
    failing.dispatchEvent(new Event("error"));
    expect(await pending).toEqual(await layoutOf(graphOf(order)));
    expect(ended).toBe(1);
    expect(await layouter.layout(graphOf(chain(3)))).toEqual(await layoutOf(graphOf(chain(3))));
  });

  it("lays out here where its worker fails at once", async () => {
    const failing = workerOf(() => undefined);
    setTimeout(() => failing.dispatchEvent(new Event("error")));
    const layouter = createLayouter({ worker: () => failing });
    expect(await layouter.layout(graphOf(order))).toEqual(await layoutOf(graphOf(order)));
  });

  it.each([undefined, null, "sideways", "down"])("runs downwards where it is told %s", async (direction) => {
    const told = { direction: direction as Direction };
    expect(await layoutOf(graphOf(order), told)).toEqual(await layoutOf(graphOf(order)));
  });

  it("makes folded containers as small as states", async () => {
    const graph = graphOf(order);
    const small = await layoutOf(folded(graph, new Set(graph.inside.keys())));
    expect(small.nodes.get("/States/Pack")).toMatchObject({ title: 0, detail: "2 branches · 3 states inside" });
    expect(small.groups.size).toBe(0);
  });

  it("can be ended", async () => {
    const signal = AbortSignal.abort(new Error("no longer wanted"));
    await expect(layoutOf(graphOf(order), { signal })).rejects.toThrow("no longer wanted");
    const ending = new AbortController();
    const laid = layoutOf(graphOf(machine({ A: pass() })), { signal: ending.signal });
    ending.abort(new Error("no longer wanted"));
    await expect(laid).rejects.toThrow("no longer wanted");
  });

  it.each([
    ["nothing", {}],
    ["a state that only leads to itself", machine({ A: { Type: "Choice", Choices: [], Default: "A" } })],
    ["two states that lead to each other", machine({ A: pass("B"), B: pass("A") })],
    ["empty containers", machine({ A: { Type: "Parallel", Branches: [{}, machine({ B: pass() })], End: true } })],
    ["a name of nothing", machine({ "": pass() })],
    ["very long names", machine({ ["x".repeat(5000)]: pass() })],
    ["states that nothing leads to", machine({ A: pass(), B: pass("C"), C: pass("B"), D: pass("A") })],
  ])("takes %s", async (_, definition) => {
    const graph = graphOf(definition);
    const layout = await layoutOf(graph);
    expect(faultsOf(graph, layout)).toEqual([]);
    expect(layout.nodes.size).toBe(graph.nodes.size);
  });
});

describe("the check of layouts", () => {
  it("finds nodes that overlap, edges that cross nodes, and what stands outside", async () => {
    const graph = graphOf(chain(3));
    const layout = await layoutOf(graph);
    const move = (id: string, x: number, y: number) =>
      new Map(layout.nodes).set(id, { ...layout.nodes.get(id)!, x, y });
    const { x, y } = layout.nodes.get("/States/S0")!;
    expect(faultsOf(graph, { ...layout, nodes: move("/States/S2", x, y + 5) })).toContain(
      "/States/S0 overlaps /States/S2",
    );
    const between = layout.nodes.get("/States/S1")!.y - 32;
    expect(faultsOf(graph, { ...layout, nodes: move("/States/S2", x, between) })).toContain(
      "/States/S0 next crosses /States/S2",
    );
    expect(faultsOf(graph, { ...layout, nodes: move("/States/S2", -500, y) })).toContain(
      "/States/S2 stands outside of ",
    );
  });
});
