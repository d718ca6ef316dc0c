import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readJson } from "../../scripts/workspace.mjs";
import { built, workFolder } from "../support/asl.js";

const { asl, file, path } = workFolder();
beforeAll(built, 240_000);

file(
  "order.asl.yaml",
  `StartAt: Charge card
States:
  Charge card:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: charge, Payload.$: $ }
    ResultSelector: { paid.$: $.Payload.paid }
    ResultPath: $.charge
    Catch: [{ ErrorEquals: [Card.Declined], Next: Refuse }]
    Next: Ship
  Ship: { Type: Pass, End: true }
  Refuse: { Type: Fail, Error: Refused, Cause: the card was declined }
`,
);
const PASSING = `definition: ../order.asl.yaml
defaults:
  input: { order: 7 }
  answers: { Charge card: { output: { Payload: { paid: true } }, takes: 2s } }
cases:
  - name: ships what is paid
    tags: [smoke]
    expect:
      output: { order: 7, charge: { paid: true } }
      path: [Charge card, Ship]
      takes: 2s
  - name: refuses ${"${who}"}
    table: [{ who: Ann }, { who: Bob }]
    input: { who: "${"${who}"}" }
    answers: { Charge card: { error: Card.Declined } }
    expect: { error: Refused, cause: /declined/ }
  - name: later
    skip: not yet
`;
const FAILING = `definition: ../order.asl.yaml
cases:
  - name: <wrong> & "more"
    input: { order: 7 }
    answers: { Charge card: { output: { Payload: { paid: true } } } }
    expect:
      output: { order: 8, charge: { paid: true } }
      path: [Charge card, Refuse]
`;
file("good/order.asl.test.yaml", PASSING);
file("bad/order.asl.test.yaml", FAILING);
file("empty/readme.md", "nothing");
file("node_modules/x/other.asl.test.yaml", FAILING);

const test = (...args: string[]) => asl(["test", ...args]);

