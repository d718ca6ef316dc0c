import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { viewCommand } from "../../packages/asl-cli/src/commands/view.js";
import { comparedDefinition } from "../../packages/asl-cli/src/ui/files.js";

const folder = mkdtempSync(join(tmpdir(), "asl-compared-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);
mkdirSync(path("old"));
const text = JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", End: true } } });
for (const name of ["order.asl.json", "old/order.asl.json", "first.asl.json"]) writeFileSync(path(name), text);

describe("asl view --compare", () => {
  it("gives the page the older version, under a name of its own", async () => {
    const other = { name: "order.asl.json", text, kind: "definition" } as const;
    const named = await comparedDefinition(path("first.asl.json"), undefined, other);
    expect(named).toEqual({ name: "first.asl.json", text, kind: "definition", compared: true });
    const alike = await comparedDefinition(path("old/order.asl.json"), undefined, other);
    expect(alike.name).toMatch(/old.order\.asl\.json$/);
  });

  it.each([
    ["no definition", undefined, { compare: "order.asl.json", history: "run.json" }, /name the new one/],
    [
      "an execution",
      path("order.asl.json"),
      { compare: "order.asl.json", history: "run.json" },
      /--history an execution/,
    ],
  ])("is refused with %s", async (_, definition, options, message) => {
    await expect(viewCommand(definition, { open: false, ...options })).rejects.toThrow(message);
  });

  it("says that the older version cannot be read", async () => {
    const viewing = viewCommand(path("order.asl.json"), { open: false, compare: path("absent.asl.json") });
    await expect(viewing).rejects.toThrow(/absent\.asl\.json/);
  });
});
