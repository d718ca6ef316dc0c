import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../../scripts/workspace.mjs";
import { built, workFolder } from "../../support/asl.js";
import { refund } from "./desk.js";

beforeAll(built, 120_000);

const folder = workFolder();
const machine = folder.file("refund.asl.json", refund.definition);
const answers = folder.file("answers.json", refund.answers as object);
const ORDER = ["-i", '{"orderId": "R-1"}', "-a", answers];
const debug = (args: readonly string[], stdin = "") => folder.asl(["debug", ...args], { stdin });

describe("asl debug without a terminal", () => {
  it("reads commands from standard input and shows each before what it tells", async () => {
    const { stdout, stderr, code } = await debug(
      [machine, ...ORDER],
      "next\n\n# a comment\nprint $.order.amount\nquit\nnext\n",
    );
    expect(stdout).toMatch(/^\[0\] before Look up order \(Task\) {2}refund.asl.json:5\n/);
    expect(stdout).toMatch(/\nasl> next\n[\s\S]*\[4\] before Paid by card\?/);
    expect(stdout).toMatch(/\nasl> \n[\s\S]*\[5\] before Refund card/);
    expect(stdout).toMatch(/\nasl> print \$\.order\.amount\n900\nasl> quit\n$/);
    expect([stderr, code]).toEqual(["", 4]);
  });

  it("goes on after a command that cannot be done", async () => {
    const { stdout, code } = await debug([machine, ...ORDER], "nxet\ncontinue\n");
    expect(stdout).toMatch(/asl> nxet\n! there is no command nxet\n {2}Did you mean next\?\nasl> continue\n/);
    expect(code).toBe(0);
  });

  it.each([
    ["0 where the run has succeeded", "c\n", 0],
    ["4 where it stands before its end", "c\nb\n", 4],
    ["1 where it has failed", "jump Refund card {}\nc\n", 1],
  ])("exits with %s", async (_, stdin, expected) => {
    expect((await debug([machine, ...ORDER], stdin)).code).toBe(expected);
  });

  it("sets breakpoints from the command line, and need not stop at the entry", async () => {
    const { stdout } = await debug([
      machine,
      ...ORDER,
      "-b",
      "Issue voucher",
      "--break",
      "on error",
      "--no-stop-on-entry",
    ]);
    expect(stdout).toMatch(/^● 1 {2}Issue voucher {2}refund.asl.json:55\n● 2 {2}on error \*\n/);
    expect(stdout).toMatch(/^\[8\] error Payments.CardExpired \(breakpoint 2\)/m);
  });

  it("ends at the first command of a file that cannot be done, and says where", async () => {
    const script = folder.file("session.txt", "# find it\n\nnext\n  contniue\nnext\n");
    const { stdout, stderr, code } = await debug([machine, ...ORDER, "--commands", script]);
    expect(stdout).toMatch(/asl> next\n[\s\S]*asl> contniue\n$/);
    expect(stderr).toBe("session.txt:4:3: error: there is no command contniue\n     Did you mean continue?\n");
    expect(code).toBe(2);
  });

  it("does tasks with handlers, and does not mix what they print with what it tells", async () => {
    const handlers = folder.file(
      "handlers.mjs",
      'export default () => { console.log("noise"); return { Payload: { amount: 1, paidBy: "x", code: "V-1" } }; };',
    );
    const { stdout, stderr, code } = await debug([machine, "-i", '{"orderId": 1}', "--handlers", handlers], "c\n");
    expect([stdout.includes("noise"), stderr.includes("noise"), code]).toEqual([false, true, 0]);
  });

  it("says of a handler that never answers what it is", async () => {
    const handlers = folder.file("hang.mjs", "export default () => new Promise(() => {});");
    const { stderr, code } = await debug([machine, "-i", '{"orderId": 1}', "--handlers", handlers], "c\n");
    expect(stderr).toContain("a handler never answers: its promise does not settle");
    expect(code).toBe(2);
  });

  it("lets a task be answered by hand whose handler gives what is no result", async () => {
    const handlers = folder.file("bad.mjs", "export default () => () => 1;");
    const { stdout } = await debug([machine, "-i", '{"orderId": 1}', "--handlers", handlers], "c\nanswer {}\n");
    expect(stdout).toMatch(
      /! the handler of task "Look up order" \(call 1\) [\s\S]*needs an answer[\s\S]*asl> answer \{\}\n.*StateExited|Succeeded/,
    );
  });

  it("writes over no file it reads, nor over others without --force", async () => {
    const copy = folder.file("copy.asl.json", refund.definition);
    const refused = await debug([copy, "--save", "copy.asl.json", "--force"]);
    expect([refused.stderr, refused.code]).toEqual([expect.stringContaining("--save copy.asl.json: the run reads"), 2]);
    expect(readFileSync(join(folder.path, copy), "utf8")).toBe(refund.definition);
    const other = folder.file("other.txt", "mine");
    expect((await debug([copy, "--save", other])).stderr).toContain("write over it with --force");
    expect((await debug([copy, "--save", other, "--force"], "quit\n")).stdout).toContain("saved the run to other.txt");
    expect((await debug([copy, "--force"])).stderr).toContain("--force belongs to --save");
  });

  it("keeps a run and opens it again", async () => {
    const kept = await debug([machine, ...ORDER, "--save", "run.json"], "until Large refund?\n");
    expect(kept.stdout).toContain("saved the run to run.json");
    const opened = await debug(["--recording", "run.json"], "back\nprint $.order\nlist\n");
    expect(opened.stdout).toMatch(
      /^\[9\] at the end of what has happened {2}before Large refund\?[\s\S]*\[5\] before Refund card[\s\S]*\{"amount":900,"paidBy":"card"\}/,
    );
    expect(opened.stdout).toMatch(/→ 18 +"Refund card"/);
  });

  it("takes values out of what it keeps", async () => {
    await debug([machine, ...ORDER], "c\nsave hidden.json redact ORDERID\n");
    expect(readFileSync(join(folder.path, "hidden.json"), "utf8")).not.toContain("R-1");
    expect((await debug(["--recording", "hidden.json"])).stdout).toMatch(/^the recording was redacted \(ORDERID\): /);
  });

  it("gives the same history whatever was looked at on the way", async () => {
    const looked = await debug([machine, ...ORDER], "s 20\nb 5\nstages\nwhy value /orderId\nrc\nc\nevents all\n");
    const plain = await debug([machine, ...ORDER], "c\nevents all\n");
    const eventsIn = (text: string) => text.slice(text.indexOf("asl> events all"));
    expect(eventsIn(looked.stdout)).toBe(eventsIn(plain.stdout));
  });

  it("debugs recorded executions", async () => {
    await folder.asl(["run", machine, ...ORDER, "--history", "history.json", "--quiet"]);
    const { stdout, code } = await folder.asl(["replay", "history.json", "-d", machine, "--debug"], {
      stdin: "error\nwhy\nc\n",
    });
    expect(stdout).toMatch(/error Payments.CardExpired[\s\S]*catcher 0 takes it[\s\S]*end {2}SUCCEEDED/);
    expect(code).toBe(0);
  });

  it("asks for what was never recorded, and offers nothing that was not there", async () => {
    const edited = folder.file(
      "edited.asl.json",
      (refund.definition as string).replace('CardExpired"], "Next"', 'CardExpired"], "ResultPath": "$.error", "Next"'),
    );
    const { stdout, code } = await folder.asl(["replay", "history.json", "-d", edited, "--debug"], {
      stdin: "c\nanswer {}\nc\n",
    });
    expect(stdout).toMatch(/needs an answer {2}in Ask manager[\s\S]*end {2}SUCCEEDED/);
    expect(code).toBe(0);
    const again = await folder.asl(["replay", "history.json", "-d", edited, "--debug"], { stdin: "reload\n" });
    expect(again.stdout).toContain("nothing has changed");
  });

  it("keeps no commands where nobody has typed them", async () => {
    const { code } = await folder.asl(["debug", machine, ...ORDER], {
      stdin: "n\n",
      env: { XDG_STATE_HOME: join(folder.path, "state") },
    });
    expect(code).toBe(4);
    expect(() => readFileSync(join(folder.path, "state/asl/debug-history"))).toThrow();
  });

  it.each<[string, string[], number, string]>([
    ["no definition", [], 2, "there is nothing to debug\n     Name a definition, or open a run with --recording."],
    ["a definition and a recording", [machine, "--recording", "x"], 2, "--recording brings its own definition"],
    [
      "a recording and an input",
      ["--recording", "x", "-i", "{}"],
      2,
      "--recording has its own input: leave out --input",
    ],
    [
      "a recording that is not there",
      ["--recording", "no.json"],
      2,
      "cannot read the recording: there is no file no.json",
    ],
    ["a recording that is none", ["--recording", answers], 2, "cannot read the recording answers.json: "],
    ["the real clock", [machine, "--clock", "real"], 2, "the debugger's clock is virtual"],
    ["a breakpoint at no place", [machine, "-b", "Chrge"], 2, '--break Chrge: there is no state "Chrge"'],
    [
      "a breakpoint that is never hit",
      [machine, "-b", "9999"],
      2,
      "--break 9999: never hit: there is no state on line",
    ],
    ["commands that are not there", [machine, "-c", "no.txt"], 2, "cannot read the commands: there is no file no.txt"],
    ["an input that is none", [machine, "-i", "no.json"], 2, "--input no.json is neither a file nor JSON"],
    ["a definition that is not there", ["no.asl.json"], 3, "there is no file no.asl.json"],
    [
      "a definition that is not valid",
      [folder.file("bad.asl.json", { StartAt: "A", States: {} })],
      3,
      "bad.asl.json:1:",
    ],
    ["a seed twice", [machine, "--seed", "1", "--seed", "2"], 2, "--seed is given twice"],
  ])("refuses %s", async (_, args, expected, said) => {
    const { code, stderr } = await debug(args);
    expect(stderr).toContain(said);
    expect(code).toBe(expected);
  });
});

describe("the example of docs/debugging.md", () => {
  it("holds the mistake that the walk finds, and no other test finds", () => {
    const definition = JSON.parse(readFileSync(join(root, "examples/parcel-refund/parcel-refund.asl.json"), "utf8"));
    expect(definition.States["Refund card"].Catch[0].ResultPath).toBeUndefined();
  });
});
