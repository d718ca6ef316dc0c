import { beforeAll, describe, expect, it } from "vitest";
import { built, workFolder } from "../support/asl.js";

const { asl, file } = workFolder();

beforeAll(built, 240_000);

const charge = {
  Type: "Task",
  Resource: "arn:aws:lambda:us-east-1:123456789012:function:charge",
  Catch: [{ ErrorEquals: ["Payments.Declined"], Next: "Refused" }],
};
const task = file("task.asl.json", {
  StartAt: "Charge",
  States: { Charge: { ...charge, End: true }, Refused: { Type: "Pass", End: true } },
});
const forgetful = file("forgetful.asl.json", {
  StartAt: "Charge",
  States: { Charge: { ...charge, TimeoutSeconds: 1, End: true }, Refused: { Type: "Pass", End: true } },
});

const run = (source: string, ...args: string[]) =>
  asl(["run", task, "-i", '{"id": 7}', "--handlers", file(`handlers-${serial++}.mjs`, source), ...args]);
let serial = 0;
const outputOf = async (source: string, ...args: string[]) => JSON.parse((await run(source, "--json", ...args)).stdout);

describe("a handler module", () => {
  it.each<[string, string, unknown]>([
    ["is one function", "export default (request) => [request.state, request.arguments.id]", ["Charge", 7]],
    ["is an object by state name", 'export default { Charge: () => "name", default: () => 1 }', "name"],
    ["is an object by resource", 'export default { "arn:aws:lambda:*:charge": () => "arn", default: () => 1 }', "arn"],
    ["has a default for all others", "export default { default: () => true }", true],
    ["may answer later", "export default async () => { await new Promise((r) => setTimeout(r, 20)); return 1; }", 1],
    ["may return nothing", "export default () => {}", null],
    ["may leave members undefined", "export default () => ({ a: undefined, b: { c: undefined } })", { b: {} }],
    [
      "may write to standard output",
      'export default () => { console.log("1"); process.stdout.write("2"); return 1; }',
      1,
    ],
    ["is heard once", "export default () => new Promise((answer) => { answer(1); answer(2); })", 1],
    ["may keep timers", "setInterval(() => {}, 1000); export default () => 1", 1],
    ["may write to the console", 'export default () => { console.error("here"); return 1; }', 1],
  ])("%s", async (_, source, output) => {
    expect(await outputOf(source)).toMatchObject({ status: "SUCCEEDED", output });
  });

  it.each<[string, string, object]>([
    ["by name and message", 'throw new TypeError("no")', { error: "TypeError", cause: "no" }],
    ["by error and cause", 'throw { error: "A.B", cause: "c" }', { error: "A.B", cause: "c" }],
    ["by a text", 'throw "no"', { error: "Error", cause: "no" }],
    ["by what cannot be read", "throw new Proxy(new Error(), { get() { throw 1 } })", { error: "Error" }],
    ["later", 'return Promise.reject(new RangeError("late"))', { error: "RangeError", cause: "late" }],
  ])("fails a task %s", async (_, statement, failure) => {
    const report = await outputOf(`export default () => { ${statement} }`);
    expect(report).toMatchObject({ status: "FAILED", ...failure });
  });

  it("throws what a Catch can take", async () => {
    const { path } = await outputOf('export default () => { throw { error: "Payments.Declined" } }');
    expect(path).toEqual(["Charge", "Refused"]);
  });

  it("does what the answers say nothing about", async () => {
    const answers = file("other.yaml", "Charge: { output: answered }\n");
    expect((await outputOf("export default () => 1", "-a", answers)).output).toBe("answered");
    expect((await outputOf("export default () => 1", "-a", file("empty.yaml", ""))).output).toBe(1);
  });

  it("is told the function to add for a task it does not know", async () => {
    const { code, stderr } = await run("export default {}");
    expect(stderr).toMatch(
      /UNANSWERED[\s\S]*default export of handlers-\d+\.mjs:\n\n"Charge": \(request\) => \(\{\}\),/,
    );
    expect(code).toBe(4);
  });

  it.each<[string, string, RegExp]>([
    ["undefined inside", "({ a: [1, undefined] })", /task "Charge".*not JSON: \$\.a\[1\] is undefined/],
    ["a function", "() => 1", /not JSON: \$ is a function/],
    ["a bigint", "({ n: 1n })", /\$\.n is a bigint/],
    ["not a number", "Number.NaN", /\$ is NaN/],
    ["a Map", "new Map()", /\$ is a Map/],
    ["a Date", "({ at: new Date(0) })", /\$\.at is a Date: use toISOString\(\)/],
    ["what throws when read", "({ get a() { throw 1 } })", /\$\.a cannot be read/],
    ["a Proxy that throws", "new Proxy({}, { ownKeys() { throw 1 } })", /\$ cannot be read/],
    ["itself", "(() => { const a = {}; a.a = a; return a; })()", /contains itself/],
  ])("must not return %s", async (_, value, message) => {
    for (const source of [`export default () => (${value})`, `export default async () => (${value})`]) {
      const { code, stderr } = await run(source);
      expect(stderr).toMatch(message);
      expect(code).toBe(2);
    }
  });

  it.each<[string, string, RegExp]>([
    ["has no default export", "export const handler = 1", /has no handlers/],
    [
      "does not parse",
      "export default {\n  a b\n}",
      /^handlers-\d+\.mjs:2:5: error: .* do not load: SyntaxError: .*\n$/,
    ],
    [
      "throws on the side",
      'export default () => new Promise(() => { setTimeout(() => { throw new Error("aside") }, 1) })',
      /threw outside of any task: [\s\S]*aside/,
    ],
    [
      "leaves a rejection alone",
      'export default () => { Promise.reject(new Error("alone")); return new Promise(() => setTimeout(() => {}, 500)); }',
      /threw outside of any task: [\s\S]*alone/,
    ],
    [
      "throws",
      'function f() {\n  throw new Error("at once");\n}\nf();',
      /^(handlers-\d+\.mjs):2:9: error: the handlers do not load: Error: at once\n {4}at f \(\1:2:9\)\n {4}at \1:4:1\n$/,
    ],
    ["imports what is not there", 'import "nothing-of-this-name";', /do not load: .*nothing-of-this-name/],
    [
      "throws where it is read",
      'export default { get Charge() { throw new Error("no") } }',
      /:1:\d+: error: .* Error: no\n/,
    ],
    ["cannot be read", "export default new Proxy({}, { ownKeys() { throw 1 } })", /cannot be read: 1/],
    ["ends the process", "export default () => process.exit(0)", /ended the process before the run was over/],
    ["ends the process when it is loaded", "process.exit(0)", /ended the process before the run was over/],
    [
      "knows a state that does not exist",
      "export default { Chrage: () => 1 }",
      /no Task state "Chrage"[\s\S]*"Charge"\?/,
    ],
    [
      "knows a resource that does not exist",
      'export default { "arn:aws:states:*": () => 1 }',
      /No Task state .* Resource like "arn:aws:states:\*"/,
    ],
    ["holds no function", "export default { Charge: 1 }", /"Charge" is no function/],
  ])("is refused where it %s", async (_, source, message) => {
    const { code, stderr } = await run(source);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it.each<[string, string, string | Buffer, RegExp]>([
    ["a binary file", "binary.mjs", Buffer.from([0, 1, 2]), /binary\.mjs is a binary file/],
    ["data", "data.json", "{}", /data\.json is no JavaScript module\n.*--answers/],
    ["some other file", "handlers.txt", "abc", /handlers\.txt is no JavaScript module\n.*\.js, \.mjs or \.ts/],
    ["a folder", "folder/handlers.mjs", "", /folder is a folder/],
  ])("is not %s", async (_, name, content, message) => {
    const given = file(name, content).split("/")[0];
    const { code, stderr } = await asl(["run", task, "--handlers", given]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it("writes to standard error", async () => {
    const { stdout, stderr } = await run('export default () => { console.log("here"); return 1; }', "--quiet");
    expect(stderr).toBe("here\n");
    expect(stdout).not.toContain("here");
  });

  it("is TypeScript where Node can load it", async () => {
    const handlers = file("handlers.ts", "export default (request: { state: string }): string => request.state;\n");
    const { code, stdout, stderr } = await asl(["run", task, "--handlers", handlers, "--json"]);
    const [major, minor] = process.versions.node.split(".").map(Number);
    const can = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
    expect(code).toBe(can ? 0 : 2);
    expect(can ? stdout : stderr).toContain(can ? '"Charge"' : "TypeScript needs Node 22.18");
  });

  it("may be CommonJS", async () => {
    const handlers = file("handlers.cjs", "module.exports = { Charge: () => 1 };\n");
    expect((await asl(["run", task, "--handlers", handlers])).code).toBe(0);
  });
});

describe("a handler that never answers", () => {
  const NEVER = "export default () => new Promise(() => {})";
  const KEPT = `${NEVER}; setInterval(() => {}, 1000)`;

  it.each<[string, string, string[], RegExp]>([
    ["is told where nothing else is left to do", NEVER, [], /never answers: Charge \(call 1\)/],
    ["is told on the real clock, too", NEVER, ["--clock", "real"], /never answers: Charge \(call 1\)/],
    ["is ended by --timeout", KEPT, ["--timeout", "300ms"], /did not end within 300ms.*\n.*handler of Charge/],
    ["is ended by --timeout on the real clock", KEPT, ["--clock", "real", "--timeout", "300ms"], /handler of Charge/],
  ])("%s", async (_, source, args, message) => {
    const { code, stderr } = await run(source, ...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(4);
  });

  it("is no trouble where the state has a time-out and the clock is real", async () => {
    const handlers = file("never.mjs", KEPT);
    const { code, stdout } = await asl(["run", forgetful, "--handlers", handlers, "--clock", "real", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ status: "FAILED", error: "States.Timeout" });
    expect(code).toBe(1);
  });

  it.each([
    ["does not even return", "export default () => { for (;;); }"],
    ["does not return after an await", "export default async () => { await 1; for (;;); }"],
    ["catches whatever ends it", "export default () => { for (;;) try { for (;;); } finally { continue; } }"],
    ["sleeps", "export default () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
  ])("is ended by --timeout where it %s, with a report", async (_, source) => {
    const { code, stdout, stderr } = await run(source, "--timeout", "300ms", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ status: "RUNNING", stopped: "timeout", path: ["Charge"] });
    expect(stderr).toMatch(/^asl: the run did not end within 300ms \(--timeout\)\n.* did not return\.\n$/);
    expect(code).toBe(4);
  });

  it("is told where its module never finishes loading", async () => {
    const { code, stderr } = await run("await new Promise(() => {}); export default () => 1");
    expect(stderr).toMatch(/handlers-\d+\.mjs never finish loading/);
    expect(code).toBe(2);
  });
});
