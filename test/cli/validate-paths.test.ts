import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { built, runIn, workFolder } from "../support/asl.js";

const { asl, file, path } = workFolder();
const windows = process.platform === "win32";
const root = process.getuid?.() === 0;
if (windows) console.warn("SKIPPED: links and names that Windows has not");
if (windows || root) console.warn("SKIPPED: what may not be read: root reads everything");
const itOnPosix = it.skipIf(windows);
const itWithRights = it.skipIf(windows || root);

const GOOD = { StartAt: "A", States: { A: { Type: "Succeed" } } };
const BAD = { StartAt: "B" };

beforeAll(built, 240_000);

const validate = (...args: string[]) => asl(["validate", ...args]);
const link = (target: string, name: string) => symlinkSync(target, join(path, name));
const filesOf = async (...args: string[]): Promise<string[]> =>
  JSON.parse((await validate(...args, "--json")).stdout).files.map((one: { file: string }) => one.file);

describe("asl validate of paths", () => {
  itOnPosix.each<[string, string, RegExp]>([
    ["a link that leads back to itself", "loop", /loop is a link that leads back to itself/],
    ["a link to what is not there", "dangling", /dangling is a link to what is not there/],
    ["a file that is taken for a folder", "a.asl.json/foo", /there is no file or folder a\.asl\.json\/foo/],
    ["a name that is too long", "x".repeat(300), /the name x+…x+ is too long/],
  ])("says in one sentence what is wrong with %s", async (_, name, message) => {
    file("a.asl.json", GOOD);
    if (name === "loop") link("loop", "loop");
    if (name === "dangling") link("nope", "dangling");
    const { code, stdout, stderr } = await validate(name);
    expect(stdout + stderr).toMatch(message);
    expect(code).toBe(2);
  });

  itOnPosix.each([["links"], ["links/**/*.asl.json"]])("tells of links that lead nowhere: %s", async (name) => {
    file("links/a.asl.json", GOOD);
    if (!existsSync(join(path, "links/b.asl.json"))) {
      link("nope", "links/dangling.asl.json");
      link("loop.asl.json", "links/loop.asl.json");
      link("nope", "links/readme.md");
    }
    file("links/b.asl.json", GOOD);
    const { code, stdout } = await validate(name);
    expect(stdout).toContain("links/dangling.asl.json is a link to what is not there");
    expect(stdout).toContain("links/loop.asl.json is a link that leads back to itself");
    expect(stdout).not.toContain("readme");
    expect(stdout).toMatch(/4 files, 2 machines: no errors, no warnings, 2 files could not be read/);
    expect(code).toBe(2);
  });

  itWithRights.each([["closed"], ["closed/**/*.asl.json"], ["closed/locked"], ["closed/locked/c.asl.json"]])(
    "tells of folders that may not be read: %s",
    async (name) => {
      file("closed/a.asl.json", GOOD);
      if (!existsSync(join(path, "closed/locked"))) {
        mkdirSync(join(path, "closed/locked"));
        chmodSync(join(path, "closed/locked"), 0);
      }
      const { code, stdout } = await validate(name);
      expect(stdout).toMatch(/closed\/locked\S* may not be read/);
      expect(code).toBe(2);
    },
  );

  itOnPosix("follows links to folders, but not upward and not in circles", async () => {
    file("tree/x/a.asl.json", GOOD);
    file("tree/y/b.asl.json", GOOD);
    file("outside/c.asl.json", GOOD);
    link("..", "tree/up");
    link("../outside", "tree/out");
    for (const one of ["x", "y"]) for (const other of ["x", "y"]) link(`../${other}`, `tree/${one}/to-${other}`);
    const files = await filesOf("tree");
    for (const name of ["tree/x/a.asl.json", "tree/y/b.asl.json", "tree/out/c.asl.json"]) expect(files).toContain(name);
    expect(files.length).toBeLessThan(10);
    expect(files.filter((name) => name.startsWith("tree/up/"))).toEqual([]);
  });

  itOnPosix("shows names that would steer a terminal as escapes", async () => {
    file("names/e\u001b[31mvil\nx.asl.json", BAD);
    const pretty = await validate("names");
    expect(pretty.stdout).toContain("names/e\\u001b[31mvil\\nx.asl.json:1:1: error");
    const github = await validate("names", "--format", "github");
    expect(github.stdout).toContain("file=names/e\\u001b[31mvil%0Ax.asl.json,");
    const missing = await validate("no\u001b[31m\nfile");
    expect(missing.stderr).toContain("there is no file or folder no\\u001b[31m\\nfile");
    for (const { stdout, stderr } of [pretty, github, missing]) expect(stdout + stderr).not.toContain("\u001b");
    expect(await filesOf("names")).toEqual(["names/e\u001b[31mvil\nx.asl.json"]);
  });

  it.skipIf(process.platform !== "linux")("says that a name is not UTF-8", async () => {
    file("bytes/a.asl.json", GOOD);
    writeFileSync(Buffer.from(`${path}/bytes/na\xefme.asl.json`, "latin1"), JSON.stringify(GOOD));
    const { code, stdout } = await validate("bytes");
    expect(stdout).toContain("the name bytes/na\ufffdme.asl.json is not UTF-8");
    expect(code).toBe(2);
  });

  it("counts a file once of which several machines are named", async () => {
    file(
      "two.yaml",
      `Resources:\n${["A", "B"].map((id) => `  ${id}:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: { Definition: { StartAt: A, States: { A: { Type: Succed } } } }\n`).join("")}`,
    );
    const { stdout } = await validate("two.yaml#A", "two.yaml#B", "two.yaml#A");
    expect(stdout).toMatch(/1 file, 2 machines: 2 errors/);
  });
});

