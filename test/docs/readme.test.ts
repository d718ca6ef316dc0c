import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draw, pictures, screen } from "../../scripts/terminal-picture.mjs";
import { root } from "../../scripts/workspace.mjs";
import { browserPath, launch } from "../support/browser.js";
import { buildAll } from "../support/tarballs.js";
import { type Block, blocksOf, textOf } from "./blocks.js";

/** Documents whose every block is tested. */
const DOCUMENTS = [
  "README.md",
  "docs/running.md",
  "docs/coverage.md",
  "docs/testing.md",
  "docs/testing-files.md",
  "docs/testing-state.md",
  "docs/recording.md",
  "docs/replaying.md",
  "docs/debugging.md",
  "docs/debugging-commands.md",
  "docs/validating.md",
  "docs/graph.md",
  "docs/architecture.md",
  "packages/asl-core/README.md",
  "packages/asl-cli/README.md",
];
const PURPOSES = /^(run|root|output|page|elsewhere|file=\S+)$/;
const ORIGIN = "http://asl.test";

const chromium = browserPath();
const folders = DOCUMENTS.map((document) => ({ document, folder: mkdtempSync(join(tmpdir(), "asl-docs-")) }));

beforeAll(() => {
  buildAll();
  for (const { folder } of folders) furnish(folder);
}, 240_000);
afterAll(() => folders.forEach(({ folder }) => void rmSync(folder, { recursive: true, force: true })));

/** A folder as a reader has it: the examples, `asl` as a command, and asl-core, vitest and fast-check installed. */
function furnish(folder: string): void {
  cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
  mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
  for (const name of ["asl-core", "asl-viewer"])
    symlinkSync(join(root, "packages", name), join(folder, "node_modules", name), "dir");
  for (const name of ["vitest", "fast-check"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "dir");
  symlinkSync(join(root, "node_modules/.bin/vitest"), join(folder, "node_modules/.bin/vitest"));
  const asl = join(folder, "node_modules/.bin/asl");
  writeFileSync(asl, `#!/bin/sh\nexec "${process.execPath}" "${root}/packages/asl-cli/dist/asl.js" "$@"\n`);
  chmodSync(asl, 0o755);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Runs a block's commands; the last may announce its exit code: `asl run … # exit code 4`. */
function perform({ text, document, line }: Block, folder: string): string {
  const { NO_COLOR: _, FORCE_COLOR: __, ...clean } = process.env;
  const path = [join(folder, "node_modules/.bin"), dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { ...clean, PATH: path, COLUMNS: "100" };
  const { status, stdout } = spawnSync("sh", ["-e", "-c", `exec 2>&1\n${text}`], {
    cwd: folder,
    env,
    encoding: "utf8",
    timeout: 30_000,
  });
  const expected = Number(/# exit code (\d+)\s*$/.exec(text)?.[1] ?? 0);
  expect(`exit code ${status}\n${status === expected ? "" : stdout}`, `${document}:${line}`).toBe(
    `exit code ${expected}\n`,
  );
  return stdout;
}

/** The time a run really took differs from run to run. */
const timeless = (text: string): string => text.replace(/[\d.]+m?s in reality/g, "… in reality").trim();

const windows = process.platform === "win32";
if (windows) console.warn("SKIPPED: the commands of the documents: they are written for a POSIX shell");

describe.skipIf(windows).each(folders)("$document", ({ document, folder }) => {
  const blocks = blocksOf(document);

  it("says of every block how it is tested", () => {
    const unmarked = blocks.filter(({ purpose }) => !PURPOSES.test(purpose));
    expect(unmarked.map(({ line }) => `${document}:${line}`)).toEqual([]);
  });

  it("holds commands that do what it says they do", () => {
    let printed = "";
    for (const block of blocks) {
      const [purpose, name] = block.purpose.split("=");
      if (purpose === "file") write(join(folder, name), block.text);
      if (purpose === "run") printed = perform(block, folder);
      if (purpose === "root") printed = perform(block, root);
      if (purpose === "output") expect(timeless(printed), `${document}:${block.line}`).toBe(timeless(block.text));
    }
  }, 60_000);
});

describe("README.md", () => {
  it.skipIf(chromium === undefined)(
    "holds a page that works in a browser",
    async () => {
      const page = blocksOf("README.md").find(({ purpose }) => purpose === "page") as Block;
      const browser = await launch(chromium as string);
      try {
        const tab = await browser.newPage();
        await tab.route(`${ORIGIN}/**`, (route) => {
          const path = new URL(route.request().url()).pathname;
          if (path === "/") return route.fulfill({ contentType: "text/html", body: page.text });
          const contentType = extname(path) === ".js" ? "text/javascript" : "text/plain";
          const file = join(folders[0].folder, path);
          if (!existsSync(file)) return route.fulfill({ status: 404 });
          return route.fulfill({ contentType, body: readFileSync(file) });
        });
        await tab.goto(`${ORIGIN}/`);
        await tab.waitForFunction("document.body.textContent.includes('SUCCEEDED')", undefined, { timeout: 20_000 });
        expect(((await tab.textContent("body")) ?? "").trim()).toBe('SUCCEEDED {"text":"Hello Ada"}');
      } finally {
        await browser.close();
      }
    },
    60_000,
  );

  it.each(pictures)(
    "$file shows what asl prints today: `node scripts/terminal-picture.mjs` draws it anew",
    (picture) => {
      const lasting = (svg: string) => svg.replace(/<text[^>]*>[^<]*in reality\)?<\/text>/, "…");
      expect(lasting(textOf(picture.file))).toBe(lasting(draw(screen(picture), picture.title)));
    },
  );

  it("starts the demonstration with npm start", () => {
    const { status, stdout } = spawnSync("npm", ["start"], { cwd: root, encoding: "utf8", timeout: 100_000 });
    expect(stdout).toContain("SUCCEEDED");
    expect(status).toBe(0);
  }, 120_000);
});

describe.each([
  ["run", "docs/running.md"],
  ["coverage", "docs/coverage.md"],
  ["validate", "docs/validating.md"],
  ["test", "docs/testing-files.md"],
  ["test-state", "docs/testing-state.md"],
  ["record", "docs/recording.md"],
  ["debug", "docs/debugging-commands.md"],
  ["replay", "docs/replaying.md"],
])("asl %s in %s", (name, document) => {
  const [command, help] = blocksOf(document);

  it("begins with its help word for word", () => {
    expect(command).toMatchObject({ purpose: "run", text: `asl ${name} --help\n` });
    expect(help.purpose).toBe("output");
  });

  it("speaks of every option", () => {
    const options = [...help.text.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option);
    const prose = textOf(document).replace(help.text, "");
    expect(options.filter((option) => option !== "--help" && !prose.includes(`\`${option}`))).toEqual([]);
  });
});
