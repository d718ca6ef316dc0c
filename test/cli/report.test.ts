import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { built, workFolder } from "../support/asl.js";

vi.setConfig({ testTimeout: 60_000 });

interface PageFile {
  readonly name: string;
  readonly text: string;
  readonly compared?: boolean;
}

const { path: folder, file, asl } = workFolder();
const page = (name: string): string => readFileSync(join(folder, name), "utf8");
const filesIn = (name: string): PageFile[] =>
  JSON.parse(/<script type="application\/json" id="asl-files">(.*?)<\/script>/s.exec(page(name))?.[1] ?? "[]");
const eventsIn = (name: string, at = 1) => JSON.parse(filesIn(name)[at].text).events as { type: string }[];

const order = {
  StartAt: "Charge",
  States: {
    Charge: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Next: "Done" },
    Done: { Type: "Pass", End: true },
  },
};
const hostile = "</script><script>alert(1)</script><!--";

beforeAll(async () => {
  await built();
  file("order.asl.json", `${JSON.stringify(order, null, 3)}\n`);
  file("ok.yaml", "Charge: { output: { token: t0p-s3cret, left: 7 } }\n");
  file("fails.yaml", "Charge: { error: Card.Declined, cause: no }\n");
}, 240_000);

describe("asl run --report", () => {
  it.each([
    ["succeeds", "ok.yaml", 0, "ExecutionSucceeded"],
    ["fails", "fails.yaml", 1, "ExecutionFailed"],
    ["waits for an answer nobody gives", undefined, 4, "TaskScheduled"],
  ])(
    "writes a run that %s, with the definition as it was written, and says how large the page is",
    async (_, answers, code, last) => {
      const called = await asl([
        "run",
        "order.asl.json",
        "-q",
        ...(answers ? ["-a", answers] : []),
        "--report",
        "run.html",
      ]);
      expect(called.code).toBe(code);
      expect(called.stderr).toMatch(/note: wrote run.html, \d\.\d\d MB: it opens in any browser/);
      expect(filesIn("run.html")[0]).toEqual({ name: "order.asl.json", text: `${JSON.stringify(order, null, 3)}\n` });
      expect(eventsIn("run.html").at(-1)?.type).toBe(last);
      expect(statSync(join(folder, "run.html")).size).toBeLessThan(2_500_000);
    },
  );

  it("allows no script but its own, and no network", async () => {
    await asl(["run", "order.asl.json", "-q", "-a", "ok.yaml", "--report", "run.html"]);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page("run.html"))?.[1] ?? "";
    expect(policy).toMatch(
      /^default-src 'none'; script-src( 'sha256-[\w+/]{43}=')+; worker-src blob:; style-src 'sha256-/,
    );
    expect(policy).not.toContain("unsafe");
    expect(page("run.html").match(/elk-worker\.js"/g)).toHaveLength(1);
    expect(page("run.html")).toContain("Eclipse Public License");
  });

  it("writes the same bytes for the same run", async () => {
    for (const name of ["a.html", "b.html"])
      await asl(["run", "order.asl.json", "-q", "-a", "ok.yaml", "--report", name]);
    expect(page("a.html")).toBe(page("b.html"));
  });

  it("leaves values of secret keys out, and says what stays", async () => {
    const { stderr } = await asl([
      "run",
      "order.asl.json",
      "-q",
      "-a",
      "ok.yaml",
      "--report",
      "r.html",
      "--redact",
      "TOK",
    ]);
    expect(page("r.html")).not.toContain("t0p-s3cret");
    expect(page("r.html")).toContain("[redacted]");
    expect(stderr).toContain("the definition stays as it is written");
    expect(stderr).not.toContain("has values of such keys itself");
  });

  it("names values that the definition itself gives to secret keys", async () => {
    const secrets = { apiToken: "sk-live", list: [1, 2, 3, 4, 5].map((token) => ({ token })) };
    const A = { Type: "Pass", Result: secrets, End: true };
    file("own.asl.json", { StartAt: "A", States: { A } });
    const { stderr } = await asl(["run", "own.asl.json", "-q", "--report", "own.html", "--redact", "token"]);
    expect(stderr).toContain("has values of such keys itself: A: Result.apiToken, A: Result.list[0].token,");
    expect(stderr).toContain(", and 1 more");
  });

  it("holds hostile data", async () => {
    const input = JSON.stringify({ [hostile]: hostile });
    await asl(["run", "order.asl.json", "-q", "-a", "ok.yaml", "-i", input, "--report", "h.html"]);
    expect(page("h.html")).not.toContain("alert(1)</script>");
    expect(JSON.stringify(eventsIn("h.html"))).toContain("alert(1)");
  });

  it("writes a definition in YAML as it is, and one with values filled in as it ran", async () => {
    const text = "# ours\nStartAt: A\nStates:\n  A: { Type: Pass, Comment: '${who}', End: true }\n";
    file("y.asl.yaml", text);
    file("values.yaml", "who: me\n");
    await asl(["run", "y.asl.yaml", "-q", "--report", "y.html"]);
    expect(filesIn("y.html")[0]).toEqual({ name: "y.asl.yaml", text });
    await asl(["run", "y.asl.yaml", "-q", "--substitutions", "values.yaml", "--report", "y.html"]);
    expect(filesIn("y.html")[0].name).toBe("y.asl.json");
    expect(JSON.parse(filesIn("y.html")[0].text).States.A.Comment).toBe("me");
  });

  it("holds nothing of a template but the machine that ran", async () => {
    const Definition = { StartAt: "A", States: { A: { Type: "Pass", End: true } } };
    const machine = { Type: "AWS::StepFunctions::StateMachine", Properties: { Definition } };
    const secret = { Type: "AWS::SecretsManager::Secret", Properties: { SecretString: "hunter2" } };
    file("template.json", { Resources: { Secret: secret, Machine: machine } });
    const { code } = await asl(["run", "template.json#Machine", "-q", "--report", "t.html"]);
    expect([code, filesIn("t.html")[0]]).toEqual([
      0,
      { name: "Machine.asl.json", text: JSON.stringify(Definition, null, 2) },
    ]);
    expect(page("t.html")).not.toContain("hunter2");
  });

  it("writes a run whose time was over", async () => {
    file("wait.asl.json", { StartAt: "W", States: { W: { Type: "Wait", Seconds: 60, End: true } } });
    const args = ["run", "wait.asl.json", "-q", "--clock", "real", "--timeout", "1", "--report", "late.html"];
    expect((await asl(args)).code).toBe(4);
    expect(eventsIn("late.html").at(-1)?.type).toBe("WaitStateEntered");
  });

  it.each([
    ["over the definition", ["--report", "order.asl.json"], /would overwrite the definition/],
    ["over the history", ["--history", "order.asl.json", "--report", "x.html"], /would overwrite the definition/],
    ["into a file for a folder", ["--report", "order.asl.json/x.html"], /cannot write the report/],
    ["with --redact alone", ["--redact", "token"], /--redact leaves values out of the page of --report/],
  ])("is refused %s", async (_, options, message) => {
    const { code, stderr } = await asl(["run", "order.asl.json", "-a", "ok.yaml", ...options]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(existsSync(join(folder, "x.html"))).toBe(false);
  });
});

describe("asl replay --report", () => {
  it("shows the recorded run beside the replayed one", async () => {
    await asl(["run", "order.asl.json", "-q", "-a", "ok.yaml", "--history", "h.json"]);
    file("edited.asl.json", { ...order, States: { ...order.States, Done: { Type: "Wait", Seconds: 5, End: true } } });
    const { code, stderr } = await asl([
      "replay",
      "h.json",
      "-d",
      "edited.asl.json",
      "--report",
      "d.html",
      "--redact",
      "token",
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain("wrote d.html");
    expect(filesIn("d.html").map(({ name, compared }) => [name, compared])).toEqual([
      ["recorded", undefined],
      ["replayed", true],
    ]);
    expect(JSON.parse(filesIn("d.html")[1].text).definition.States.Done.Type).toBe("Wait");
    expect(page("d.html")).not.toContain("t0p-s3cret");
  });

  it("takes one history", async () => {
    file("again.json", page("h.json"));
    const { code, stderr } = await asl([
      "replay",
      "h.json",
      "again.json",
      "-d",
      "order.asl.json",
      "--report",
      "d.html",
    ]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("--report takes one history")]);
  });
});

describe("asl graph --interactive", () => {
  it("writes the viewer with a definition", async () => {
    const { code, stderr } = await asl(["graph", "order.asl.json", "--interactive", "-o", "g.html"]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("wrote g.html")]);
    expect(filesIn("g.html")).toEqual([{ name: "order.asl.json", text: JSON.stringify(order, null, 2) }]);
  });

  it.each([
    ["and its layout", 3, 1],
    ["without a layout where that would take long", 500, 0],
  ])("holds a machine %s", async (_, count, blocks) => {
    const name = (at: number) => `State ${at}`;
    const states = Array.from({ length: count }, (_, at) => [
      name(at),
      { Type: "Pass", ...(at + 1 < count ? { Next: name(at + 1) } : { End: true }) },
    ]);
    file("chain.asl.json", JSON.stringify({ StartAt: name(0), States: Object.fromEntries(states) }));
    await asl(["graph", "chain.asl.json", "--interactive", "-o", "c.html"]);
    const placements = /<script type="application\/json" id="asl-placements">(.*?)<\/script>/s.exec(
      page("c.html"),
    )?.[1];
    expect(JSON.parse(placements ?? "")).toHaveLength(blocks);
  });

  it.each([
    ["without a file", ["order.asl.json", "--format", "html"], /name a file with --output/],
    ["of another format", ["order.asl.json", "-o", "g.svg"], /makes an HTML page of one definition/],
    ["of a difference", ["--diff", "order.asl.json", "order.asl.json", "-o", "g.html"], /of one definition/],
  ])("is refused %s", async (_, options, message) => {
    const { code, stderr } = await asl(["graph", ...options, "--interactive"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});

describe("the debugger's command report", () => {
  it("writes the run as far as it has come", async () => {
    file("commands.txt", "next\nreport part.html redact token\nquit\n");
    const { stdout } = await asl(["debug", "order.asl.json", "-a", "ok.yaml", "--commands", "commands.txt", "--plain"]);
    expect(stdout).toContain("wrote part.html");
    expect(eventsIn("part.html").at(-1)?.type).not.toBe("ExecutionSucceeded");
    expect(page("part.html")).not.toContain("t0p-s3cret");
  });
});
