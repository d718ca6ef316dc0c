import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file, path } = workFolder();
beforeAll(built, 240_000);

file(
  "each.asl.yaml",
  `StartAt: Each
States:
  Each:
    Type: Map
    ItemsPath: $.items
    ItemProcessor:
      StartAt: Pack
      States:
        Pack:
          Type: Task
          Resource: arn:aws:states:::lambda:invoke
          Parameters: { FunctionName: pack, Payload.$: $ }
          OutputPath: $.Payload
          TimeoutSeconds: 60
          Catch: [{ ErrorEquals: [States.Timeout], Next: Late }]
          End: true
        Late: { Type: Pass, Result: "late: #1", End: true }
    End: true
`,
);
file(
  "answers.yaml",
  `Pack:
  - { output: { Payload: "a: b\\n  - c\\n" }, takes: 3s }
  - { pending: true }
  - { output: { Payload: "null" }, takes: 1s }
`,
);

const record = (...args: string[]) => asl(["record", ...args]);
const history = () =>
  asl([
    "run",
    "each.asl.yaml",
    "-i",
    '{"items": ["é", "yes", 3]}',
    "-a",
    "answers.yaml",
    "--history",
    "history.json",
    "-q",
  ]);

describe("asl record", () => {
  it("makes a test file of a history, and says that it passes", async () => {
    await history();
    const { code, stdout, stderr } = await record(
      "history.json",
      "-d",
      "each.asl.yaml",
      "-o",
      "tests/each.asl.test.yaml",
    );
    expect(stderr).toBe("");
    expect(stdout).toBe("tests/each.asl.test.yaml: the case passes\n");
    expect(code).toBe(0);
    const text = readFileSync(join(path, "tests/each.asl.test.yaml"), "utf8");
    expect(text).toContain('definition: "../each.asl.yaml"\n');
    expect(text).toContain("visited: { Each: 1, Pack: 3, Late: 1 }");
    expect((await asl(["test", "tests"])).stdout).toContain("✓ history");
  });

  it("writes over a file with --force only, and over what the case is made of never", async () => {
    await history();
    file("mine.asl.test.yaml", "mine");
    const onto = (output: string, ...more: string[]) =>
      record("history.json", "-d", "each.asl.yaml", "-o", output, ...more);
    const refused = await onto("mine.asl.test.yaml");
    expect(refused.stderr).toContain("there is a file mine.asl.test.yaml already");
    expect(refused.stderr).toContain("--force");
    expect(refused.code).toBe(2);
    expect((await onto(".")).stderr).toContain("--output . is a folder");
    expect(readFileSync(join(path, "mine.asl.test.yaml"), "utf8")).toBe("mine");
    expect((await onto("mine.asl.test.yaml", "--force")).code).toBe(0);
    for (const [name, what] of [
      ["each.asl.yaml", "definition"],
      ["./history.json", "history"],
    ])
      expect((await onto(name, "--force")).stderr).toContain(`would write over the ${what}`);
  });

  it("takes pages, the name and standard input", async () => {
    await history();
    const { events } = JSON.parse(readFileSync(join(path, "history.json"), "utf8"));
    const stdin = JSON.stringify([{ events: events.slice(0, 4) }, { events: events.slice(4) }]);
    const { code, stdout } = await asl(["record", "-", "-d", "each.asl.yaml", "--name", "two pages", "--no-trace"], {
      stdin,
    });
    expect(stdout).toContain("  - name: two pages\n");
    expect(stdout).not.toContain("trace:");
    expect(code).toBe(0);
  });

  it("ends with 1, and says where, when the run here differs", async () => {
    await history();
    const changed = readFileSync(join(path, "each.asl.yaml"), "utf8").replace("late: #1", "late");
    file("changed.asl.yaml", changed);
    const { code, stderr } = await record("history.json", "-d", "changed.asl.yaml", "-o", "out.yaml");
    expect(stderr).toContain("the case does not pass here:");
    expect(stderr).toContain('expected "late: #1"');
    expect(code).toBe(1);
  });

  it("tells what a case cannot show", async () => {
    file("short.json", {
      events: [{ id: 1, previousEventId: 0, type: "ExecutionStarted", executionStartedEventDetails: { input: "{}" } }],
    });
    const { stdout, stderr } = await record("short.json", "-d", "each.asl.yaml");
    expect(stderr).toContain("note: The history ends before the execution did.");
    expect(stdout).toMatch(/^# The history ends before the execution did\.\n/);
  });

  it.each<[string, string[], number, string]>([
    ["no definition", ["history.json"], 2, "required option"],
    ["what is no history", ["answers.json", "-d", "each.asl.yaml"], 2, "this is no answer of GetExecutionHistory"],
    ["a history of another machine", ["history.json", "-d", "other.asl.json"], 2, "does not fit the state machine"],
    ["no such history", ["gone.json", "-d", "each.asl.yaml"], 2, "cannot read the history: there is no file gone.json"],
    ["no such definition", ["history.json", "-d", "gone.yaml"], 2, "there is no definition gone.yaml"],
    ["a definition that is not valid", ["history.json", "-d", "invalid.asl.json"], 3, "error:"],
  ])("refuses %s", async (_, args, exitCode, message) => {
    await history();
    file("answers.json", { a: 1 });
    file("other.asl.json", { StartAt: "X", States: { X: { Type: "Succeed" } } });
    file("invalid.asl.json", { StartAt: "X", States: { X: { Type: "Nothing" } } });
    const { code, stderr } = await record(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(exitCode);
  });
});
