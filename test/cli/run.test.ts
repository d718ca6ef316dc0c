import { type StdioOptions, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readJson, root } from "../../scripts/workspace.mjs";
import { built, workFolder } from "../support/asl.js";
import { itUnless } from "../support/it-unless.js";

const { asl, file, path } = workFolder();

const PASS = {
  StartAt: "Hello",
  States: { Hello: { Type: "Pass", Parameters: { "id.$": "$.id" }, Next: "Done" }, Done: { Type: "Succeed" } },
};
const TASK = {
  StartAt: "Charge card",
  States: {
    "Charge card": {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "charge", "Payload.$": "$" },
      Retry: [{ ErrorEquals: ["Card.Busy"], IntervalSeconds: 2, MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ["Card.Declined"], ResultPath: "$.problem", Next: "Refused" }],
      Next: "A day",
    },
    "A day": { Type: "Wait", Seconds: 86400, End: true },
    Refused: { Type: "Fail", Error: "Refused", Cause: "The card was declined" },
  },
};
const TOKEN = {
  StartAt: "Ask",
  States: { Ask: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true } },
};

const LOOP = { Type: "Choice", Choices: [{ Variable: "$", IsNull: true, Next: "E" }], Default: "L" };

const ANSWERED = { "Charge card": [{ error: "Card.Busy", takes: "1s" }, { output: { Payload: { id: "ch_1" } } }] };
const [pass, task, token] = [file("pass.asl.json", PASS), file("task.asl.json", TASK), file("token.asl.json", TOKEN)];
const [answered, empty] = [file("answered.json", ANSWERED), file("empty.yaml", "")];
file("declined.yaml", "Charge card: { error: Card.Declined, cause: No money }\n");
file("input.json", '{"id": 7}');
file("input.yaml", "id: 7\n");
file("pass.yaml", "StartAt: Hello\nStates:\n  Hello: { Type: Pass, End: true }\n");

beforeAll(built, 240_000);

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await asl(["run", ...args, "--json"]);
  return { code, stderr, report: JSON.parse(stdout) };
};