describe("a check that checks nothing", () => {
  it("ends with exit code 2, whatever was named", async () => {
    file("empty/template.yaml", "Resources: {}\n");
    const { code, stdout, stderr } = await validate("empty/template.yaml", "--json");
    expect(stderr).toMatch(/no state machine was checked/);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ valid: false, diagnostics: [{ rule: "no-machine" }] });
    expect((await validate("empty/template.yaml", file("one.asl.json", GOOD))).code).toBe(0);
  });
});

describe("excerpts", () => {
  it.each([30, 80])("fit a terminal of %i columns", async (columns) => {
    const far = `${" ".repeat(150)}"Next": "Nowhere"`;
    file("wide.asl.json", `{"StartAt":"A","States":{"A":{"Type":"Pass",${far},${" ".repeat(200)}"Comment":""}}}`);
    const { stdout } = await asl(["validate", "wide.asl.json"], { env: { COLUMNS: String(columns) } });
    const drawn = stdout.split("\n").filter((line) => /^(\d+| +) \|/.test(line));
    expect(drawn.length).toBeGreaterThan(0);
    for (const line of drawn) expect(line.length).toBeLessThanOrEqual(columns);
  });
});

describe("asl validate --explain", () => {
  it("prints the page of a rule", async () => {
    const { code, stdout } = await asl(["validate", "--explain", "missing-target"], { env: { COLUMNS: "60" } });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^missing-target {2}error \[MISSING_TRANSITION_TARGET\]\n\n {2}Missing 'Next' target/);
    for (const text of ["\nWrong:\n", "\nRight:\n", "\nSource: ", '    "Default": "ship"'])
      expect(stdout).toContain(text);
    for (const line of stdout.split("\n\n")[2].split("\n")) expect(line.length).toBeLessThanOrEqual(60);
  });

  it("lists the rules of a code, or prints the page of its only one", async () => {
    const { stdout } = await validate("--explain", "MISSING_TRANSITION_TARGET");
    expect(stdout).toMatch(/^MISSING_TRANSITION_TARGET stands for 2 rules:\n\n {2}missing-target .*\n {2}unreachable /);
    expect((await validate("--explain", "UNSAFE_INTEGER")).stdout).toMatch(/^unsafe-integer {2}warning/);
  });

  it.each<[string, string[], RegExp]>([
    [
      "a name nobody has",
      ["--explain", "mising-target"],
      /there is no rule "mising-target"\n.*Did you mean missing-target/,
    ],
    ["a file beside it", ["--explain", "missing-target", "a.asl.json"], /--explain .* give it alone/],
    ["other options", ["--explain", "missing-target", "--json"], /--explain .* give it alone/],
  ])("refuses %s with exit code 2", async (_, args, message) => {
    const { code, stderr } = await validate(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

it("makes the folders of a report", async () => {
  await validate(file("fine.asl.json", GOOD), "--output", "new/folder/report.txt");
  expect(readFileSync(join(path, "new/folder/report.txt"), "utf8")).toMatch(/1 file, 1 machine/);
});

it("refuses two configurations side by side", async () => {
  file("both/asl.config.json", "{}");
  file("both/asl.config.yaml", "{}");
  file("both/a.asl.json", GOOD);
  const { code, stderr } = await runIn(join(path, "both"), ["validate", "a.asl.json"]);
  expect(stderr).toMatch(/asl\.config\.json and asl\.config\.yaml stand side by side in \S+\n.*Keep one/);
  expect(code).toBe(2);
});
