import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { logRecords, type RecordedEvent } from "../../packages/asl-core/src/conformance/index.js";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { historyOf } from "./history.js";
import { catching, machine, pass, task } from "./machines.js";
import { chosen, classOf, count, give, inChromium, node, tab } from "./page.js";

const ARN = "arn:aws:states:us-east-1:123456789012:express:Refunds:o-1:5d0a";
const refunds = machine({
  Check: task("Each"),
  Each: {
    ...{ Type: "Map", ItemsPath: "$.lines", ItemProcessor: machine({ Refund: task(undefined) }) },
    ...{ Next: "Done", ...catching("Apologise", "Busy") },
  },
  Apologise: { Type: "Fail", Error: "Refund.Refused", Cause: "later" },
  Done: pass(),
});
const SCRIPT = { Refund: [1, "Busy"] };
const events: JsonObject[] = JSON.parse(historyOf(refunds, { lines: [1, 2, 3] }, SCRIPT)).events;

/** Log records as Step Functions writes them for an Express execution. */
const recordsOf = (executionArn = ARN, includeExecutionData = true): JsonObject[] =>
  logRecords(events as unknown as RecordedEvent[], { level: "ALL", includeExecutionData }, { executionArn }).map(
    (record, at) => ({ ...record, event_timestamp: String(Math.round((events[at].timestamp as number) * 1000)) }),
  );
const messages = (records = recordsOf()): string[] => records.map((record) => JSON.stringify(record));
const lines = (texts: string[]): string => texts.join("\n");
const about = {
  ...{ executionArn: ARN.replace("express", "execution"), name: "o-1", status: "FAILED" },
  startDate: "2026-03-01T09:00:00.000Z",
};

const FORMS: [what: string, file: string, text: string][] = [
  ["an export of the console", "export.json", JSON.stringify({ ...about, definition: refunds, events })],
  [
    "an export of the console with the definition as a text",
    "export.json",
    JSON.stringify({ ...about, definition: JSON.stringify(refunds), history: { events } }),
  ],
  ["log records, one a line", "records.log", lines(messages())],
  [
    "what `aws logs tail` writes",
    "tail.txt",
    lines(messages().map((one) => `2026-03-01T09:00:00+00:00 states/R ${one}`)),
  ],
  [
    "what filter-log-events answers",
    "events.json",
    JSON.stringify({ events: messages().map((message) => ({ timestamp: 1, message, ingestionTime: 2 })) }),
  ],
  [
    "rows of Insights, the last first",
    "insights.json",
    JSON.stringify({
      results: messages()
        .toReversed()
        .map((value) => [{ field: "@message", value }]),
    }),
  ],
  [
    "a CSV of the console",
    "records.csv",
    lines(["timestamp,message", ...messages().map((one, at) => `${at},"${one.replaceAll('"', '""')}"`)]),
  ],
];

inChromium("exports and log records in the viewer", ({ open }) => {
  const failed = async (page: Page): Promise<void> => {
    await expect.poll(() => page.locator(".ending").innerText()).toBe("failed");
    await expect.poll(() => count(page)).toBe(String(events.findIndex(({ type }) => type === "FailStateEntered") + 1));
    expect(await classOf(page, "Check")).toContain("asl-is-succeeded");
    expect(await classOf(page, "Apologise")).toContain("asl-is-failed");
  };

  it.each(FORMS)("draws %s, with its failures and data", async (_, file, text) => {
    const page = await open();
    if (!text.includes("definition")) await give(page, JSON.stringify(refunds), "refunds.asl.json");
    await give(page, text, file);
    await failed(page);
    expect(await page.locator(".fault, .notes").count()).toBe(0);
    expect(await chosen(page)).toBe("Apologise");
    await tab(page, "Events").click();
    await page.getByLabel("Search events").fill("busy");
    await expect.poll(() => page.locator("asl-events .row").first().innerText()).toContain("TaskFailed");
  });

  it("infers the machine of log records alone", async () => {
    const page = await open();
    await give(page, lines(messages()), "records.log");
    await failed(page);
    await node(page, "Refund").waitFor();
    expect(await page.locator(".notes").innerText()).toMatch(/definition/);
  });

  it("draws log records without data, and says that they hold none", async () => {
    const page = await open();
    await give(page, JSON.stringify(refunds), "refunds.asl.json");
    await give(page, lines(messages(recordsOf(ARN, false))), "records.log");
    await failed(page);
    expect(await page.locator(".notes").innerText()).toMatch(/data/);
    await node(page, "Check").click();
    await expect.poll(() => page.locator("asl-stages .none").innerText()).toMatch(/./);
    expect(await page.locator("asl-inspector").getByText("null").count()).toBe(0);
  });

  it("opens each of several executions that are in one log", async () => {
    const page = await open();
    await give(page, JSON.stringify(refunds), "refunds.asl.json");
    const both = [...messages(), ...messages(recordsOf(ARN.replace("o-1", "o-2")))];
    await give(page, lines(both.toSorted()), "records.log");
    await failed(page);
    const executions = page.getByRole("combobox", { name: "Execution" });
    expect(await executions.locator("option").allInnerTexts()).toEqual(["o-1", "o-2"]);
    await executions.selectOption("o-2");
    await failed(page);
  });
});