describe("asl", () => {
  it("tells its version", async () => {
    const { version } = readJson("packages/asl-cli/package.json");
    expect(await asl(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each([[["--help"]], [["help"]]])("shows its commands with %j", async (args) => {
    const { code, stdout } = await asl(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/run .*<definition>[\s\S]*conformance/);
  });

  it("documents options, exit codes and examples of run", async () => {
    const { code, stdout } = await asl(["run", "--help"]);
    expect(code).toBe(0);
    for (const text of ["--answers", "--clock", "Exit codes:", "4  a task has no answer", "Examples:", "takes: 2s"])
      expect(stdout).toContain(text);
  });

  it.each<[string, string[], RegExp]>([
    ["no command", [], /Usage: asl/],
    ["an unknown command", ["rum"], /Did you mean run/],
    ["an unknown option", ["run", pass, "--inptu", "x"], /Did you mean --input/],
    ["no definition", ["run"], /missing required argument 'definition'/],
    ["two definitions", ["run", pass, pass], /too many arguments/],
    ["an option without its value", ["run", pass, "--input"], /argument missing/],
    ["an unknown clock", ["run", pass, "--clock", "lunar"], /--clock lunar is neither virtual nor real/],
    ["an unknown type", ["run", pass, "--type", "FAST"], /--type FAST/],
    ["a seed that is no number", ["run", pass, "--seed", "-1"], /--seed/],
    ["a wrong time-out", ["run", pass, "--timeout", "soon"], /--timeout soon is not a duration/],
    ["a wrong start", ["run", pass, "--at", "today"], /--at today is not a time/],
    [
      "a start on the real clock",
      ["run", pass, "--clock", "real", "--at", "2026-01-01"],
      /--at sets the virtual clock/,
    ],
    ["a wrong name", ["run", pass, "--name", "a b"], /--name/],
    ["a wrong object store", ["run", pass, "--object-store", "orders"], /bucket=folder/],
    ["an input that is nothing", ["run", pass, "--input", "nope.json"], /neither a file nor JSON/],
    ["an input that is no JSON", ["run", pass, "--input", '{"id": }'], /--input:1:8: error/],
    ["an input that is a folder", ["run", pass, "--input", "."], /is a folder/],
    ["missing answers", ["run", pass, "--answers", "nope.yaml"], /cannot read the answers: there is no file nope.yaml/],
    ["missing handlers", ["run", pass, "--handlers", "nope.mjs"], /there is no file nope.mjs/],
    ["a history that cannot be written", ["run", pass, "--history", "pass.asl.json/x"], /cannot write the history/],
    [
      "a history in a folder that is not there",
      ["run", pass, "--history", "nofolder/h.json"],
      /--history: cannot write nofolder\/h\.json: there is no folder nofolder/,
    ],
    ["a history that is a folder", ["run", pass, "--history", "."], /cannot write the history to \.: it is a folder/],
    ["a history in place of the definition", ["run", pass, "--history", `./${pass}`], /overwrite the definition/],
    ["a history in place of the input", ["run", pass, "-i", "input.json", "--history", "input.json"], /the input/],
    ["a history in place of the answers", ["run", task, "-a", answered, "--history", answered], /the answers/],
    ["an input that is empty", ["run", pass, "--input", ""], /--input "" is neither/],
    ["a number that is none", ["run", pass, "--input", "1e999"], /^--input:1:1: error: The number 1e999/],
    ["events without a report", ["run", pass, "--events"], /--events adds the history to the report of --json/],
    ["a bucket without its folder", ["run", pass, "--object-store", "b=nofolder"], /there is no folder nofolder/],
    ["a bucket in a file", ["run", pass, "--object-store", `b=${pass}`], /is a file, not a folder/],
    [
      "a bucket in two folders",
      ["run", pass, "--object-store", "b=.", "--object-store", "b=.."],
      /names the bucket b twice/,
    ],
    ["an option given twice", ["run", pass, "--seed", "1", "--seed", "2"], /--seed is given twice/],
  ])("refuses %s with exit code 2", async (_, args, message) => {
    const { code, stdout, stderr } = await asl(args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(stdout).toBe("");
  });
});

describe("asl run", () => {
  it.each<[string, string[], string | undefined]>([
    ["JSON on the command line", ["--input", '{"id": 7}'], undefined],
    ["a JSON file", ["-i", "input.json"], undefined],
    ["a YAML file", ["-i", "input.yaml"], undefined],
    ["standard input", ["-i", "-"], '{"id": 7}'],
  ])("takes its input from %s", async (_, args, stdin) => {
    const { code, stdout } = await asl(["run", pass, ...args], { stdin });
    expect(stdout).toContain('output    {"id":7}');
    expect(code).toBe(0);
  });

  it("takes {} where no input is given", async () => {
    expect((await json("pass.yaml")).report.output).toEqual({});
  });

  it("gives one JSON object with --json", async () => {
    const { code, report, stderr } = await json(task, "--answers", answered, "-i", '{"id": 7}');
    expect(report).toEqual({
      status: "SUCCEEDED",
      output: { Payload: { id: "ch_1" } },
      error: null,
      cause: null,
      path: ["Charge card", "A day"],
      transitions: 3,
      durations: { virtual: 86_403_000, real: expect.any(Number) },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("tells a failed execution by exit code 1 and its place in the definition", async () => {
    const { code, stdout } = await asl(["run", task, "--answers", "declined.yaml"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /FAILED .*\nerror {5}Refused\ncause {5}The card was declined\nat {8}task\.asl\.json:1:\d+\npath {6}Charge card \(caught Card\.Declined\) → Refused\n$/,
    );
  });

  it("shows what happens, one line per event that matters", async () => {
    const { stdout } = await asl(["run", task, "--answers", answered, "-i", '{"id": 7}'], { env: { COLUMNS: "120" } });
    expect(
      stdout
        .split("\n\n")[0]
        .split("\n")
        .map((line) => line.trim()),
    ).toEqual([
      "+0s  ● task  {id: 7}",
      '+0s  → Charge card  lambda:invoke  {FunctionName: "charge", Payload: {id: 7}}',
      "+1s  ✗ Charge card  Card.Busy",
      '+3s  ↻ Charge card  retry 1 after 2s lambda:invoke  {FunctionName: "charge", Payload: {id: 7}}',
      '+3s  ✓ Charge card  {Payload: {id: "ch_1"}}',
      "+1d  ◷ A day  waited 1d",
    ]);
  });

  it("prints the summary alone with --quiet", async () => {
    const { stdout } = await asl(["run", task, "--answers", answered, "--quiet"]);
    expect(stdout).toMatch(/^\nSUCCEEDED/);
  });

  it("writes the history as GetExecutionHistory gives it", async () => {
    expect((await asl(["run", pass, "-i", '{"id": 7}', "--history", "written.json"])).code).toBe(0);
    const { events } = JSON.parse(readFileSync(join(path, "written.json"), "utf8"));
    expect(events.map(({ id, type }: { id: number; type: string }) => `${id} ${type}`)).toEqual([
      "1 ExecutionStarted",
      "2 PassStateEntered",
      "3 PassStateExited",
      "4 SucceedStateEntered",
      "5 SucceedStateExited",
      "6 ExecutionSucceeded",
    ]);
  });

  itUnless(!existsSync("/dev/full"), "there is no /dev/full here")(
    "says that standard output cannot be written",
    () => {
      const command = join(root, "packages/asl-cli/dist/asl.js");
      const full = openSync("/dev/full", "w");
      for (const args of [[pass, "-q"], [pass, "--json"], [pass, "--full"], ["--help"]]) {
        const stdio: StdioOptions = ["ignore", full, "pipe"];
        const { status, stderr } = spawnSync(process.execPath, [command, "run", ...args], { cwd: path, stdio });
        expect(String(stderr)).toMatch(/^asl: cannot write to standard output: ENOSPC.*\n$/);
        expect(status).toBe(2);
      }
      closeSync(full);
    },
  );

  itUnless(!existsSync("/dev/full"), "there is no /dev/full here")(
    "tells a history that cannot be written after the summary",
    async () => {
      const { code, stdout, stderr } = await asl(["run", pass, "-i", '{"id": 7}', "--history", "/dev/full"]);
      expect(stdout).toContain('output    {"id":7}');
      expect(stderr).toContain("cannot write /dev/full: ENOSPC");
      expect(code).toBe(2);
    },
  );

  it.each([
    ["inline", ["-i", '{"id": 12345678901234567890}'], /^--input:1:8: warning: /],
    ["in a file", ["-i", "large-number.json"], /^large-number\.json:1:8: warning: /],
    ["in answers", ["-a", "large-number.yaml"], /^large-number\.yaml:1:\d+: warning: /],
  ])("warns of numbers that lose digits %s, with --quiet, too", async (_, args, message) => {
    file("large-number.json", '{"id": 12345678901234567890}');
    file("large-number.yaml", "Charge card: { output: 12345678901234567890 }");
    expect((await asl(["run", task, ...args, "--quiet"])).stderr).toMatch(message);
  });

  it("adds the history to the report with --events", async () => {
    const { report } = await json(pass, "-i", '{"id": 7}', "--events", "--at", "2026-03-01T09:30:00Z");
    expect(report.events).toHaveLength(6);
    expect(report.events[0].timestamp).toBe(Date.UTC(2026, 2, 1, 9, 30) / 1000);
  });

  it("is the same to the byte for the same arguments, and differs by seed", async () => {
    const random = file("random.asl.json", {
      StartAt: "R",
      States: { R: { Type: "Pass", Parameters: { "id.$": "States.UUID()" }, End: true } },
    });
    const ids = [];
    for (const seed of ["1", "1", "2"]) ids.push((await json(random, "--seed", seed)).report.output.id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it("names the execution and the machine", async () => {
    const names = file("my machine.asl.json", {
      StartAt: "N",
      States: { N: { Type: "Pass", Parameters: { "id.$": "$$.Execution.Id" }, End: true } },
    });
    expect((await json(names, "--name", "today")).report.output.id).toMatch(/:execution:my-machine:today$/);
    expect((await json(names, "--type", "express")).report.output.id).toMatch(/:express:my-machine:run:/);
  });

  it("lifts the limits with --no-limits", async () => {
    file("large.json", JSON.stringify({ id: "x".repeat(300_000) }));
    const { code, stderr } = await asl(["run", pass, "-i", "large.json"]);
    expect(stderr).toContain("the input has 300,009 bytes: StartExecution takes at most 262,144 (256 KiB)");
    expect(code).toBe(2);
    expect((await json(pass, "-i", "large.json", "--no-limits")).report.status).toBe("SUCCEEDED");
  });

  it("lifts the limit of a definition's size with --no-limits", async () => {
    const states = { W: { Type: "Pass", Comment: "x".repeat(1_100_000), End: true } };
    const huge = file("huge.asl.json", { StartAt: "W", States: states });
    expect((await asl(["run", huge])).code).toBe(3);
    expect((await asl(["run", huge, "--no-limits"])).code).toBe(0);
  });

  it("limits the events of Standard executions only", async () => {
    const rule = { Variable: "$.n", NumericLessThan: 7000, Next: "P" };
    const count = file("count.asl.json", {
      StartAt: "C",
      States: {
        C: { Type: "Choice", Choices: [rule], Default: "E" },
        P: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "C" },
        E: { Type: "Succeed" },
      },
    });
    const input = ["-i", '{"n": 0}'];
    expect((await json(count, ...input)).report.cause).toContain("maximum number of history events");
    expect((await json(count, ...input, "--type", "EXPRESS")).report.output).toEqual({ n: 7000 });
    expect((await asl(["run", count, ...input, "--no-limits", "-q"])).stdout).toContain(
      "path      (C → P) ×7000 → C → E",
    );
  });

  it("tells a warning without refusing the definition", async () => {
    const warned = file(
      "warned.asl.json",
      '{"StartAt":"W","States":{"W":{"Type":"Pass","Result":12345678901234567890,"End":true}}}',
    );
    const { code, stderr } = await asl(["run", warned]);
    expect(stderr).toMatch(/^warned\.asl\.json:1:\d+: warning: /);
    expect(code).toBe(0);
  });

  it("reads buckets from folders", async () => {
    file("data/a.json", "[1, 2, 3]");
    const batch = file("batch.asl.json", {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemReader: {
            Resource: "arn:aws:states:::s3:getObject",
            ReaderConfig: { InputType: "JSON" },
            Parameters: { Bucket: "orders", Key: "a.json" },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "One",
            States: { One: { Type: "Pass", End: true } },
          },
          End: true,
        },
      },
    });
    expect((await json(batch, "--object-store", "orders=data")).report.output).toEqual([1, 2, 3]);
    const { stdout } = await asl(["run", batch, "--object-store", "orders=data"]);
    expect(stdout).toContain("[2] child execution  succeeded  3");
    const { stderr } = await asl(["run", batch]);
    expect(stderr).toContain("hint: no --object-store names the bucket orders: add --object-store orders=folder\n");
  });
});

describe("the clock", () => {
  const wait = file("wait.asl.json", { StartAt: "W", States: { W: { Type: "Wait", Seconds: 1, End: true } } });

  it("is real where asked for", async () => {
    const { code, report } = await json(wait, "--clock", "real");
    expect(code).toBe(0);
    expect(report.durations.real).toBeGreaterThan(950);
  });

  it("announces a wait when it begins, and ends with Ctrl-C", async () => {
    const long = file("long.asl.json", { StartAt: "W", States: { W: { Type: "Wait", Seconds: 3600, End: true } } });
    const { code, stdout } = await asl(["run", long, "--clock", "real"], {
      watch: (written, kill) => written.endsWith("waiting\n") && kill("SIGINT"),
    });
    expect(stdout).toContain("NOT FINISHED");
    expect(code).toBe(4);
  });

  it("is bounded by --timeout", async () => {
    const long = file("long.asl.json", { StartAt: "W", States: { W: { Type: "Wait", Seconds: 3600, End: true } } });
    const { code, stderr } = await asl(["run", long, "--clock", "real", "--timeout", "200ms"]);
    expect(stderr).toContain("did not end within 200ms");
    expect(code).toBe(4);
  });

  it("lets --timeout end a machine that never waits", async () => {
    const loop = file("loop.asl.json", { StartAt: "L", States: { L: LOOP, E: { Type: "Succeed" } } });
    const { code, stderr } = await asl(["run", loop, "--no-limits", "--quiet", "--timeout", "300ms"]);
    expect(stderr).toContain("did not end within 300ms");
    expect(code).toBe(4);
  });
});

describe("a task without an answer", () => {
  const first = async (...args: string[]) => {
    const { code, stderr } = await asl(["run", task, "-i", '{"id": 7}', ...args]);
    expect(code).toBe(4);
    return stderr;
  };

  it("shows its request", async () => {
    const text = await first();
    expect(text).toContain("UNANSWERED  Charge card has no answer for call 1");
    expect(text).toMatch(
      /resource {3}arn:aws:states:::lambda:invoke\n {2}attempt {4}1\n {2}arguments {2}\{"FunctionName"/,
    );
  });

  it("is told the file to write where there is none", async () => {
    expect(await first()).toMatch(
      /Write this to answers\.yaml .*\n\nCharge card:\n {2}- output: \{ Payload: \{\} \}\n$/,
    );
  });

  it("can be answered with the lines it prints", async () => {
    file("answers.yaml", (await first()).split("\n\n").at(-1) as string);
    expect((await asl(["run", task, "-i", '{"id": 7}', "-a", "answers.yaml"])).code).toBe(0);
  });

  it("is told the file to add to", async () => {
    expect(await first("-a", empty)).toContain("Add this to empty.yaml:\n\nCharge card:\n  - output:");
  });

  it("is told the list to add to, with its place", async () => {
    file("short.yaml", "# answers\nCharge card:\n  - error: Card.Busy\n");
    expect(await first("-a", "short.yaml")).toMatch(
      /has no answer for call 2[\s\S]*attempt {4}2[\s\S]*the answers of "Charge card" \(short\.yaml:2:1\):\n\n {2}- output: \{ Payload/,
    );
  });

  it("gets JSON where the answers are JSON", async () => {
    file("none.json", "{}");
    expect(await first("-a", "none.json")).toContain('"Charge card": { "output": {"Payload":{}} }');
  });

  it("is part of the report", async () => {
    const { code, report } = await json(task, "-i", '{"id": 7}');
    expect(code).toBe(4);
    expect(report).toMatchObject({ status: "RUNNING", unanswered: { state: "Charge card", attempt: 0, call: 0 } });
  });

  it("may be one that waits for a token nobody sends", async () => {
    file("pending.yaml", "Ask: { pending: true }\n");
    const { code, stderr } = await asl(["run", token, "-a", "pending.yaml"]);
    expect(stderr).toMatch(/WAITING {2}for an answer that nobody sends[\s\S]*state {6}Ask[\s\S]*token {6}arn:/);
    expect(code).toBe(4);
  });
});

describe("answers", () => {
  it("that nobody asked for are told on standard error", async () => {
    file("many.yaml", "Charge card:\n  - output: {}\n  - output: {}\ndefault: { output: {} }\n");
    const { code, stderr } = await asl(["run", task, "-a", "many.yaml"]);
    expect(stderr).toBe("note: answers never used: Charge card (answer 2), default\n");
    expect(code).toBe(0);
  });

  it.each<[string, string, RegExp]>([
    [
      "for no state",
      "Charge crad: { output: 1 }",
      /^bad\.yaml:1:1: error: The definition has no Task state[\s\S]*\^{11}\n {2}hint: Did you mean "Charge card"\?/,
    ],
    ["for a Wait", "A day: { output: 1 }", /"A day" is a Wait state/],
    [
      "with an unknown key",
      "Charge card:\n  - ouput: 1\n    error: E",
      /^bad\.yaml:2:5: error: An answer has no field "ouput"/,
    ],
    ["of a wrong type", "Charge card:\n  - output: 1\n    takes: soon", /^bad\.yaml:3:12: error: takes is a duration/],
    ["that are no YAML", "Charge card: [", /^bad\.yaml:\d+:\d+: error/],
    ["that are a list", "- 1", /Answers are an object with state names as keys/],
  ])("%s are refused with their place", async (_, text, message) => {
    file("bad.yaml", text);
    const { code, stderr } = await asl(["run", task, "-a", "bad.yaml"]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

describe("colours", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the start of a colour sequence
  const COLOUR = /\u001b\[/;
  it.each<[string, Record<string, string>, boolean]>([
    ["are left out where the output is no terminal", {}, false],
    ["can be forced", { FORCE_COLOR: "1" }, true],
    ["can be refused whatever is forced", { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    ["are not forced by 0", { FORCE_COLOR: "0" }, false],
    ["follow no CI variable", { CI: "true" }, false],
  ])("%s", async (_, env, coloured) => {
    expect(COLOUR.test((await asl(["run", "pass.yaml"], { env })).stdout)).toBe(coloured);
  });

  it("never come from the data", async () => {
    const evil = file("evil.asl.json", {
      StartAt: "E",
      States: { E: { Type: "Fail", Error: "\u001b[31mE\u0007", Cause: "a\u202eb\u009b2J\nline" } },
    });
    const { stdout } = await asl(["run", evil, "-i", '{"\\u001b[2J": "\\u009b"}']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(stdout).toContain("\\u001b[31mE");
  });
});

describe("the summary", () => {
  it("cuts texts that nobody reads to their end, unless all is wanted", async () => {
    const input = JSON.stringify({ id: "x".repeat(5000) });
    const { stdout } = await asl(["run", pass, "-q", "-i", input]);
    expect(stdout).toContain("x… 4,010 more characters: --full shows them\n");
    expect(stdout.length).toBeLessThan(1500);
    expect((await asl(["run", pass, "-q", "--full", "-i", input])).stdout).toContain("x".repeat(5000));
  });

  it("keeps diagnostics short, however long the names in them", async () => {
    const key = "k".repeat(3000);
    const { stderr } = await asl([
      "run",
      file("k.asl.json", { StartAt: "A", States: { A: { Type: "Pass", [key]: 1 } } }),
    ]);
    for (const line of stderr.split("\n")) expect(line.length).toBeLessThan(700);
  });
});

describe("lines", () => {
  it.each([40, 80, 200])("are no wider than %i columns", async (width) => {
    const wide = { id: "长".repeat(60), list: Array.from({ length: 50 }, (_, i) => ({ i })), text: "y".repeat(300) };
    const { stdout } = await asl(["run", pass, "-i", JSON.stringify(wide)], { env: { COLUMNS: String(width) } });
    const trace = stdout.split("\n\n")[0].split("\n");
    const columns = (line: string) => [...line].reduce((sum, char) => sum + (char === "长" ? 2 : 1), 0);
    for (const line of trace) expect(columns(line)).toBeLessThanOrEqual(width);
  });

  it("leave out most iterations of a long Map, but for failures", async () => {
    const each = file("each.asl.json", {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          ItemProcessor: {
            StartAt: "One",
            States: {
              One: {
                Type: "Task",
                Resource: "arn:aws:lambda:us-east-1:123456789012:function:one",
                Catch: [{ ErrorEquals: ["States.ALL"], Next: "Caught" }],
                End: true,
              },
              Caught: { Type: "Pass", End: true },
            },
          },
          End: true,
        },
      },
    });
    file("each.yaml", "One:\n  - { output: 1, repeat: 90 }\n  - { error: Late, repeat: true }\n");
    const items = JSON.stringify(Array.from({ length: 100 }, (_, i) => i));
    const { stdout } = await asl(["run", each, "-i", items, "-a", "each.yaml"]);
    expect(stdout).toContain("[95] One  Late");
    expect(stdout).not.toContain("[50] One");
    expect(stdout).toContain("90 not shown");
    expect((await asl(["run", each, "-i", items, "-a", "each.yaml", "--full"])).stdout).toContain("[50] One");
  });
});
