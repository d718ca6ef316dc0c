import { beforeAll, describe, expect, it, vi } from "vitest";
import type { MachineReport } from "../../packages/asl-cli/src/coverage/machine-report.js";
import { marksOf } from "../../packages/asl-cli/src/coverage/marks.js";
import type { picture as Picture } from "../../packages/asl-cli/src/coverage/picture.js";
import { compileDefinition, type JsonObject, readText } from "../../packages/asl-core/src/index.js";
import { itemsOf, summaryOf } from "../../packages/asl-core/src/testing/coverage/index.js";
import { built } from "../support/asl.js";
import { machine, pass } from "../viewer/machines.js";

let picture: typeof Picture;

/** It imports what draws as it is built. */
beforeAll(async () => {
  await built();
  ({ picture } = await import("../../packages/asl-cli/src/coverage/picture.js"));
}, 240_000);

const CHOICE: JsonObject = {
  Type: "Choice",
  Choices: [
    { Not: { Variable: "$.a", IsNull: true }, Next: "B" },
    { Variable: "$.b", IsNull: true, Next: "B" },
  ],
  Default: "B",
};

/** The report of a machine of which a run has covered what these texts name. */
function reportOf(definition: ReturnType<typeof machine>, isCovered: (text: string) => boolean): MachineReport {
  const read = readText(JSON.stringify(definition), { format: "json" });
  const compiled = compileDefinition(definition);
  const { list } = itemsOf(compiled);
  const items = list.map((item) => ({
    ...item,
    covered: isCovered(`${item.path} ${item.text} ${item.outcome}`),
    range: undefined,
  }));
  const summary = summaryOf(list, new Set());
  return { file: null, name: "a <machine>", machine: compiled, read, items, summary, notes: [] };
}

describe("the picture of coverage", () => {
  it("gives way to a note where it cannot be drawn", async () => {
    const failing = () => Promise.reject(new Error("no room for <b>"));
    const html = await picture(
      reportOf(machine({ A: pass() }), () => true),
      failing,
    );
    expect(html).toBe('<p class="note">a &lt;machine&gt; could not be drawn: no room for &lt;b&gt;</p>');
  });

  it("is not tried of machines with very many states", async () => {
    const layout = vi.fn();
    const states = Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`S${i}`, pass()]));
    const html = await picture(
      reportOf(machine(states), () => true),
      layout,
    );
    expect(html).toContain("has 501 states, too many");
    expect(layout).not.toHaveBeenCalled();
  });

  it.each([
    ["never", () => false, "none", "rule 0: not ($.a IsNull true) never taken"],
    [
      "always",
      (text: string) => /(?<! not) taken$/.test(text),
      "partly",
      "rule 0: not ($.a IsNull true) never passed over",
    ],
    ["partly", (text: string) => !/ true$/.test(text), "partly", "$.a IsNull true never true"],
    [undefined, () => true, "full", "covered"],
  ] as const)("says %s on a rule of which that is so", (word, isCovered, reach, note) => {
    const { edgeMarks, words } = marksOf(reportOf(machine({ A: CHOICE, B: pass() }), isCovered));
    const id = "/States/A choice 0";
    expect(words.get(id)).toBe(word);
    expect(edgeMarks.get(id)?.reach).toBe(reach);
    expect(edgeMarks.get(id)?.note).toContain(note);
    expect(words.get("/States/A default")).toBe(word === "never" ? "never" : undefined);
  });

  it("tells of the machine's own timeout where the machine begins", () => {
    const { nodeMarks } = marksOf(reportOf({ ...machine({ A: pass() }), TimeoutSeconds: 9 }, () => false));
    expect(nodeMarks.get("start")).toEqual({ note: "TimeoutSeconds never timed out" });
    expect(nodeMarks.get("/States/A")).toMatchObject({ reach: "none", note: "never entered" });
  });
});
