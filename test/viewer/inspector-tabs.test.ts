import { expect, it } from "vitest";
import type { Inspection } from "../../packages/asl-viewer/src/debugging/index.js";
import type { InspectorLive } from "../../packages/asl-viewer/src/elements/inspector/inspector-live.js";
import { tabsOf } from "../../packages/asl-viewer/src/elements/inspector/inspector-tabs.js";
import { openText, runOf, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf } from "./history.js";
import { machine, pass, task } from "./machines.js";

const busy = machine({
  A: task("B", { Retry: [{ ErrorEquals: ["Busy"] }] }),
  B: { Type: "Choice", Choices: [{ Variable: "$", IsPresent: true, Next: "C" }] },
  C: pass("D"),
  D: task(undefined),
});
const { histories } = await openText(historyOf(busy, {}, { A: ["Busy", {}], D: ["Broken"] }), "history.json");
const timeline = new Timeline(runOf(histories[0], busy));

const written = (state: string, count = timeline.length, inspection?: object): string => {
  const visit = timeline.visits.visits.find((one) => timeline.nodeOf(one).name === state);
  const live = { inspection: inspection as Inspection | undefined } as InspectorLive;
  return tabsOf({ timeline, visit, count, live })
    .map(([id, , off]) => (off ? `(${id})` : id))
    .join(" ");
};

it.each([
  ["a Choice", "B", "data (why) variables events definition"],
  ["a task that failed", "D", "data (why) tries variables events definition"],
  ["a task of which one try failed", "A", "data (why) tries variables events definition"],
  ["what has no why", "C", "data variables events definition"],
])("keeps a place for Why in %s until it is known", (_, state, tabs) => {
  expect(written(state)).toBe(tabs);
});

it("lets Why be chosen once it is known, in its place", () => {
  expect(written("B", undefined, { choice: {} })).toBe("data why variables events definition");
  expect(written("D", undefined, { failure: {} })).toBe("data why tries variables events definition");
});

it("asks no why before anything failed", () => {
  const { from } = timeline.visits.visits.find((one) => timeline.nodeOf(one).name === "D")!;
  expect(written("D", from + 1)).not.toContain("why");
});
