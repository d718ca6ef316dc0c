import { describe, expect, it } from "vitest";
import { HistoryParts } from "../../packages/asl-viewer/src/controllers/history-parts.js";
import { Opened } from "../../packages/asl-viewer/src/controllers/opened.js";
import { type Found, originOf, remember, SourceError } from "../../packages/asl-viewer/src/timeline/index.js";
import { openText, runOf } from "../../packages/asl-viewer/src/timeline/source.js";

type Raw = Record<string, unknown>;

/** A run through states named 1, 2, 3 …, two events each; `at`: when it begins, in seconds; not over where `open`. */
function events(states: number, at: number, open = false): Raw[] {
  const list: Raw[] = [{ type: "ExecutionStarted", executionStartedEventDetails: { input: "{}" } }];
  for (let name = 1; name <= states; name++)
    list.push(
      { type: "PassStateEntered", stateEnteredEventDetails: { name: `${name}`, input: "{}" } },
      { type: "PassStateExited", stateExitedEventDetails: { name: `${name}`, output: "{}" } },
    );
  if (!open) list.push({ type: "ExecutionSucceeded", executionSucceededEventDetails: { output: "{}" } });
  return list.map((one, index) => ({ id: index + 1, previousEventId: index, timestamp: at + index, ...one }));
}

const RUN = events(20, 1000);
const page = (from: number, to: number, run = RUN): string =>
  JSON.stringify({
    events: run.slice(from - 1, to),
    ...(to < run.length && { nextToken: "more" }),
  });

