import { expect, it } from "vitest";
import { graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import { layoutOf } from "../../packages/asl-viewer/src/layout/index.js";
import { nodeShape } from "../../packages/asl-viewer/src/shapes/index.js";
import { closeMarks, openText, runOf, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf } from "./history.js";
import { machine, pass, task } from "./machines.js";

const nap = machine({
  Call: task("Nap", { Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 4 }] }),
  Nap: { Type: "Wait", Seconds: 90, Next: "Done" },
  Done: pass(),
});

async function napping(): Promise<Timeline> {
  const history = historyOf(nap, {}, { Call: ["Busy", {}] });
  const { histories } = await openText(history, "history.json");
  return new Timeline(runOf(histories[0], nap));
}

const markAfter = (timeline: Timeline, type: string, node: string) =>
  closeMarks(timeline, timeline.events.findIndex((event) => event.type === type) + 1, undefined).nodes.get(node);

it("says until when a state waits", async () => {
  const timeline = await napping();
  const until = { status: "waiting", count: "until 1 min 35 s", note: "until 1 min 35 s" };
  expect(markAfter(timeline, "WaitStateEntered", "/States/Nap")).toMatchObject(until);
  expect(markAfter(timeline, "WaitStateExited", "/States/Nap")).toEqual({ status: "succeeded", current: true });
});

it("says when what failed is tried again", async () => {
  const mark = markAfter(await napping(), "TaskFailed", "/States/Call");
  expect(mark).toMatchObject({ status: "waiting", count: "1", note: "tries again at 4.5 s" });
});

it("says nothing that the run does not tell", async () => {
  const timeline = await napping();
  const cut = new Timeline({ ...timeline.run, events: timeline.events.slice(0, 10) });
  expect(cut.events.at(-1)?.type).toBe("WaitStateEntered");
  expect(markAfter(cut, "WaitStateEntered", "/States/Nap")).toEqual({ status: "waiting", current: true });
});

it("draws tolerated failures in red beside the sign of success", async () => {
  const graph = graphOf(nap);
  const { nodes } = await layoutOf(graph);
  const [node, box] = [graph.nodes.get("/States/Call")!, nodes.get("/States/Call")!];
  expect(nodeShape(node, box, { status: "tolerated", count: "2✕" })).toContain('class="asl-lost"');
  expect(nodeShape(node, box, { status: "succeeded", count: "2" })).not.toContain("asl-lost");
});
