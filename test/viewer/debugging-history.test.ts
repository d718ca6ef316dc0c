import { describe, expect, it } from "vitest";
import { loadMachine, readAnswers, run, toAws } from "../../packages/asl-core/src/index.js";
import { CODES } from "../../packages/asl-viewer/src/debugging/index.js";
import { begin, ORDER, refused, TEXT } from "./seat.js";

describe("a history", () => {
  const recorded = async (): Promise<string> => {
    const machine = loadMachine(TEXT);
    const answers = readAnswers({ Charge: { output: { Payload: { paid: 150 } } } }, machine);
    const made = await run(machine, { input: { id: 7 }, handler: answers.handler });
    return JSON.stringify({ events: toAws(made.events, machine, made.execution.identity) });
  };

  it("is run again to its end, and can be looked at and stepped through", async () => {
    const seat = await begin({ kind: "history", text: await recorded(), definition: TEXT });
    expect(seat.standing()).toMatchObject({ status: "SUCCEEDED", executions: [{ events: 11 }] });
    const info = (await seat.client.initialize()).session!;
    expect(info.replay).toEqual({ same: true });
    const { stages } = await seat.client.inspect({ execution: 0, event: 2, count: 6 });
    expect(stages.find(({ stage }) => stage === "afterResultSelector")?.value).toEqual({ paid: 150 });
    await seat.client.goTo({ execution: 0, count: 3 });
    expect(await seat.client.step("over")).toMatchObject({ state: "Paid?" });
  });

  it("is told apart from a run on an edited definition", async () => {
    const edited = TEXT.replace('"NumericGreaterThan": 100', '"NumericGreaterThan": 1000');
    const seat = await begin({ kind: "history", text: await recorded(), definition: edited });
    const { replay } = (await seat.client.initialize()).session!;
    expect(replay).toMatchObject({
      same: false,
      difference: expect.stringContaining("event"),
      ids: [1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0],
    });
  });

  it("is told apart from a run with the same events whose error is another one", async () => {
    const failing = (error: string) =>
      JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Fail", Error: error } } });
    const made = await run(loadMachine(failing("Sold.Out")), {});
    const text = JSON.stringify({
      events: toAws(made.events, loadMachine(failing("Sold.Out")), made.execution.identity),
    });
    const replayOf = async (definition: string) =>
      (await (await begin({ kind: "history", text, definition })).client.initialize()).session!.replay;
    expect(await replayOf(failing("Sold.Out"))).toEqual({ same: true });
    expect(await replayOf(failing("Closed"))).toMatchObject({
      same: false,
      difference: expect.stringMatching(/^event [45]: /),
      ids: [1, 2, 3, expect.any(Number), 0],
    });
  });

  it("brings its definition, or needs one", async () => {
    const text = await recorded();
    expect(await refused(begin({ kind: "history", text }))).toMatchObject({
      code: CODES.TEXT,
      data: { hint: expect.any(String) },
    });
    const both = JSON.stringify({ ...JSON.parse(text), definition: ORDER });
    expect((await begin({ kind: "history", text: both })).standing().status).toBe("SUCCEEDED");
    expect(await refused(begin({ kind: "history", text: both, index: 4 }))).toMatchObject({ code: CODES.RANGE });
  });
});
