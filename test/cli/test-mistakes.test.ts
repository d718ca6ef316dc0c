import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file, path } = workFolder();
beforeAll(built, 240_000);

const test = (...args: string[]) => asl(["test", ...args]);
const contentOf = (name: string): string => readFileSync(join(path, name), "utf8");

file("rest.asl.yaml", "{ StartAt: Rest, States: { Rest: { Type: Wait, Seconds: 1, End: true } } }\n");
file("wrong.asl.yaml", "{ StartAt: Rest, States: { Rest: { Type: Wiat, Seconds: 1, End: true } } }\n");
file(
  "template.yaml",
  `Resources:\n  Order:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: { StartAt: A, States: { A: { Type: Pass, End: true } } }\n`,
);
const THREE = "cases: [{ name: a }, { name: b }, { name: c }]\n";
const PASSING = "definition: ../rest.asl.yaml\ncases: [{ name: rests }]\n";

describe("what keeps all cases of a file from being run", () => {
  it.each<[string, string, number, string]>([
    ["a definition that is not valid", `definition: ../wrong.asl.yaml\n${THREE}`, 3, "Did you mean Wait?"],
    [
      "substitutions that are not there",
      `definition: ../rest.asl.yaml\nsubstitutions: gone.yaml\n${THREE}`,
      2,
      "all/all.asl.test.yaml:2:16: error: cannot read the substitutions: there is no file all/gone.yaml",
    ],
    [
      "a machine its file does not hold",
      `definition: ../template.yaml#Ordre\n${THREE}`,
      3,
      "all/all.asl.test.yaml:1:13: error: ../template.yaml has no state machine Ordre",
    ],
  ])("is told once where it is %s, and fails every case", async (_, text, exitCode, message) => {
    file("all/all.asl.test.yaml", text);
    const { code, stdout } = await test("all");
    expect(stdout.split(message)).toHaveLength(2);
    expect(stdout).toContain("so it is with 2 cases more: b, c");
    expect(stdout).toContain("0 passed, 3 could not be run (3 cases in 1 file");
    expect(code).toBe(exitCode);
    const junit = (await test("all", "--reporter", "junit")).stdout;
    expect(junit).toContain('tests="3" failures="0" errors="3"');
    expect(junit).toContain("cannot be run for the same reason as a<");
    const github = (await test("all", "--reporter", "github")).stdout;
    expect(github.match(/^::error /gm)).toHaveLength(1);
  });
});

describe("a test file that cannot be used", () => {
  file("odd/odd.asl.test.yaml", "definition: 5\nexpcet: {}\ncases:\n  - { name: a, expect: { takes: soon } }\n  - 7\n");

  it("has the faults around its cases and those in them told together", async () => {
    const { code, stdout } = await test("odd");
    for (const place of [":1:13:", ":2:1:", ":4:33:", ":5:5:"])
      expect(stdout).toContain(`odd/odd.asl.test.yaml${place} error:`);
    expect(code).toBe(2);
  });

  it("is a test with an error in JUnit's reports, and counted", async () => {
    const { stdout } = await test("odd", "--reporter", "junit");
    expect(stdout).toContain('<testsuites name="asl test" tests="1" failures="0" errors="1"');
    expect(stdout).toContain('<testsuite name="odd/odd.asl.test.yaml" tests="1" failures="0" errors="1"');
    expect(stdout).toContain('<error message="the file cannot be used">');
  });

  it.each([
    ["odd/odd.asl.test.yaml", "line=1,col=13"],
    ["binary/x.asl.test.yaml", "line=1,col=1"],
  ])("has an annotation with a line for %s", async (name, place) => {
    file("binary/x.asl.test.yaml", Buffer.from([0, 1, 2]));
    const { stdout } = await test(name, "--reporter", "github");
    expect(stdout).toContain(`::error file=${name},${place},title=tests cannot be run::`);
  });
});

