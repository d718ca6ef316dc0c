import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { buildAll } from "../support/tarballs.js";

const EPL = "Eclipse Public License - v 2.0";
const read = (file: string): string => readFileSync(join(root, "packages", file), "utf8");

/** Which notices a script of the application comes with, and what stands in them. */
const SCRIPTS: Readonly<Record<string, readonly [notices: string, ...names: string[]]>> = {
  "app.js": ["app-LICENSES.md", "lit", "lit-html"],
  "rest.js": ["app-LICENSES.md", "lit"],
  "asides.js": ["app-LICENSES.md", "lit"],
  "example.js": ["app-LICENSES.md"],
  "elk-api.js": ["app-LICENSES.md", EPL],
  "elements.js": ["elements-LICENSES.md", "lit", "lit-html"],
  "elk-main.js": ["ELKJS-LICENSE.md", EPL],
  "elk-worker.js": ["ELKJS-LICENSE.md", EPL],
  "formats.js": ["formats-LICENSES.md", "yaml"],
  "machine.js": ["machine-LICENSES.md", "chevrotain", "jsonata", "json-rpc-2.0"],
  "page.js": ["page.js", EPL, "lit-html", "chevrotain"],
  "reader-worker.js": ["reader-worker-LICENSES.md"],
};

beforeAll(() => buildAll(), 240_000);

describe("the folder of the application", () => {
  const app = "asl-viewer/dist/app";

  it("holds scripts with notices, and no declarations", () => {
    const files = readdirSync(join(root, "packages", app));
    const scripts = files.filter((file) => file.endsWith(".js"));
    expect(scripts).toEqual(expect.arrayContaining(Object.keys(SCRIPTS)));
    for (const file of scripts) expect(files).toContain(SCRIPTS[file]?.[0] ?? file.replace(".js", "-LICENSES.md"));
    expect(files.filter((file) => file.endsWith(".d.ts"))).toEqual([]);
  });

  it.each(Object.entries(SCRIPTS))("tells whose work is in %s", (_, [notices, ...names]) => {
    const text = read(`${app}/${notices}`);
    for (const name of names) expect(text).toContain(name);
  });
});

describe("the library of elements", () => {
  it("holds no work of others: they stay imports", () => {
    const scripts = readdirSync(join(root, "packages/asl-viewer/dist"), { recursive: true, encoding: "utf8" });
    const own = scripts.filter((file) => file.endsWith(".js") && !file.startsWith("app"));
    for (const file of own) expect(read(`asl-viewer/dist/${file}`)).not.toMatch(/@license|SPDX-License-Identifier/);
  });

  it("comes with its manifest", () => {
    expect(JSON.parse(read("asl-viewer/dist/custom-elements.json")).schemaVersion).toBe("1.0.0");
  });
});

describe("the command line", () => {
  it("tells whose work is in it", () => {
    const text = read("asl-cli/dist/THIRD-PARTY-LICENSES.md");
    for (const name of ["commander", "chevrotain", "jsonata", "elkjs", EPL]) expect(text).toContain(name);
  });

  it("brings the notices of the application along, where it brings the application", () => {
    const folder = join(root, "packages/asl-cli/dist/app");
    if (existsSync(folder))
      expect(readdirSync(folder)).toEqual(expect.arrayContaining(["ELKJS-LICENSE.md", "app-LICENSES.md"]));
  });
});
