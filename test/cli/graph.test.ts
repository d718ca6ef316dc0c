import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { built, workFolder } from "../support/asl.js";
import { machine, order, pass } from "../viewer/machines.js";

vi.setConfig({ testTimeout: 60_000 });

const { file, asl, path } = workFolder();
const written = (name: string): string => readFileSync(join(path, name), "utf8");

beforeAll(async () => {
  await built();
  file("order.asl.json", order);
  file("new.asl.json", { ...order, States: { ...(order.States as object), Extra: pass() } });
}, 240_000);

describe("asl graph", () => {
  it("draws SVG to standard output", async () => {
    const { code, stdout, stderr } = await asl(["graph", "order.asl.json"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^<svg xmlns.*data-state-path="Pack › branch 1 › Bill".*<\/svg>\n$/s);
    expect(stdout).toContain('aria-label="order.asl.json"');
  });

  it("gives the same bytes every time", async () => {
    const twice = await Promise.all([asl(["graph", "order.asl.json"]), asl(["graph", "order.asl.json"])]);
    expect(twice[0].stdout).toBe(twice[1].stdout);
  });

  it.each([
    ["order.html", "<!doctype html>"],
    ["deep/er/order.mmd", "flowchart TB"],
    ["order.dot", "digraph machine {"],
    ["order.svg", "<svg "],
  ])("tells the format by the ending of %s", async (name, beginning) => {
    expect(await asl(["graph", "order.asl.json", "--output", name])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(written(name).startsWith(beginning)).toBe(true);
  });

  it("draws PNG, twice as large or as told", async () => {
    const size = async (...args: string[]): Promise<number[]> => {
      expect(await asl(["graph", "order.asl.json", "--output", "order.png", ...args])).toMatchObject({
        code: 0,
        stderr: "",
      });
      const bytes = readFileSync(join(path, "order.png"));
      expect(bytes.subarray(1, 4).toString()).toBe("PNG");
      return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    };
    const [width, height] = await size("--scale", "1", "--theme", "dark");
    expect(await size()).toEqual([2 * width, 2 * height]);
    const { code, stderr } = await asl(["graph", "order.asl.json", "--format", "png"]);
    expect(code).toBe(2);
    expect(stderr).toContain("a PNG is no text for a terminal");
  });

  it("takes direction, theme and what to fold", async () => {
    const args = ["--direction", "right", "--theme", "dark", "--fold", "Pack", "--fold", "Ship each"];
    const { stdout } = await asl(["graph", "order.asl.json", ...args]);
    const [, width, height] = stdout.match(/width="(\d+)" height="(\d+)"/)!.map(Number);
    expect(width).toBeGreaterThan(height);
    expect(stdout).not.toContain("Bill");
    expect(stdout).not.toContain("var(");
    const all = await asl(["graph", "order.asl.json", "--fold", "all", "--format", "mermaid"]);
    expect(all.stdout).not.toContain("subgraph");
  });

  it("draws two definitions as one", async () => {
    const { code, stdout, stderr } = await asl([
      "graph",
      "--diff",
      "order.asl.json",
      "new.asl.json",
      "--format",
      "html",
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain("note: 2 differences\n");
    expect(stdout).toContain("<li>added Extra</li>");
    const same = await asl(["graph", "--diff", "order.asl.json", "order.asl.json", "--format", "dot"]);
    expect(same.stderr).toBe("note: nothing differs\n");
  });

  it("draws machines in templates", async () => {
    file("template.json", {
      AWSTemplateFormatVersion: "2010-09-09",
      Resources: {
        One: { Type: "AWS::StepFunctions::StateMachine", Properties: { Definition: order } },
        Two: { Type: "AWS::StepFunctions::StateMachine", Properties: { Definition: machine({ A: pass() }) } },
      },
    });
    expect((await asl(["graph", "template.json#Two", "--format", "mermaid"])).stdout).toContain('["A"]');
    const { code, stderr } = await asl(["graph", "template.json"]);
    expect(code).toBe(2);
    expect(stderr).toContain("asl graph template.json#One");
  });

  it("draws definitions with mistakes, and says so", async () => {
    file("wrong.asl.json", machine({ A: pass("B") }));
    const { code, stdout, stderr } = await asl(["graph", "wrong.asl.json", "--format", "mermaid"]);
    expect(code).toBe(0);
    expect(stdout).toContain('["B"]');
    expect(stderr).toMatch(/^note: wrong.asl.json has \d errors?: asl validate wrong.asl.json\n$/);
  });

  it.each([
    [["graph", "order.asl.json", "order.asl.json"], 2, "name one definition"],
    [["graph", "--diff", "order.asl.json"], 2, "--diff takes two definitions"],
    [["graph", "order.asl.json", "--format", "gif"], 2, "--format gif is none of svg, png, mermaid, html, dot"],
    [["graph", "order.asl.json", "--direction", "up"], 2, "--direction up is none of down, right"],
    [["graph", "order.asl.json", "--theme", "blue"], 2, "--theme blue"],
    [["graph", "order.asl.json", "--scale", "9"], 2, "--scale 9 is no number from 0.1 to 4"],
    [["graph", "order.asl.json", "--fold", "Check"], 2, 'there is no Parallel or Map "Check"'],
    [["graph", "missing.asl.json"], 3, "there is no file missing.asl.json"],
  ])("ends %j with %i", async (args, code, text) => {
    const called = await asl(args);
    expect(called.code).toBe(code);
    expect(called.stderr).toContain(text);
    expect(called.stdout).toBe("");
  });

  it.each(["not json", "[]", "7", ""])("refuses %j", async (text) => {
    file("bad.asl.json", text);
    expect((await asl(["graph", "bad.asl.json"])).code).toBe(3);
  });

  it("ships with the licence of what lays its pictures out", () => {
    expect(readFileSync(join(root, "packages/asl-cli/dist/THIRD-PARTY-LICENSES.md"), "utf8")).toMatch(
      /## elkjs.*EPL-2\.0/,
    );
  });
});
