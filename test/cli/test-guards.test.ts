import { spawn } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/workspace.mjs";
import { built, workFolder } from "../support/asl.js";
import { itUnless } from "../support/it-unless.js";

const { asl, file, path } = workFolder();
beforeAll(built, 240_000);

const onWindows = process.platform === "win32";
const test = (...args: string[]) => asl(["test", ...args]);

file("wait.asl.yaml", "{ StartAt: Rest, States: { Rest: { Type: Wait, Seconds: 1, End: true } } }\n");
const tests = (cases: string) => `definition: ../wait.asl.yaml\ncases:\n${cases}`;
const traced = (name: string, trace: string, input = "{}") =>
  `  - { name: ${name}, input: ${input}, expect: { trace: ${trace} } }\n`;
file("good/one.asl.test.yaml", tests("  - { name: rests, tags: [smoke] }\n"));

/** The text of a file; undefined where there is none. */
const contentOf = (name: string): string | undefined =>
  existsSync(join(path, name)) ? readFileSync(join(path, name), "utf8") : undefined;

describe("asl test --update", () => {
  file("notes.md", "what people wrote\n");
  it.each([
    ["../wait.asl.yaml", "../wait.asl.yaml is no name for a golden trace"],
    ["../good/one.asl.test.yaml", "../good/one.asl.test.yaml is no name for a golden trace"],
    ["new.asl.json", "new.asl.json is no name for a golden trace"],
    ["../notes.md", "../notes.md is not a golden trace, and is not written over"],
  ])("does not write a trace over %s", async (trace, message) => {
    const before = contentOf(join("traced", trace));
    const name = file("traced/a.asl.test.yaml", tests(traced("x", trace)));
    const { code, stdout } = await test(name, "--update");
    expect(stdout).toContain(message);
    expect(code).toBe(1);
    expect(contentOf(join("traced", trace))).toBe(before);
  });

  it("writes over a golden trace that differs", async () => {
    const name = file("traced/b.asl.test.yaml", tests(traced("x", "b.trace")));
    await test(name, "--update");
    file(name, tests(traced("x", "b.trace", "[1]")));
    expect((await test(name, "--update")).stdout).toContain("1 passed, 1 trace written");
    expect(contentOf("traced/b.trace")).toContain("input     [1]");
  });

  it("fails a case that shares its file with one whose trace is another", async () => {
    const cases = traced("a", "c.trace") + traced("same", "c.trace") + traced("other", "c.trace", "[1]");
    const { code, stdout } = await test(file("traced/c.asl.test.yaml", tests(cases)), "--update");
    expect(stdout).toContain("another case has the same trace file c.trace, and another trace");
    expect(stdout).toContain("2 passed, 1 failed, 1 trace written");
    expect(code).toBe(1);
  });
});

describe("an answer to paste", () => {
  it("is a line of YAML that passes where it is pasted", async () => {
    file(
      "task.asl.yaml",
      "{ StartAt: T, States: { T: { Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: q, MessageBody: m }, End: true } } }\n",
    );
    const text = "definition: ../task.asl.yaml\ncases:\n  - name: x\n";
    const name = file("pasted/a.asl.test.yaml", text);
    const [, line] = /Add it to the answers:\n\s*(.*)\n/.exec((await test(name)).stdout)!;
    file(name, `${text}    answers:\n      ${line}\n`);
    expect((await test(name)).stdout).toContain("1 passed");
  });
});

describe("asl test without cases", () => {
  it.each([
    [["--tag", "nope"], "no case has the tag nope"],
    [["--filter", "zzz", "--tag", "smoke"], 'no case has the tag smoke and "zzz" in its name'],
  ])("ends with 2 for %j, unless that is allowed", async (args, message) => {
    const { code, stderr } = await test("good", ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect((await test("good", ...args, "--allow-empty")).code).toBe(0);
  });
});

describe("asl test", () => {
  itUnless(onWindows, "Windows has no such links")(
    "tells of a link that leads back to itself, and runs the other files",
    async () => {
      file("links/one.asl.test.yaml", tests("  - name: rests\n"));
      symlinkSync("loop.asl.test.yaml", join(path, "links/loop.asl.test.yaml"));
      const { code, stdout } = await test("links");
      expect(stdout).toContain("links/loop.asl.test.yaml is a link that leads back to itself");
      expect(stdout).toContain("1 passed, 1 could not be run");
      expect(code).toBe(2);
    },
  );

  itUnless(onWindows, "Windows has no such signal")(
    "ends at Ctrl-C while a case computes, with --watch too",
    async () => {
      const again = "{ Type: Choice, Choices: [{ Variable: $.end, IsPresent: true, Next: B }], Default: A }";
      const endless = `{ StartAt: A, States: { A: ${again}, B: { Type: Succeed } } }`;
      const cases = Array.from({ length: 2000 }, (_, index) => `  - { name: x${index} }\n`).join("");
      file("busy/busy.asl.test.yaml", `definition: ${endless}\ncases:\n${cases}`);
      const program = join(root, "packages/asl-cli/dist/asl.js");
      const child = spawn(process.execPath, [program, "test", "--watch", "busy"], { cwd: path });
      let written = "";
      child.stdout.on("data", (text) => (written += text));
      const ended = new Promise((resolve) => child.on("close", (_, signal) => resolve(signal)));
      const later = setTimeout(() => child.kill("SIGINT"), 1500);
      const kill = setTimeout(() => child.kill("SIGKILL"), 6000);
      expect(await ended).toBe("SIGINT");
      expect(written).toBe("");
      clearTimeout(later);
      clearTimeout(kill);
    },
  );
});
