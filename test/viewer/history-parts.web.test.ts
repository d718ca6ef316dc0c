import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { count, drawn, give, inChromium, node } from "./page.js";

type Raw = Record<string, unknown>;

const numbered = (list: readonly Raw[]): Raw[] =>
  list.map((one, at) => ({ id: at + 1, previousEventId: at, timestamp: 1000 + at, ...one }));
const started = { type: "ExecutionStarted", executionStartedEventDetails: { input: "{}" } };
const entered = (name: string, type = "Pass") => ({
  type: `${type}StateEntered`,
  stateEnteredEventDetails: { name, input: "{}" },
});
const exited = (name: string) => ({ type: "PassStateExited", stateExitedEventDetails: { name, output: "{}" } });
const limit = { error: "States.Runtime", cause: "The execution reached the maximum number of history events (25000)." };

const RUN = numbered([
  ...[started, entered("A"), exited("A"), entered("B"), exited("B"), entered("C"), exited("C")],
  { type: "ExecutionSucceeded", executionSucceededEventDetails: { output: "{}" } },
]);
const page = (from: number, to: number): string =>
  JSON.stringify({ events: RUN.slice(from - 1, to), ...(to < RUN.length && { nextToken: "more" }) });

/** Files that are dropped at once. */
const drop = (where: Page, texts: readonly string[]): Promise<void> =>
  where.evaluate(async (given) => {
    const files = given.map((text, at) => new File([text], `page${at}.json`));
    await (document.querySelector("asl-viewer") as unknown as { openFiles(files: File[]): Promise<void> }).openFiles(
      files,
    );
  }, texts);

const notes = (where: Page): Promise<string> => where.locator(".notes").innerText();

inChromium("the viewer, given an execution in parts", ({ open }) => {
  it.each([
    ["in order", [page(1, 3), page(4, 6), page(7, 8)]],
    ["in another order", [page(7, 8), page(1, 3), page(4, 6)]],
  ])("joins pages that are dropped at once %s", async (_, texts) => {
    const where = await open();
    await drop(where, texts);
    await node(where, "C").waitFor();
    await expect.poll(() => count(where)).toBe("8");
    expect(await where.locator("asl-comparison").count()).toBe(0);
    expect(await where.locator(".fault").count()).toBe(0);
  });

  it("joins pages that come one after the other, and says what lacks", async () => {
    const where = await open();
    await give(where, page(4, 6), "second.json");
    expect(await where.locator(".fault").innerText()).toMatch(/second\.json.*events 1 to 3 are missing.*is kept/s);
    await give(where, page(1, 3), "first.json");
    await node(where, "B").waitFor();
    expect(await where.locator(".fault").count()).toBe(0);
    expect(await notes(where)).toContain("its nextToken leads to more pages");
    await give(where, page(8, 8), "fourth.json");
    expect(await notes(where)).toContain("Event 7 is missing: only what happened before is shown, 6 events.");
    await give(where, page(7, 7), "third.json");
    await expect.poll(() => count(where)).toBe("8");
    expect(await notes(where)).not.toContain("missing");
  });

  it("tells why an execution failed where no state tells it", async () => {
    const where = await open();
    const events = numbered([
      started,
      entered("A"),
      exited("A"),
      { type: "ExecutionFailed", executionFailedEventDetails: limit },
    ]);
    await give(where, JSON.stringify({ events }), "limit.json");
    await drawn(where);
    expect(await where.locator("asl-inspector .reason").innerText()).toMatch(
      /The execution: States\.Runtime.*maximum number/s,
    );
  });

  it.each([
    ["ExecutionAborted", { error: "Ops.Stopped", cause: "by Mary" }, "aborted"],
    ["ExecutionAborted", {}, "aborted"],
    ["ExecutionTimedOut", { error: "States.Timeout", cause: "too long" }, "timed out"],
  ])("says how a state ended that %s cut off: %j", async (type, details, words) => {
    const where = await open();
    const key = `${type[0].toLowerCase()}${type.slice(1)}EventDetails`;
    const events = numbered([started, entered("W", "Wait"), { type, [key]: details }]);
    await give(where, JSON.stringify({ events }), "cut.json");
    await node(where, "W").waitFor();
    expect(await where.locator("asl-inspector .status").innerText()).toContain(words);
    expect(await where.locator("asl-inspector header").innerText()).not.toContain("failed");
  });

  it("says which limit an execution reached whose event is empty", async () => {
    const where = await open();
    const text = JSON.stringify({
      TimeoutSeconds: 10,
      StartAt: "W",
      States: { W: { Type: "Wait", Seconds: 60, End: true } },
    });
    const events = numbered([
      started,
      entered("W", "Wait"),
      { type: "ExecutionTimedOut", executionTimedOutEventDetails: {} },
    ]);
    const reason = where.locator("asl-inspector .reason");
    await give(where, JSON.stringify({ events }), "out.json");
    await expect.poll(() => reason.innerText()).toBe("States.Timeout: the execution's time was up");
    await give(where, text, "out.asl.json");
    await expect.poll(() => reason.innerText()).toBe("States.Timeout: the execution's limit of 10 s was reached");
  });

  it("shows states that took no time at the end of a run", async () => {
    const where = await open();
    const list = numbered([
      started,
      entered("A"),
      exited("A"),
      entered("F", "Fail"),
      { type: "ExecutionFailed", executionFailedEventDetails: limit },
    ]);
    const events = list.map((one) => ({ ...one, timestamp: (one.id as number) < 3 ? 1000 : 1010 }));
    await give(where, JSON.stringify({ events }), "end.json");
    await drawn(where);
    await expect.poll(() => where.locator("asl-timeline canvas").count()).toBeGreaterThan(1);
    await expect
      .poll(() =>
        where
          .locator("asl-timeline canvas")
          .last()
          .evaluate((element) => {
            const canvas = element as HTMLCanvasElement;
            const { data } = canvas.getContext("2d")!.getImageData(canvas.width - 8, 10, 8, 1);
            return Array.from({ length: 8 }, (_, at) => data[at * 4 + 3]).filter((alpha) => alpha > 0).length;
          }),
      )
      .toBeGreaterThan(2);
  });
});
