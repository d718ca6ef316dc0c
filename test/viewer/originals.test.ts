import { describe, expect, it } from "vitest";
import { Opened } from "../../packages/asl-viewer/src/controllers/opened.js";
import { Originals } from "../../packages/asl-viewer/src/controllers/originals.js";
import { openText, remember } from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf } from "./history.js";
import { order } from "./machines.js";

const ARN = "arn:aws:states:eu-west-1:123456789012:execution:order:monday-7";
const { events } = JSON.parse(historyOf(order, { total: 200, retry: false, lines: [1] }));

/** What is opened of a file, and then given away. */
async function originals(value: object, name: string): Promise<Originals> {
  const opened = new Opened();
  for (const [text, file] of [
    [JSON.stringify(order), "order.asl.json"],
    [JSON.stringify(value), name],
  ])
    await opened.open(remember(await openText(text, file), text, file), file);
  return new Originals(opened);
}

describe("a run that is given away", () => {
  it.each<[string, object, string, string[]]>([
    ["its file's, whole", { events }, "mon.json", []],
    ["its file's, without secrets", { events }, "mon.json", ["token"]],
    ["its file's, of several executions", [{ events }, { events }], "mon.json", []],
    ["its execution's, without secrets", { executionArn: ARN, events }, "monday-7", ["token"]],
    ["its execution's, of several", [{ executionArn: ARN, events }, { events }], "monday-7", []],
  ])("keeps the name it is called by: %s", async (_, value, name, words) => {
    const given = await originals(value, "mon.json");
    expect((await given.files(words)).at(-1)?.name).toBe(name);
    expect((await given.whole(words))?.name).toBe(name);
  });

  it.each<[string, string[], boolean]>([
    ["holds", [], true],
    ["does not hold, without secrets,", ["token"], false],
  ])("%s the ARN of an execution that was chosen of several", async (_, words, holds) => {
    const given = await originals([{ executionArn: ARN, events }, { events }], "mon.json");
    for (const file of [(await given.files(words)).at(-1), await given.whole(words)])
      expect(file?.text.includes(ARN)).toBe(holds);
  });
});
