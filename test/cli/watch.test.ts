import { spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { built, workFolder } from "../support/asl.js";
import { itUnless } from "../support/it-unless.js";

const { path } = workFolder();
beforeAll(built, 240_000);

const definition = (type: string): string => `{"StartAt":"A","States":{"A":{"Type":"${type}"}}}`;
const GOOD = definition("Succeed");
const BAD = definition("Succed");
const END = "Watching for changes; Ctrl-C ends.\n";

const running: (() => void)[] = [];
afterEach(() => running.splice(0).forEach((stop) => void stop()));

/** `asl validate --watch` in a folder of its own. */
function watching(name: string, files: Record<string, string>, args: string[]) {
  const folder = join(path, name);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) write(file, text);
  const asl = join(root, "packages/asl-cli/dist/asl.js");
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const child = spawn(process.execPath, [asl, "validate", "--watch", ...args], { cwd: folder, env });
  running.push(() => child.kill("SIGKILL"));
  let written = "";
  let taken = 0;
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (written += text));
  const closed = new Promise((resolve) => child.on("close", (code, signal) => resolve(signal ?? code)));
  return {
    folder,
    write,
    closed,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Stops reading after the first piece that comes, as `head` does. */
    leaveEarly: () => child.stdout.once("data", () => child.stdout.destroy()),
    /** Waits for what is written to standard error, which may come before or after the last line of its report. */
    says: (text: string) => expect.poll(() => written, { timeout: 15_000, interval: 20 }).toContain(text),
    /** The next report, without its last line. */
    async report(): Promise<string> {
      await expect.poll(() => written.indexOf(END, taken), { timeout: 15_000, interval: 20 }).toBeGreaterThanOrEqual(0);
      const end = written.indexOf(END, taken);
      const report = written.slice(taken, end);
      taken = end + END.length;
      return report;
    },
  };
}

describe("asl validate --watch", () => {
  it("checks again what is written, saved by renaming, deleted and made anew", async () => {
    const { write, report, folder } = watching("one", { "a.asl.json": GOOD, "b.asl.json": GOOD }, ["."]);
    expect(await report()).toContain("2 files, 2 machines: no errors");
    write("a.asl.json", BAD);
    expect(await report()).toMatch(/Changed: a\.asl\.json\n\na\.asl\.json:1:\d+: error[\s\S]*2 machines: 1 error/);
    write("a.tmp", GOOD);
    renameSync(join(folder, "a.tmp"), join(folder, "a.asl.json"));
    expect(await report()).toContain("2 files, 2 machines: no errors");
    rmSync(join(folder, "b.asl.json"));
    expect(await report()).toContain("1 file, 1 machine: no errors");
    write("deep/er/c.asl.json", BAD);
    expect(await report()).toContain("2 files, 2 machines: 1 error");
  }, 60_000);

  it("watches files that are named, saved by renaming, too", async () => {
    const { write, report, says, folder } = watching("named", { "a.asl.json": GOOD, "b.asl.json": BAD }, [
      "a.asl.json",
    ]);
    expect(await report()).toContain("1 file, 1 machine: no errors");
    for (const [text, expected] of [
      [BAD, "1 error"],
      [GOOD, "no errors"],
      [BAD, "1 error"],
    ]) {
      write("a.tmp", text);
      renameSync(join(folder, "a.tmp"), join(folder, "a.asl.json"));
      expect(await report()).toContain(`1 file, 1 machine: ${expected}`);
    }
    rmSync(join(folder, "a.asl.json"));
    await report();
    await says("there is no file or folder a.asl.json");
    write("a.asl.json", GOOD);
    expect(await report()).toContain("1 file, 1 machine: no errors");
  }, 60_000);

  it("checks a template again where a file it includes changes", async () => {
    const template =
      "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: src/m.asl.json }\n";
    const { write, report } = watching("sam", { "template.yaml": template, "src/m.asl.json": GOOD }, ["template.yaml"]);
    expect(await report()).toContain("1 file, 1 machine: no errors");
    write("src/m.asl.json", BAD);
    expect(await report()).toMatch(/^src\/m\.asl\.json:1:\d+: error/m);
  }, 60_000);

  it("reads the configuration again, and lives on where it is wrong", async () => {
    const { write, report, says } = watching("config", { "a.asl.json": BAD, "asl.config.json": "{}" }, ["."]);
    expect(await report()).toContain("1 error");
    write("asl.config.json", '{"validate":{"rules":{"nope":"off"}}}');
    await report();
    await says('there is no rule "nope"');
    write("asl.config.json", '{"validate":{"rules":{"unknown-type":"off"}}}');
    expect(await report()).toContain("no errors, no warnings (1 rule switched off)");
  }, 60_000);

  it("refuses wrong arguments at once", async () => {
    const { closed } = watching("wrong", {}, ["nope.asl.json"]);
    expect(await closed).toBe(2);
  }, 30_000);

  itUnless(process.platform === "win32", "Windows has no such pipes")(
    "ends when its reader has left",
    async () => {
      const { leaveEarly, closed } = watching("left", { "a.asl.json": GOOD }, ["."]);
      leaveEarly();
      expect(await closed).toBe(141);
    },
    30_000,
  );

  itUnless(process.platform === "win32", "Windows has no such signal")(
    "is ended by Ctrl-C, which shells report as 130",
    async () => {
      const { report, kill, closed } = watching("interrupted", { "a.asl.json": GOOD }, ["."]);
      await report();
      kill("SIGINT");
      expect(await closed).toBe("SIGINT");
    },
    30_000,
  );
});
