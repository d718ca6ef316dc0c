import { describe, expect, it } from "vitest";
import { closeMarks, openText, runOf, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";

const ARN = "arn:aws:states:r:1:mapRun:m/l:1";
const inside = (more: object) => ({ StartAt: "In", States: { In: { Type: "Pass", End: true } }, ...more });
const map = (more: object, Mode = "DISTRIBUTED") => ({
  StartAt: "M",
  States: {
    M: {
      Type: "Map",
      ...more,
      ItemProcessor: inside({ ProcessorConfig: { Mode, ExecutionType: "STANDARD" } }),
      End: true,
    },
  },
});

const eventsOf = (length: number) =>
  [
    { type: "ExecutionStarted", executionStartedEventDetails: { input: "[]" } },
    { type: "MapStateEntered", stateEnteredEventDetails: { name: "M", input: "[]" } },
    { type: "MapStateStarted", mapStateStartedEventDetails: { length } },
    { type: "MapRunStarted", mapRunStartedEventDetails: { mapRunArn: ARN } },
    { type: "MapRunSucceeded" },
    { type: "MapStateSucceeded" },
    { type: "MapStateExited", stateExitedEventDetails: { name: "M", output: "[]" } },
    { type: "ExecutionSucceeded", executionSucceededEventDetails: { output: "[]" } },
  ].map((one, at) => ({ id: at + 1, previousEventId: at, timestamp: at + 1, ...one }));

async function looks(length: number, count: number, definition: object = map({})) {
  const { histories } = await openText(JSON.stringify({ events: eventsOf(length) }));
  const timeline = new Timeline(runOf(histories[0], definition as never));
  const id = "/States/M/ItemProcessor/States/In";
  return [timeline.nodeMarks(count).get(id)?.status, closeMarks(timeline, count, undefined).nodes.get(id)?.status];
}

describe("a state inside a distributed Map whose child executions are not open", () => {
  it.each([
    ["before the Map Run began", 2, 3, undefined, "unreached"],
    ["once it has begun", 2, 4, undefined, "unknown"],
    ["at the end", 2, 8, undefined, "unknown"],
    ["where there were no items", 0, 8, undefined, "unreached"],
    [
      "where nobody counted the items",
      0,
      8,
      map({ ItemReader: { Resource: "arn:aws:states:::s3:getObject" } }),
      "unknown",
    ],
  ])("is told to be as it is known %s", async (_, length, count, definition, status) => {
    expect(await looks(length, count, definition)).toEqual([status, status]);
  });
});