describe("asl test", () => {
  it("says that it does not read test files from standard input", async () => {
    const { code, stderr } = await test("-");
    expect(stderr).toContain("test files are not read from standard input");
    expect(code).toBe(2);
  });

  it.each([
    [["one", "--substitutions", "gone.yaml"], "cannot read the substitutions: there is no file gone.yaml"],
    [["--mock-config", "x.json", "--tag", "smoke"], "--tag belongs to test files"],
    [["--mock-config", "x.json", "--update"], "--update belongs to test files"],
    [["--mock-config", "mock/two.json#Ordr"], "Did you mean Order? It has Order#Happy, Refund#Happy."],
  ])("refuses %j", async (args, message) => {
    const { code, stdout, stderr } = await test(...args);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it("says nothing of files no case of which is asked for", async () => {
    file("two/a.asl.test.yaml", PASSING);
    file("two/b.asl.test.yaml", PASSING);
    const { stdout } = await test("two", "--filter", "b.asl");
    expect(stdout).not.toContain("a.asl.test.yaml");
    expect(stdout).toContain("b.asl.test.yaml");
  });

  it("shows the whole cause of what was not to fail", async () => {
    file(
      "failing/a.asl.test.yaml",
      `definition: { StartAt: F, States: { F: { Type: Fail, Error: E, Cause: ${"why ".repeat(60)}"so" } } }\ncases: [{ name: x }]\n`,
    );
    expect((await test("failing")).stdout).toContain(`cause ${"why ".repeat(60)}"so"\n`);
  });

  it("names no machine twice with --definition", async () => {
    const { stderr } = await test("--mock-config", "x.json", "--definition", "A=a", "--definition", "A=b");
    expect(stderr).toContain("--definition is given twice for one machine");
  });
});

describe("asl test --mock-config --definition", () => {
  const machine = { TestCases: { Happy: {} } };
  file("mock/two.json", { StateMachines: { Order: machine, Refund: machine }, MockedResponses: {} });
  it.each([
    ["Ordre=rest.asl.yaml", "mock/two.json has no machine Ordre", "Did you mean Order=rest.asl.yaml?"],
    ["Nothing=rest.asl.yaml", "mock/two.json has no machine Nothing", "It has Order, Refund."],
    [
      "rest.asl.yaml",
      "does not say which machine of mock/two.json it is",
      "It has Order, Refund. Write Name=rest.asl.yaml.",
    ],
  ])("refuses %s", async (definition, message, hint) => {
    const { code, stderr } = await test("--mock-config", "mock/two.json", "--definition", definition);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(code).toBe(2);
  });
});

describe("asl test --output", () => {
  file("one/one.asl.test.yaml", PASSING);
  it.each([
    [["one", "--filter", "nope"], "no case has"],
    [["none"], "no test files were found"],
  ])("is written although %j chooses no cases", async (args, message) => {
    file("none/readme.md", "nothing");
    const { code, stderr } = await test(...args, "--reporter", "junit", "--output", "none.xml");
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(contentOf("none.xml")).toContain('<testsuites name="asl test" tests="0"');
    rmSync(join(path, "none.xml"));
  });

  it.each(["one/one.asl.test.yaml", "rest.asl.yaml"])("does not write over %s, which was tested", async (name) => {
    const before = contentOf(name);
    const { code, stderr } = await test("one", "--output", name);
    expect(stderr).toContain(`--output ${name} would write over what was tested`);
    expect(code).toBe(2);
    expect(contentOf(name)).toBe(before);
  });
});

describe("asl test --update", () => {
  const traced = (input: string, trace = "shared.trace") =>
    `definition: ../rest.asl.yaml\ncases: [{ name: x, input: ${input}, expect: { trace: ${trace} } }]\n`;

  it("lets test files share a golden trace that is the same, and does not write one over another's", async () => {
    file("sharing/a.asl.test.yaml", traced("1"));
    file("sharing/b.asl.test.yaml", traced("1"));
    file("sharing/c.asl.test.yaml", traced("2"));
    const { code, stdout } = await test("sharing", "--update");
    expect(stdout).toContain("another case in sharing/a.asl.test.yaml has the same trace file shared.trace");
    expect(stdout).toContain("2 passed, 1 failed, 1 trace written");
    expect(contentOf("sharing/shared.trace")).toContain("input     1\n");
    expect(code).toBe(1);
  });

  it("makes files below the folder of the test file only", async () => {
    file("inside/a.asl.test.yaml", traced("1", "../outside.trace"));
    const { code, stdout } = await test("inside", "--update");
    expect(stdout).toContain("../outside.trace is not below the folder of the test file, and is not made there");
    expect(code).toBe(1);
    expect(existsSync(join(path, "outside.trace"))).toBe(false);
    file("inside/a.asl.test.yaml", traced("1", "traces/new.trace"));
    expect((await test("inside", "--update")).code).toBe(0);
    expect(existsSync(join(path, "inside/traces/new.trace"))).toBe(true);
  });
});

describe("asl test --coverage into what is no folder", () => {
  it.each([
    ["one thread", 1],
    ["several threads", 400],
  ])("ends with 2 before anything is run, with %s", async (_, count) => {
    const cases = Array.from({ length: count }, (_, i) => `  - { name: c${i}, input: ${"x".repeat(600)} }\n`).join("");
    for (const name of ["a", "b", "c"])
      file(`many${count}/${name}.asl.test.yaml`, `definition: ../rest.asl.yaml\ncases:\n${cases}`);
    file("taken", "a file");
    const { code, stdout, stderr } = await test(`many${count}`, "--coverage", "taken/covered");
    expect(stderr).toContain("cannot write coverage into taken/covered: there is a file of that name");
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

describe("asl test --watch", () => {
  it("runs again what an object, a mock configuration or substitutions changed for", async () => {
    file("objects/bucket/a.json", "[1]");
    file("objects/MockConfigFile.json", { StateMachines: { M: { TestCases: { C: {} } } }, MockedResponses: {} });
    file("objects/values.yaml", "{ a: b }\n");
    file(
      "objects/a.asl.test.yaml",
      "definition: ../rest.asl.yaml\nsubstitutions: values.yaml\ncases: [{ name: x, objects: { b: bucket }, mockConfig: MockConfigFile.json#C }]\n",
    );
    const changes = [
      () => file("objects/bucket/b.json", "[2]"),
      () => file("objects/MockConfigFile.json", { StateMachines: { M: { TestCases: { C: {} } } } }),
      () => file("objects/values.yaml", "{ a: c }\n"),
    ];
    let rounds = 0;
    const { stdout } = await asl(["test", "objects", "--watch"], {
      watch: (written, kill) => {
        const seen = written.split("Watching for changes").length - 1;
        if (seen === rounds) return;
        rounds = seen;
        if (seen > changes.length) kill("SIGINT");
        else setTimeout(changes[seen - 1], 100);
      },
    });
    for (const name of ["objects/bucket/b.json", "objects/MockConfigFile.json", "objects/values.yaml"])
      expect(stdout).toContain(`Changed: ${name}`);
  });
});
