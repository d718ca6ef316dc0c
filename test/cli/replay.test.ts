import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { eventsOf, ORDER, PARCELS } from "../replay/machines.js";
import { edited } from "../replay/patch.js";
import { built, workFolder } from "../support/asl.js";

const { asl, file, path } = workFolder();
beforeAll(built, 240_000);

const events = eventsOf(ORDER);
const order = (name: string, total: number, country = "CH") =>
  file(name, { events: eventsOf({ ...ORDER, input: { total, country, items: [] } }) });

file("order.asl.json", ORDER.definition);
file("abroad.asl.json", edited(ORDER.definition, { "/States/Route/Choices/1/StringEquals": "DE" }));
file(
  "again.asl.json",
  edited(ORDER.definition, { "/States/Notify/Retry": [{ ErrorEquals: ["Unreachable"], MaxAttempts: 1 }] }),
);
file("strict.asl.json", edited(ORDER.definition, { "/States/Notify/Catch": undefined }));
file("invalid.asl.json", { StartAt: "X", States: { X: { Type: "Nothing" } } });
file("other.asl.json", { StartAt: "X", States: { X: { Type: "Succeed" } } });
file("history.json", { events });
file("own.json", { definition: JSON.stringify(ORDER.definition), events });
file("parcels.json", { definition: PARCELS.definition, events: eventsOf(PARCELS) });
file("cut.json", '{"events": [');
file("gap.json", { events: events.filter(({ id }) => id !== 7) });
file("answers.yaml", "Notify: { output: {} }\n");
order("week/a.json", 5);
order("week/b.json", 50);
order("week/c.json", 500, "FR");
file("week/order.asl.json", ORDER.definition);

const replay = (...args: string[]) => asl(["replay", ...args]);

