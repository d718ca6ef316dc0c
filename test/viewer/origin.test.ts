import { expect, it, vi } from "vitest";
import { historyOf, recordingOf } from "./history.js";
import { order } from "./machines.js";

/** The module as another script of the page has it. */
async function another(): Promise<typeof import("../../packages/asl-viewer/src/timeline/index.js")> {
  vi.resetModules();
  return import("../../packages/asl-viewer/src/timeline/index.js");
}

it.each([
  ["a definition", JSON.stringify(order)],
  ["a history", historyOf(order, {})],
  ["a recording", await recordingOf(order, {})],
])("finds in every script of a page where %s came from", async (_, text) => {
  const [one, other] = [await another(), await another()];
  const { kind, run, histories, definitions } = one.remember(await one.openText(text, "x.json"), text, "x.json");
  const found = run ?? histories[0] ?? definitions[0];
  expect(one.originOf).not.toBe(other.originOf);
  expect(other.originOf(found), kind).toMatchObject({ text, name: "x.json" });
  expect(other.originOf({ ...found })).toBeUndefined();
});
