import { expect, it } from "vitest";
import type { JsonObject } from "../../packages/asl-core/src/json.js";
import { Opened } from "../../packages/asl-viewer/src/controllers/opened.js";
import type { Comparable } from "../../packages/asl-viewer/src/elements/comparison/comparison-view.js";
import { openText } from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf } from "./history.js";
import { machine, order, pass } from "./machines.js";

const version = (name: string): JsonObject => machine({ [name]: pass() });
const definition = (name: string) => [JSON.stringify(version(name)), `${name}.asl.json`] as const;
const run = (of: JsonObject, name: string) => [historyOf(of, { total: 200, retry: false, lines: [1] }), name] as const;

/** What is noted of files that are opened at once. */
async function noted(files: readonly (readonly [text: string, name: string])[]): Promise<readonly string[]> {
  const { ComparisonView } = await import("../../packages/asl-viewer/src/elements/comparison/comparison-view.js");
  const opened = new Opened();
  const host = { opened, addController() {}, requestUpdate() {} } as unknown as Comparable;
  const view = new ComparisonView(host);
  view.together();
  for (const [text, name] of files) {
    const found = await openText(text, name);
    if (!(await view.take(found, name))) await opened.open(found, name);
  }
  view.end();
  return view.notes;
}

it.each<[string, (readonly [string, string])[], string[]]>([
  ["one definition", [definition("A")], []],
  ["two definitions, which are compared", [definition("A"), definition("B")], []],
  [
    "three definitions",
    [definition("A"), definition("B"), definition("C")],
    ["Of the definitions C.asl.json is shown. Not shown: A.asl.json, B.asl.json."],
  ],
  [
    "two definitions and a run of the second",
    [definition("A"), definition("B"), run(version("B"), "b.json")],
    ["Of the definitions B.asl.json is shown. Not shown: A.asl.json."],
  ],
  [
    "two definitions and a run of neither",
    [definition("A"), definition("B"), run(order, "order.json")],
    ["No definition that was given is shown. Not shown: A.asl.json, B.asl.json."],
  ],
])("says which are not shown of files that are opened at once: %s", async (_, files, notes) => {
  expect(await noted(files)).toEqual(notes);
});