describe("asl replay", () => {
  it("says that a history is the same on the definition that ran", async () => {
    const { code, stdout, stderr } = await replay("history.json", "-d", "order.asl.json");
    expect([code, stdout, stderr]).toEqual([0, "✓ history.json: same\n", ""]);
  });

  it("takes the definition that stands beside the events", async () => {
    expect(await replay("own.json")).toMatchObject({ code: 0, stdout: "✓ own.json: same\n" });
  });

  it("says where an edited definition parts, why, and shows how", async () => {
    const { code, stdout } = await replay("history.json", "-d", "abroad.asl.json");
    expect(code).toBe(1);
    expect(stdout).toContain(
      "≠ history.json: diverged at event 4: Choice rule 2 now matches in Route: state Abroad is entered instead of Domestic\n",
    );
    expect(stdout).toContain("recorded  SUCCEEDED\nreplayed  SUCCEEDED\n");
    expect(stdout).toContain("- PassStateEntered Domestic\n- PassStateExited Domestic\n+ PassStateEntered Abroad\n");
    expect(stdout).toContain("-     postage: 5\n+     postage: 20\n");
  });

  it("stops at a result that was never recorded, and shows what was asked for", async () => {
    const { code, stdout } = await replay("history.json", "-d", "again.asl.json");
    expect(code).toBe(4);
    expect(stdout).toContain(
      "needs a result that was never recorded: Notify (visit 1, attempt 2): it was not recorded",
    );
    expect(stdout).toContain("needed    Notify\nresource  arn:aws:states:::lambda:invoke\nsent      {");
  });

  it("goes on with answers, or with the nearest recording", async () => {
    const answered = await replay("history.json", "-d", "again.asl.json", "--answers", "answers.yaml");
    expect(answered).toMatchObject({ code: 1, stdout: expect.stringContaining("the answers gave one.") });
    const nearest = await replay("history.json", "-d", "again.asl.json", "--missing", "nearest");
    expect(nearest).toMatchObject({ code: 1, stdout: expect.stringContaining("the nearest recording was taken.") });
  });

  it("asks, offers the nearest, and takes JSON, errors, Enter and stop", async () => {
    const ask = (stdin: string) =>
      asl(["replay", "history.json", "-d", "again.asl.json", "--missing", "ask"], { stdin });
    const answered = await ask('nonsense\n{"ok": true}\n');
    expect(answered.stderr).toContain("nearest   error Unreachable no address");
    expect(answered.stderr).toContain("This is no JSON.");
    expect(answered).toMatchObject({ code: 1, stdout: expect.stringContaining("one was given when asked") });
    expect(await ask("\n")).toMatchObject({ code: 1 });
    expect(await ask("error Unreachable gone\n")).toMatchObject({ code: 1 });
    expect(await ask("stop\n")).toMatchObject({ code: 4 });
    expect(await ask("")).toMatchObject({ code: 4 });
  });

  it("makes a table of many, and a summary", async () => {
    const { code, stdout } = await replay("week", "cut.json", "-d", "abroad.asl.json");
    expect(code).toBe(1);
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/^≠ week\/a\.json +different path +event 4: no Choice rule matches any more in Route/),
      expect.stringMatching(/^≠ week\/b\.json +different path +event 4: Choice rule 2 now matches in Route/),
      "✓ week/c.json  same",
      expect.stringMatching(/^! cut\.json +cannot be read +its JSON is damaged or breaks off$/),
      "",
      "4 histories: 1 same, 2 different path, 1 cannot be read",
      "",
    ]);
  });

  it("does not call a first page the same", async () => {
    file("page.json", JSON.stringify({ events: events.slice(0, 12), nextToken: "AAAA" }));
    const { code, stdout } = await replay("page.json", "-d", "order.asl.json");
    expect([code, stdout]).toEqual([
      4,
      expect.stringMatching(/^\? page\.json: same so far: the history ends after event 12/),
    ]);
    const table = await replay("page.json", "week/c.json", "-d", "order.asl.json");
    expect(table.code).toBe(4);
    expect(table.stdout).toContain("2 histories: 1 same, 1 same so far");
  });

  it("shows what differs in each where that is wanted", async () => {
    const { stdout } = await replay("week", "-d", "abroad.asl.json", "--diff");
    expect(stdout.match(/--- recorded/g)).toHaveLength(2);
  });

  it("ends with the worst: a divergence, a needed result, a history that cannot be read", async () => {
    const code = async (...args: string[]) => (await replay(...args)).code;
    expect(await code("week/*.json", "-d", "order.asl.json")).toBe(0);
    expect(await code("week/*.json", "cut.json", "-d", "order.asl.json")).toBe(2);
    expect(await code("week/*.json", "cut.json", "-d", "again.asl.json")).toBe(4);
    expect(await code("week/*.json", "cut.json", "-d", "strict.asl.json")).toBe(1);
  });

  it("reads the executions of a log one by one", async () => {
    const record = (name: string) =>
      eventsOf(ORDER).map((event) => {
        const details = Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1] ?? {};
        const { id, type, previousEventId, timestamp } = event;
        const arn = `arn:aws:states:eu-west-1:123456789012:execution:Orders:${name}`;
        const times = { previous_event_id: `${previousEventId}`, event_timestamp: `${Math.round(timestamp * 1000)}` };
        return JSON.stringify({ id: `${id}`, type, details, ...times, execution_arn: arn });
      });
    file("orders.log", [...record("one"), ...record("two")].join("\n"));
    const { code, stdout } = await replay("orders.log", "-d", "order.asl.json");
    expect([code, stdout]).toEqual([0, "✓ orders.log#one  same\n✓ orders.log#two  same\n\n2 histories: 2 same\n"]);
  });

  it("prints one object for machines", async () => {
    const { code, stdout } = await replay("history.json", "cut.json", "-d", "again.asl.json", "--json");
    expect(code).toBe(4);
    const { histories, summary } = JSON.parse(stdout);
    expect(summary).toMatchObject({ same: 0, "needs a result": 1, "cannot be read": 1 });
    expect(histories[0]).toMatchObject({
      file: "history.json",
      verdict: "needs-result",
      change: "needs a result",
      event: 18,
      needed: { state: "Notify", visit: 1, attempt: 2, lack: "call", nearest: { event: 15, error: "Unreachable" } },
      recorded: { status: "SUCCEEDED", output: {}, error: null, cause: null },
      replayed: { status: "RUNNING" },
    });
    expect(histories[0].diff).toContain("- TaskStateExited Notify");
    expect(histories[1]).toEqual({
      ...{ file: "cut.json", executionArn: null, verdict: "unreadable", change: "cannot be read" },
      text: "its JSON is damaged or breaks off",
      hint: "Was it saved whole? A page that is cut off cannot be read.",
    });
  });

  it("knows no colours where NO_COLOR is set, and some where they are forced", async () => {
    const painted = await asl(["replay", "history.json", "-d", "abroad.asl.json"], { env: { FORCE_COLOR: "1" } });
    expect(painted.stdout).toContain("\u001b[");
    const plain = await asl(["replay", "history.json", "-d", "abroad.asl.json"], {
      env: { FORCE_COLOR: "1", NO_COLOR: "1" },
    });
    expect(plain.stdout).not.toContain("\u001b[");
  });

  it("reads standard input", async () => {
    const stdin = JSON.stringify({ events });
    expect(await asl(["replay", "-", "-d", "order.asl.json"], { stdin })).toMatchObject({
      code: 0,
      stdout: "✓ standard input: same\n",
    });
  });

  it.each<[string, string[], number, string]>([
    ["nothing", [], 2, "missing required argument 'histories'"],
    ["a history without a definition", ["history.json"], 2, "the history does not hold the definition that ran"],
    ["what is not there", ["gone.json", "-d", "order.asl.json"], 2, "there is no file or folder gone.json"],
    [
      "what breaks off",
      ["cut.json", "-d", "order.asl.json"],
      2,
      "cannot replay cut.json: its JSON is damaged or breaks off",
    ],
    ["an event that is missing", ["gap.json", "-d", "order.asl.json"], 2, "cannot replay gap.json: event 7 is missing"],
    [
      "another machine",
      ["history.json", "-d", "other.asl.json"],
      2,
      "it is the history of another state machine: it enters Route",
    ],
    ["a definition that is not valid", ["history.json", "-d", "invalid.asl.json"], 3, "error:"],
    ["no such definition", ["history.json", "-d", "gone.asl.json"], 3, "there is no file gone.asl.json"],
    [
      "no such policy",
      ["history.json", "-d", "order.asl.json", "--missing", "guess"],
      2,
      "--missing guess is none of stop",
    ],
    [
      "answers for no state",
      ["history.json", "-d", "other.asl.json", "-a", "answers.yaml"],
      2,
      'no Task state "Notify"',
    ],
    ["a folder without histories", ["empty"], 2, "no histories were found"],
  ])("refuses %s", async (_, args, exitCode, message) => {
    mkdirSync(join(path, "empty"), { recursive: true });
    const { code, stderr } = await replay(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(exitCode);
  });
});