describe("asl test", () => {
  it("runs what is named, lists the cases and ends with 0 where all pass", async () => {
    const { code, stdout, stderr } = await test("good");
    expect(stderr).toBe("");
    expect(stdout.replace(/\d+\.\d\ds/, "0s")).toBe(`good/order.asl.test.yaml
  ✓ ships what is paid
  ✓ refuses Ann
  ✓ refuses Bob
  - later skipped: not yet

3 passed, 1 skipped (4 cases in 1 file, 0s in reality)
`);
    expect(code).toBe(0);
  });

  it("finds test files below the current folder, but in packages, and ends with 1 where some fail", async () => {
    const { code, stdout } = await test();
    expect(stdout).toContain("3 passed, 1 failed, 1 skipped (5 cases in 2 files");
    expect(code).toBe(1);
  });

  it("shows where expectation and fact part, with file, line and column, a diff and the path taken", async () => {
    const { stdout } = await test("bad");
    expect(stdout).toContain(`      bad/order.asl.test.yaml:7:15: output is not as expected (Ship, output)
        $.order
          expected 8
          actual   7
        $.order comes from the input
      bad/order.asl.test.yaml:8:27: the path parts after Charge card: expected Refuse, and there is Ship
        expected Charge card → Refuse
        Charge card was left by next
        output of Charge card: {"order":7,"charge":{"paid":true}}
      path taken: Charge card → Ship
`);
  });

  it.each([
    [["--filter", "ANN"], "1 passed (1 case in 2 files"],
    [["--filter", "bad/"], "1 failed (1 case in 2 files"],
    [["--tag", "smoke"], "1 passed (1 case in 2 files"],
    [["--tag", "smoke", "--tag", "x"], "1 passed (1 case in 2 files"],
    [["bad", "good", "--bail"], "0 passed, 1 failed (1 case in 1 file"],
  ])("chooses cases with %j", async (args, summary) => {
    expect((await test(...args)).stdout).toContain(summary);
  });

  it("says what an answer to paste is where a task has none", async () => {
    const name = file("none.yaml", "definition: order.asl.yaml\ncases: [{ name: x }]\n");
    const { code, stdout } = await test(name);
    expect(code).toBe(1);
    expect(stdout).toContain("none.yaml:2:9: no answer for");
    expect(stdout).toContain("Add it to the answers:");
    expect(stdout).not.toContain("strict: false");
  });

  it.each<[string, string, number, string]>([
    ["YAML that is none", "cases: [", 2, ":1:9: error:"],
    [
      "a misspelt field",
      "definition: order.asl.yaml\ncases:\n  - name: x\n    expcet: {}\n",
      2,
      ':4:5: error: A case has no field "expcet"',
    ],
    [
      "a misspelt state",
      "definition: order.asl.yaml\ncases:\n  - name: x\n    answers: { Charge cart: { output: 1 } }\n",
      2,
      ":4:16: error:",
    ],
    [
      "no such definition",
      "definition: gone.asl.yaml\ncases: [{ name: x }]\n",
      2,
      ":1:13: error: there is no definition gone.asl.yaml",
    ],
    ["a misspelt definition", "definition: ordre.asl.yaml\ncases: [{ name: x }]\n", 2, "Did you mean order.asl.yaml?"],
    [
      "a definition that is not valid",
      "definition: { StartAt: A, States: { A: { Type: Pass, Next: B } } }\ncases: [{ name: x }]\n",
      3,
      ":1:60: error:",
    ],
  ])("tells of %s with its place", async (title, text, exitCode, message) => {
    const name = file(`wrong-${title.replaceAll(/\W/g, "-")}.yaml`, text);
    const { code, stdout } = await test(name);
    expect(stdout).toContain(message);
    expect(code).toBe(exitCode);
  });

  it.each([
    [["gone.yaml"], "there is no file or folder gone.yaml"],
    [["empty"], "no test files were found"],
    [["--reporter", "xml"], "--reporter xml is none of pretty, junit, json, tap, github"],
    [["--watch", "--output", "x"], "--watch prints for people"],
    [["--definition", "x"], "--definition belongs to --mock-config"],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await test(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it("lets there be no test files where it is told so", async () => {
    expect((await test("empty", "--allow-empty")).code).toBe(0);
  });

  it("reads objects from folders and texts, and keeps what is written to itself", async () => {
    file("held/bucket/a.json", "[1, 2]");
    const name = file(
      "held/held.asl.test.yaml",
      `definition:
  StartAt: Each
  States:
    Each:
      Type: Map
      ItemReader:
        { Resource: "arn:aws:states:::s3:getObject", ReaderConfig: { InputType: JSON }, Parameters: { Bucket: b, Key: a.json } }
      ItemProcessor: { ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }, StartAt: P, States: { P: { Type: Pass, End: true } } }
      ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: b, Prefix: out } }
      End: true
cases:
  - { name: of a folder, objects: { b: bucket }, expect: { visited: { P: 2 } } }
  - { name: of texts, objects: { b: { a.json: "[1, 2, 3]" } }, expect: { visited: { P: 3 } } }
  - { name: of no bucket, expect: { error: States.ItemReaderFailed } }
`,
    );
    const { stdout } = await test(name);
    expect(stdout).toContain("3 passed");
    expect(readdirSync(join(path, "held/bucket"))).toEqual(["a.json"]);
  });

  it("prints the schema that is shipped", async () => {
    const { stdout } = await test("--schema");
    expect(JSON.parse(stdout)).toEqual(readJson("packages/asl-cli/asl-test.schema.json"));
  });

  it("writes what runs cover into the folder of --coverage", async () => {
    await test("good", "--coverage", "covered");
    const { stdout } = await asl(["coverage", "covered"]);
    expect(stdout).toContain("order.asl.yaml");
  });
});

describe("golden traces", () => {
  const TRACED = (trace: string) => `definition: ../order.asl.yaml
cases:
  - name: traced
    answers: { Charge card: { output: { Payload: { paid: true } } } }
    expect:
      trace: ${trace}
`;

  it("are missing until --update writes them, and pass from then on", async () => {
    file("traced/a.asl.test.yaml", TRACED("a.trace"));
    const missing = await test("traced/a.asl.test.yaml");
    expect(missing.stdout).toContain("there is no golden trace a.trace");
    expect(missing.code).toBe(1);
    const written = await test("traced/a.asl.test.yaml", "--update");
    expect(written.stdout).toContain("1 passed, 1 trace written");
    expect(readFileSync(join(path, "traced/a.trace"), "utf8")).toContain("Charge card (Task) → Ship");
    expect((await test("traced/a.asl.test.yaml")).code).toBe(0);
  });

  it("stand in the test file, too, and --update writes them there", async () => {
    const name = file("traced/b.asl.test.yaml", TRACED("|\n        something\n        else"));
    const { stdout, code } = await test(name);
    expect(stdout).toContain("- something");
    expect(code).toBe(1);
    expect((await test(name, "-u")).code).toBe(0);
    expect(readFileSync(join(path, name), "utf8")).toContain("      trace: |\n        input     {}\n");
    expect((await test(name)).code).toBe(0);
  });
});

describe("reports", () => {
  it("are JUnit XML with what XML cannot hold escaped", async () => {
    const { code, stdout } = await test("bad", "good", "--reporter", "junit");
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="asl test" tests="5" failures="1" errors="0" skipped="1"/,
    );
    expect(stdout).toContain('name="&lt;wrong&gt; &amp; &quot;more&quot;"');
    expect(stdout).toContain('<skipped message="not yet"/>');
    expect(unbalanced(stdout)).toEqual([]);
  });

  it("are TAP 14", async () => {
    const { stdout } = await test("bad", "good", "--reporter", "tap");
    const lines = stdout.split("\n");
    expect(lines.slice(0, 2)).toEqual(["TAP version 14", "1..5"]);
    expect(lines.filter((line) => /^(not )?ok/.test(line))).toEqual([
      'not ok 1 - bad/order.asl.test.yaml: <wrong> & "more"',
      "ok 2 - good/order.asl.test.yaml: ships what is paid",
      "ok 3 - good/order.asl.test.yaml: refuses Ann",
      "ok 4 - good/order.asl.test.yaml: refuses Bob",
      "ok 5 - good/order.asl.test.yaml: later # SKIP not yet",
    ]);
  });

  it("are annotations for GitHub", async () => {
    const { stdout } = await test("bad", "--reporter", "github");
    expect(stdout).toMatch(/^::error file=bad\/order.asl.test.yaml,line=7,col=15,title=<wrong> & "more"::/);
  });

  it("are JSON with places and times on the virtual clock", async () => {
    const { stdout } = await test("bad", "good", "--reporter", "json");
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ version: 1, passed: false, summary: { cases: 5, failed: 1 } });
    expect(report.files[0].cases[0].failures[0]).toMatchObject({
      expectation: "output",
      line: 7,
      column: 15,
      state: "Ship",
    });
    expect(report.files[1].cases[0]).toMatchObject({
      outcome: "passed",
      duration: 2000,
      path: ["Charge card", "Ship"],
    });
  });

  it("go to a file with --output, without colours, and the summary to standard output", async () => {
    const { stdout } = await asl(["test", "bad", "-o", "out/report.txt"], { env: { FORCE_COLOR: "1" } });
    expect(stdout).toContain("1 failed");
    expect(readFileSync(join(path, "out/report.txt"), "utf8")).not.toContain("\u001b");
    expect((await asl(["test", "bad"], { env: { FORCE_COLOR: "1" } })).stdout).toContain("\u001b[");
    expect((await asl(["test", "bad"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).stdout).not.toContain("\u001b");
  });
});

describe("threads", () => {
  it("run large suites file by file, and tell of them in order", async () => {
    const cases = Array.from(
      { length: 400 },
      (_, index) => `  - { name: case ${index}, input: { n: ${index}, text: ${"x".repeat(300)} } }\n`,
    );
    const answers = "defaults: { answers: { Charge card: { output: { Payload: { paid: true } } } } }\n";
    for (const name of ["a", "b", "c", "d"])
      file(`large/${name}.asl.test.yaml`, `definition: ../order.asl.yaml\n${answers}cases:\n${cases.join("")}`);
    const { code, stdout } = await test("large");
    expect(code).toBe(0);
    expect(stdout.split("\n").filter((line) => line.startsWith("large/"))).toEqual(
      ["a", "b", "c", "d"].map((name) => `large/${name}.asl.test.yaml`),
    );
    expect(stdout).toContain("1,600 passed (1,600 cases in 4 files");
  });
});

describe("asl test --mock-config", () => {
  const config = {
    StateMachines: {
      Order: {
        TestCases: {
          Happy: { "Charge card": "Paid" },
          Declined: { "Charge card": "Refused" },
          Short: { "Charge card": "None" },
        },
      },
    },
    MockedResponses: {
      Paid: { "0": { Return: { Payload: { paid: true } } } },
      Refused: { "0": { Throw: { Error: "Card.Declined", Cause: "no" } } },
      None: {},
    },
  };
  file("mock/MockConfigFile.json", config);
  file("mock/order.asl.json", {
    StartAt: "Charge card",
    States: {
      "Charge card": {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: "f" },
        Next: "Mail",
      },
      Mail: { Type: "Task", Resource: "arn:aws:states:::sns:publish", Parameters: { Message: "m" }, End: true },
    },
  });

  it("runs the cases of the file on the definition beside it, and shows how each ended", async () => {
    const { code, stdout } = await test("--mock-config", "mock/MockConfigFile.json");
    expect(stdout).toContain("✓ Order#Happy  SUCCEEDED  Charge card → Mail");
    expect(stdout).toContain("Mail is not in the case: it gave back what it was sent");
    expect(stdout).toContain("✓ Order#Declined  FAILED Card.Declined  Charge card");
    expect(stdout).toContain("✗ Order#Short");
    expect(stdout).toContain("no answer for call 1 of Charge card");
    expect(code).toBe(1);
  });

  it.each([
    [["mock/MockConfigFile.json#Happy"], 0],
    [["mock/MockConfigFile.json#Order#Declined", "--expect", "FAILED"], 0],
    [["mock/MockConfigFile.json#Declined", "--expect", "SUCCEEDED"], 1],
    [["mock/MockConfigFile.json#Happy", "--strict"], 1],
    [["mock/MockConfigFile.json#Happy", "--definition", "Order=mock/order.asl.json"], 0],
    [["mock/MockConfigFile.json#Nobody"], 2],
    [["mock/MockConfigFile.json#Happy", "--definition", "Order=gone.json"], 2],
  ])("ends %j with %i", async (args, exitCode) => {
    expect((await test("--mock-config", ...args)).code).toBe(exitCode);
  });

  it("tells faults with their places", async () => {
    file(
      "mock/wrong.json",
      '{\n  "StateMachines": { "M": { "TestCases": { "C": { "A": "Gone" } } } },\n  "MockedResponses": {}\n}',
    );
    const { code, stdout } = await test("--mock-config", "mock/wrong.json");
    expect(stdout).toContain('mock/wrong.json:2:56: error: MockedResponses have no "Gone"');
    expect(code).toBe(2);
  });

  it("gives its answers to cases of test files", async () => {
    const name = file(
      "mock/order.asl.test.yaml",
      "definition: order.asl.json\ncases:\n  - name: x\n    mockConfig: MockConfigFile.json#Happy\n    answers: { Mail: { output: 1 } }\n    expect: { output: 1 }\n",
    );
    expect((await test(name)).stdout).toContain("1 passed");
  });
});

describe("asl test --watch", () => {
  it("runs again what changed", async () => {
    file("watched/order.asl.test.yaml", PASSING);
    let rounds = 0;
    const { stdout } = await asl(["test", "watched", "--watch"], {
      watch: (written, kill) => {
        const seen = written.split("Watching for changes").length - 1;
        if (seen === 1 && rounds === 0)
          setTimeout(
            () => file("watched/order.asl.test.yaml", PASSING.replace("order: 7, charge", "order: 8, charge")),
            100,
          );
        if (seen === 2) kill("SIGINT");
        rounds = seen;
      },
    });
    expect(stdout).toContain("Changed: watched/order.asl.test.yaml");
    expect(stdout).toMatch(/3 passed, 1 skipped[\s\S]*2 passed, 1 failed, 1 skipped/);
  });
});

/** Names of elements that are not closed in their order. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  for (const [, close, name, empty] of xml.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
    if (empty === "/") continue;
    if (close === "") open.push(name);
    else if (open.pop() !== name) return [name];
  }
  return open;
}
