import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readJson, root } from "../../scripts/workspace.mjs";
import { importedPackages } from "../support/source-files.js";
import { buildAll, installed, installTarballs, pack, type Tarball } from "../support/tarballs.js";

const DEFINITION = {
  StartAt: "Order",
  States: {
    Order: { Type: "Pass", Parameters: { "total.$": "States.MathAdd($.price, $.shipping)" }, Next: "Dear" },
    Dear: {
      Type: "Choice",
      Choices: [{ Variable: "$.total", NumericGreaterThan: 100, Next: "Refused" }],
      Default: "Rest",
    },
    Rest: { Type: "Wait", Seconds: 86400, Next: "Done" },
    Done: { Type: "Succeed" },
    Refused: { Type: "Fail", Error: "TooDear" },
  },
};

/** Processes are started, which takes its time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "asl-pack-"));
const dist = (name: string): string => join(folder, "node_modules", name, "dist");
const tarballs: Record<string, Tarball> = {};

function asl(...args: string[]): { code: number | null; text: string } {
  const bin = join(folder, "node_modules", ".bin", process.platform === "win32" ? "asl.cmd" : "asl");
  const { status, stdout, stderr } = spawnSync(bin, args, {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  return { code: status, text: stdout + stderr };
}

beforeAll(() => {
  buildAll();
  for (const name of ["asl-core", "asl-cli"]) tarballs[name] = pack(name, folder);
  installTarballs(folder, Object.values(tarballs));
  writeFileSync(join(folder, "order.asl.json"), JSON.stringify(DEFINITION));
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(["asl-core", "asl-cli"])("the packed %s", (name) => {
  it("holds its build, its licenses and its description, and nothing else", () => {
    const outside = tarballs[name].files.filter((file) => !file.startsWith("dist/")).sort();
    const schema = name === "asl-cli" ? ["asl-test.schema.json"] : [];
    expect(outside).toEqual(["LICENSE", "README.md", ...schema, "package.json"]);
    expect(tarballs[name].files).toContain("dist/THIRD-PARTY-LICENSES.md");
  });

  it("needs no other package", () => {
    expect(Object.keys(readJson(`packages/${name}/package.json`).dependencies ?? {})).toEqual([]);
    // Scripts of the page run in browsers, where what elk would require in Node is not asked for.
    const packages = importedPackages(dist(name), true, "app/").filter((specifier) => !isBuiltin(specifier));
    expect(packages).toEqual([]);
  });
});

describe("the installed asl-core", () => {
  const exported: Record<string, unknown> = readJson("packages/asl-core/package.json").exports;
  const subpaths = Object.keys(exported).map((path) => path.replace(/^\./, "asl-core"));

  it("brings nothing along", () => {
    expect(installed(folder)).toEqual(["asl-cli", "asl-core"]);
  });

  it("imports nothing of Node", () => {
    expect(importedPackages(dist("asl-core"), false)).toEqual([]);
  });

  it("makes no code from text", () => {
    for (const file of tarballs["asl-core"].files.filter((path) => path.endsWith(".js")))
      expect(readFileSync(join(folder, "node_modules/asl-core", file), "utf8")).not.toMatch(
        /\bnew Function\(|[^.\w]eval\(/,
      );
  });

  it("exports every subpath of its package.json", () => {
    writeFileSync(join(folder, "all.mjs"), subpaths.map((path) => `import ${JSON.stringify(path)};`).join("\n"));
    execFileSync(process.execPath, ["all.mjs"], { cwd: folder });
  });

  it("declares its types completely", () => {
    const lines = subpaths.map((path) => `import * as ${path.replace(/\W/g, "_")} from ${JSON.stringify(path)};`);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: "es2023",
      lib: ["es2023"],
      module: "nodenext",
      types: [],
      paths: { vitest: ["./vitest.d.ts"] },
    };
    mkdirSync(join(folder, "types"), { recursive: true });
    writeFileSync(join(folder, "types/all.ts"), lines.join("\n"));
    writeFileSync(join(folder, "types/vitest.d.ts"), "export interface Matchers<T = any> { readonly of: T }\n");
    writeFileSync(join(folder, "types/tsconfig.json"), JSON.stringify({ compilerOptions }));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", "types"], { cwd: folder, encoding: "utf8" });
    expect(stdout).toBe("");
  });
});

describe("the installed asl", () => {
  it("tells its version", () => {
    expect(asl("--version")).toEqual({ code: 0, text: `${readJson("packages/asl-cli/package.json").version}\n` });
  });

  it("runs a machine to its end", () => {
    const { code, text } = asl("run", "order.asl.json", "--input", '{"price": 40, "shipping": 5}', "--json");
    expect(text).toContain("45");
    expect(code).toBe(0);
  });

  it("tells a failed execution by its exit code", () => {
    const { code, text } = asl("run", "order.asl.json", "--input", '{"price": 400, "shipping": 5}');
    expect(text).toContain("TooDear");
    expect(code).toBe(1);
  });

  it.skipIf(process.platform === "win32")("serves the viewer, and ends at Ctrl-C", async () => {
    const child = spawn(process.execPath, [join(dist("asl-cli"), "asl.js"), "view", "order.asl.json", "--no-open"], {
      cwd: folder,
    });
    const ended = new Promise((resolve) => child.on("close", resolve));
    const address = await new Promise<string>((resolve) => {
      let text = "";
      child.stdout.on("data", (part) => {
        text += part;
        if (text.includes("Ctrl-C")) resolve(/http[^#]+/.exec(text)![0]);
      });
    });
    const files = ["", "app.js", "machine.js", "elk-worker.js"].map(
      async (name) => (await fetch(address + name)).status,
    );
    expect(await Promise.all(files)).toEqual([200, 200, 200, 200]);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });
});