/** What a viewer that takes one text after the other shows, and what it says of those it does not. */
async function taking(texts: readonly string[]) {
  const [opened, pages] = [new Opened(), new HistoryParts()];
  const said: string[] = [];
  for (const [at, text] of texts.entries())
    try {
      const found = remember(await openText(text, `${at}.json`, { parts: true }), text, `${at}.json`);
      const joined = pages.join(found, [opened]);
      if ("message" in joined) throw new SourceError(joined.message, joined.hint);
      await opened.open(joined, `${at}.json`);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      said.push(error.message);
    }
  return { opened, said, ids: opened.history?.events.map(({ id }) => id) };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe("a history in pages", () => {
  it.each([
    ["in order", [page(1, 15), page(16, 30), page(31, 42)], []],
    [
      "the last first",
      [page(31, 42), page(16, 30), page(1, 15)],
      ["events 1 to 30 are missing", "events 1 to 15 are missing"],
    ],
    ["the first in the middle", [page(16, 30), page(1, 15), page(31, 42)], ["events 1 to 15 are missing"]],
    ["with events in two of them", [page(1, 20), page(10, 42)], []],
    ["one of them twice", [page(1, 20), page(21, 42), page(21, 42)], []],
  ])("is joined %s", async (_, texts, refusals) => {
    const { opened, said, ids } = await taking(texts);
    expect(ids).toEqual(upTo(42));
    expect(said).toEqual(refusals);
    expect(opened.notes.filter((note) => !/no definition/.test(note))).toEqual([]);
    expect(opened.timeline?.ending).toBe("succeeded");
  });

  it("is shown as far as it is known, and what lacks is said", async () => {
    const { opened, ids } = await taking([page(1, 15), page(31, 42)]);
    expect(ids).toEqual(upTo(15));
    expect(opened.notes.join("\n")).toContain(
      "Events 16 to 30 are missing: only what happened before is shown, 15 events.",
    );
  });

  it("says that there are more of them", async () => {
    const { opened } = await taking([page(1, 15)]);
    expect(opened.notes).toContain(
      "The history ends before the execution did: its nextToken leads to more pages, which belong to it.",
    );
  });

  it("is given away as a whole, under the name of its beginning", async () => {
    const { opened } = await taking([page(16, 42), page(1, 15)]);
    const origin = originOf(opened.history);
    expect(origin?.name).toBe("1.json");
    expect((await openText(origin?.text as string)).histories[0].events).toHaveLength(42);
  });

  it.each([
    ["of one that is over", [page(1, 42), page(43, 50, events(40, 2000))]],
    ["of one with other events", [page(1, 15), page(10, 30, events(20, 5000))]],
    ["of one that came later", [page(1, 15), page(16, 30, events(20, 10))]],
  ])("is no part %s", async (_, texts) => {
    const { said, opened } = await taking(texts);
    expect(said).toHaveLength(1);
    expect(opened.history?.events.length).toBe(JSON.parse(texts[0]).events.length);
  });

  it("goes on with the execution it follows the closest", async () => {
    const [early, late] = [new Opened(), new Opened()];
    const pages = new HistoryParts();
    const [one, two] = [events(20, 1000, true), events(20, 9000)];
    for (const [opened, run] of [
      [early, one],
      [late, two],
    ] as const)
      await opened.open(await openText(page(1, 15, run), "", { parts: true }), "");
    const found = pages.join(await openText(page(16, 42, two), "", { parts: true }), [early, late]);
    expect(pages.homeOf(found as Found)).toBe(late);
  });

  it("is kept until its beginning comes, as long as what waits is no larger than a run may be", async () => {
    const part = async (data: number, at: number, name: string) => {
      const input = JSON.stringify(name.repeat(data));
      const run = events(20, at).map((one) =>
        one.id === 16 ? { ...one, stateEnteredEventDetails: { name: "8", input } } : one,
      );
      return openText(JSON.stringify({ executionArn: name, events: run.slice(15) }), "", { parts: true });
    };
    const begin = async (at: number, name: string) =>
      openText(JSON.stringify({ executionArn: name, events: events(20, at).slice(0, 15) }), "", { parts: true });
    const parts = new HistoryParts();
    for (const [at, name] of ["a", "b", "c"].entries())
      parts.join(await part(30 * 1024 * 1024, 1000 * (at + 1), name), []);
    const length = async (at: number, name: string): Promise<number> => {
      const joined = parts.join(await begin(at, name), []) as Found;
      return joined.histories[0].events.length;
    };
    expect([await length(1000, "a"), await length(2000, "b"), await length(3000, "c")]).toEqual([15, 42, 42]);
  });

  it("is refused without its beginning by those who join nothing", async () => {
    await expect(openText(page(16, 42))).rejects.toThrow("events 1 to 15 are missing");
  });
});

describe("other texts", () => {
  it.each([
    ['{"events": []}', /^it is a history without events$/],
    ['[{"events": []}, {"events": []}]', /^it is a history without events$/],
    ['{"StartAt": "A", "States": {"A": {"Type": "Succeed"}},}', /^its JSON is damaged: /],
    ['{"events": [1, 2,]}', /^its JSON is damaged: /],
    ['{"StartAt": "A", "States": {', /^its JSON breaks off$/],
  ])("are refused with their reason: %s", async (text, message) => {
    await expect(openText(text)).rejects.toThrow(message);
  });

  it("may be histories in YAML", async () => {
    const text = RUN.map(({ id, previousEventId, type, timestamp, ...details }) =>
      [
        `- id: ${id}`,
        `  previousEventId: ${previousEventId}`,
        `  type: ${type}`,
        `  timestamp: '2026-01-01T00:00:${10 + ((timestamp as number) % 50)}Z'`,
      ]
        .concat(Object.entries(details).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`))
        .join("\n"),
    ).join("\n");
    for (const given of [text, `events:\n${text}`])
      expect((await openText(given, "history.yaml")).histories[0].events).toHaveLength(42);
  });

  it("keep events of types that are not known, and say so", async () => {
    const odd = RUN.map((one) => (one.id === 3 ? { ...one, type: "QuantumStateEntered" } : one));
    const { opened } = await taking([JSON.stringify({ events: odd })]);
    expect(opened.timeline?.length).toBe(42);
    expect(opened.timeline?.events[2].type).toBe("QuantumStateEntered");
    expect(opened.notes.join()).toContain(
      "What event 3 tells is not known (QuantumStateEntered): no state is changed by it.",
    );
  });

  it("keep an Aborted event that fits nowhere, and say so", async () => {
    const odd = events(1, 1000).map((one) => (one.id === 3 ? { ...one, type: "TaskStateAborted" } : one));
    const [history] = (await openText(JSON.stringify({ events: odd }))).histories;
    const run = runOf(history, { StartAt: "1", States: { 1: { Type: "Pass", End: true } } });
    expect(run.events.map(({ type }) => type)[2]).toBe("TaskStateAborted?");
    expect(run.notes).toContain("Event 3 does not fit the state machine: no state is changed by it.");
  });
});
