import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file, path } = workFolder();

beforeAll(built, 240_000);

const wait = file("wait.asl.json", {
  StartAt: "W",
  States: { W: { Type: "Wait", Seconds: 30, Next: "E" }, E: { Type: "Succeed" } },
});
const task = file("task.asl.json", {
  StartAt: "Charge",
  States: { Charge: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:charge", End: true } },
});
const busy = file("busy.asl.json", {
  QueryLanguage: "JSONata",
  StartAt: "Before",
  States: {
    Before: { Type: "Pass", Next: "Busy" },
    Busy: {
      Type: "Choice",
      Choices: [{ Condition: "{% $sum([1..200000].($ * 2)) < 0 %}", Next: "End" }],
      Default: "Busy",
    },
    End: { Type: "Succeed" },
  },
});
const block = file("block.mjs", "export default () => { for (;;); };\n");
const never = file("never.mjs", "setInterval(() => {}, 1000); export default () => new Promise(() => {});\n");

const historyOf = (name: string): string[] =>
  JSON.parse(readFileSync(join(path, name), "utf8")).events.map(({ type }: { type: string }) => type);

describe("--timeout", () => {
  it.each<[string, string[], string[]]>([
    ["that waits on the real clock", [wait, "--clock", "real"], ["ExecutionStarted", "WaitStateEntered"]],
    ["whose handler never answers", [task, "--handlers", never], ["ExecutionStarted", "TaskStateEntered"]],
    [
      "whose handler never answers on the real clock",
      [task, "--handlers", never, "--clock", "real"],
      ["ExecutionStarted", "TaskStateEntered"],
    ],
    ["whose handler never returns", [task, "--handlers", block], ["ExecutionStarted", "TaskStateEntered"]],
    ["that never waits", [busy, "--no-limits"], ["ExecutionStarted", "PassStateEntered", "PassStateExited"]],
  ])("ends a run %s with summary and history", async (_, args, events) => {
    const { code, stdout, stderr } = await asl(["run", ...args, "--timeout", "300ms", "--history", "history.json"]);
    expect(stdout).toMatch(/\nNOT FINISHED {2}.*\npath {6}\S+/);
    expect(stderr).toMatch(/^asl: the run did not end within 300ms \(--timeout\)/);
    expect(historyOf("history.json").slice(0, events.length)).toEqual(events);
    expect(code).toBe(4);
  });

  it("gives a report of what there is with --json", async () => {
    const { code, stdout } = await asl(["run", wait, "--clock", "real", "--timeout", "200ms", "--json", "--events"]);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ status: "RUNNING", stopped: "timeout", path: ["W"], transitions: 1 });
    expect(report.events).toHaveLength(2);
    expect(code).toBe(4);
  });

  it("bounds the work of a single expression", async () => {
    const long = file("long.asl.json", {
      QueryLanguage: "JSONata",
      StartAt: "P",
      States: {
        P: {
          Type: "Pass",
          Output: "{% $reduce([1..99999], function($a, $b) { $a + $sum([1..2000]) }, 0) %}",
          End: true,
        },
      },
    });
    const before = performance.now();
    const { code } = await asl(["run", long, "--timeout", "300ms"]);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(code).not.toBe(0);
  });

  it("does not disturb a run that ends before", async () => {
    const { code, stderr } = await asl(["run", wait, "--timeout", "20s"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("a time limit", () => {
  const limited = file(
    "limited.asl.yaml",
    "StartAt: W\nTimeoutSeconds: 5\nStates:\n  W: { Type: Wait, Seconds: 30, End: true }\n",
  );
  const long = file("long.asl.yaml", "StartAt: W\nStates:\n  W: { Type: Wait, Seconds: 900, End: true }\n");

  it.each<[string, string[], string, object]>([
    [
      "of the definition",
      [limited],
      "limit     TimeoutSeconds of the definition: 5s (limited.asl.yaml:2:1)\n",
      { name: "TimeoutSeconds", seconds: 5, at: "limited.asl.yaml:2:1" },
    ],
    [
      "of Express executions",
      [long, "--type", "EXPRESS"],
      "limit     Express executions end after 5 minutes",
      { name: "Express", seconds: 300 },
    ],
  ])("%s is named where it ends a run", async (_, args, text, limit) => {
    const { code, stdout } = await asl(["run", ...args]);
    expect(stdout).toContain(text);
    expect(code).toBe(1);
    expect(JSON.parse((await asl(["run", ...args, "--json"])).stdout)).toMatchObject({ status: "TIMED_OUT", limit });
  });

  it.each([
    ["a missed heartbeat", "pending: true, heartbeats: [30s]", "+1m 30s  ✗ Ask  States.Timeout (no heartbeat for 60s)"],
    [
      "a missing answer",
      "pending: true, heartbeats: [30s, 60s, 90s]",
      "+2m  ✗ Ask  States.Timeout (no answer for 120s)",
    ],
  ])("of a task tells %s", async (_, answer, line) => {
    const ask = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true };
    const definition = { StartAt: "Ask", States: { Ask: { ...ask, TimeoutSeconds: 120, HeartbeatSeconds: 60 } } };
    const answers = file("ask.yaml", `Ask: { ${answer} }\n`);
    const { stdout } = await asl(["run", file("ask.asl.json", definition), "-a", answers]);
    expect(stdout).toContain(line);
  });
});

describe("Ctrl-C on the real clock", () => {
  const interrupted = (args: string[], until: RegExp) => {
    let sent: NodeJS.Timeout | undefined;
    return asl(["run", ...args, "--clock", "real"], {
      watch: (written, kill) => {
        if (until.test(written)) sent ??= setInterval(() => kill("SIGINT"), 700);
      },
    }).finally(() => clearInterval(sent));
  };

  it("tells what was waited for", async () => {
    const { code, stdout, stderr } = await interrupted([wait], /waiting\n$/);
    expect(stdout).toContain("NOT FINISHED");
    expect(stderr).toMatch(/INTERRUPTED {2}while W waits, (2\d|30)s to go\n$/);
    expect(code).toBe(4);
  });

  it("tells which task had no answer yet", async () => {
    const { code, stderr } = await interrupted([task, "--handlers", never], /Charge/);
    expect(stderr).toMatch(/INTERRUPTED {2}while Charge waits for its answer\n$/);
    expect(code).toBe(4);
  });

  it.each([
    ["a handler that never returns", [task, "--handlers", block]],
    ["a definition that never waits", [busy, "--no-limits"]],
  ])("ends %s", async (_, args) => {
    const before = performance.now();
    const { code } = await interrupted(args, /Charge|Before/);
    expect(performance.now() - before).toBeLessThan(8_000);
    expect(code).not.toBe(0);
  });
});
