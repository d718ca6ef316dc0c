import { describe, expect, it } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { openText, runOf, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import {
  sortedTable,
  stateTable,
  type TableRow,
  visitTable,
} from "../../packages/asl-viewer/src/timeline/run-table.js";
import { historyOf } from "./history.js";
import { catching, machine, pass, task } from "./machines.js";

const retried = machine({
  Charge: task("Each", { Retry: [{ ErrorEquals: ["Busy"], MaxAttempts: 3 }] }),
  Each: {
    Type: "Map",
    ItemsPath: "$.items",
    MaxConcurrency: 1,
    ItemProcessor: machine({ Ship: task("Note", catching("Note", "Lost")), Note: pass() }),
    Next: "Close",
  },
  Close: task(undefined),
});
const items = { items: [1, 2] as Json[] };
const { histories } = await openText(
  historyOf(retried, items, { Charge: ["Busy", items], Ship: ["Lost", 1], Close: ["Shut"] }),
);
const timeline = new Timeline(runOf(histories[0], retried));
const brief = ({ name, depth, status, visits, tries, error }: TableRow): string =>
  `${" ".repeat(depth)}${name} ${status} ${visits} ${tries} ${error}`.trimEnd();

describe("a run as a table", () => {
  it("has every state, those inside behind their container, with visits, tries and errors", () => {
    expect(stateTable(timeline, timeline.length).map(brief)).toEqual([
      "Charge retried 1 2 Busy",
      "Each succeeded 1 1",
      " Ship succeeded 2 2 Lost",
      " Note succeeded 2 0",
      "Close failed 1 1 Shut",
    ]);
  });

  it("knows at the cursor only what has happened by then", () => {
    expect(stateTable(timeline, 5).map(brief).slice(0, 2)).toEqual(["Charge waiting 1 1 Busy", "Each unreached 0 0"]);
    expect(stateTable(timeline, 0).every(({ visit, start }) => visit === undefined && start === undefined)).toBe(true);
  });

  it("has times in all, and without what went on inside", () => {
    const [charge, each, ship] = stateTable(timeline, timeline.length);
    expect([charge.start, charge.total, charge.own]).toEqual([0, 2500, 2500]);
    expect([each.start, each.total, each.own]).toEqual([2500, 1500, 0]);
    expect([ship.total, ship.own]).toEqual([1500, 1500]);
  });

  it("has every visit in order, also those that come later; or those of one state", () => {
    expect(visitTable(timeline, timeline.length).map(({ name }) => name)).toEqual([
      "Charge",
      "Each",
      "Ship",
      "Note",
      "Ship",
      "Note",
      "Close",
    ]);
    const ship = timeline.run.outline.nodes.findIndex(({ name }) => name === "Ship");
    expect(visitTable(timeline, 5, ship).map(brief)).toEqual([" Ship unreached 0 0", " Ship unreached 0 0"]);
    expect(visitTable(timeline, timeline.length, ship).map(({ status }) => status)).toEqual(["caught", "succeeded"]);
  });

  it.each<["status" | "total" | "name" | "error", boolean, string[]]>([
    ["status", false, ["Close", "Charge", "Each", "Ship", "Note"]],
    ["total", true, ["Charge", "Each", "Ship", "Note", "Close"]],
    ["name", false, ["Charge", "Close", "Each", "Note", "Ship"]],
    ["error", false, ["Charge", "Ship", "Close", "Each", "Note"]],
    ["error", true, ["Close", "Ship", "Charge", "Each", "Note"]],
  ])("is sorted by %s, descending %s, what has nothing there last", (by, descending, names) => {
    const sorted = sortedTable(stateTable(timeline, timeline.length), by, descending);
    const last = by === "total" ? names.slice(0, 3) : names;
    expect(sorted.map(({ name }) => name).slice(0, last.length)).toEqual(last);
  });
});
