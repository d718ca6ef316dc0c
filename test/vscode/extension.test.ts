import { execFileSync, fork } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { readJson, root } from "../../scripts/workspace.mjs";
import { ConnectedClient } from "../dap/support/connected-client.js";
import { TEMPLATE_YAML } from "../dap/support/files.js";
import { built, workFolder } from "../support/asl.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const folder = workFolder();
const { unzipSync } = createRequire(`${root}/packages/asl-vscode/`)("fflate") as {
  unzipSync(bytes: Uint8Array): Record<string, Uint8Array>;
};
const manifest = readJson("packages/asl-vscode/package.json");

/** What the extension asks of the editor, written down; answers are what `answers` holds, in order. */
const STUB = `
const calls = (exports.calls = []);
exports.answers = [];
const note = (name, value) => (...args) => (calls.push([name, ...args]), typeof value === "function" ? value() : value);
const answer = () => Promise.resolve(exports.answers.shift());
exports.debug = {
  registerDebugAdapterDescriptorFactory: note("factory", { dispose() {} }),
  registerDebugConfigurationProvider: note("provider", { dispose() {} }),
  onDidReceiveDebugSessionCustomEvent: note("custom", { dispose() {} }),
  startDebugging: note("start", Promise.resolve(true)),
};
exports.commands = { registerCommand: note("command", { dispose() {} }) };
exports.languages = { registerEvaluatableExpressionProvider: note("expressions", { dispose() {} }) };
exports.window = {
  activeTextEditor: undefined,
  showErrorMessage: note("error"),
  showInputBox: note("input", answer),
  showQuickPick: note("pick", answer),
  showInformationMessage: note("information", answer),
};
exports.texts = new Map();
exports.DebugConfigurationProviderTriggerKind = { Initial: 1, Dynamic: 2 };
exports.workspace = {
  openTextDocument: async (uri) => {
    if (!exports.texts.has(uri.fsPath)) throw new Error("there is no such file");
    return { getText: () => exports.texts.get(uri.fsPath) };
  },
  getWorkspaceFolder: () => undefined, asRelativePath: (uri) => uri.fsPath,
};
for (const name of ["DebugAdapterExecutable", "DebugAdapterServer", "EvaluatableExpression", "Range"])
  exports[name] = class { constructor(...args) { this.args = args; } };
`;

interface Stub {
  // biome-ignore lint/suspicious/noExplicitAny: the editor's interface is wide
  calls: [string, ...any[]][];
  answers: (string | undefined)[];
  window: { activeTextEditor: unknown };
  texts: Map<string, string>;
}

let files: Record<string, Uint8Array>;
let stub: Stub;
const require = createRequire(join(folder.path, "x.js"));

function pack(): Uint8Array {
  const path = execFileSync(process.execPath, [join(root, "packages/asl-vscode/vsix.mjs"), "--no-build"], {
    encoding: "utf8",
  });
  return readFileSync(path.trim());
}

beforeAll(async () => {
  await built();
  const first = pack();
  expect(Buffer.from(pack()).equals(first)).toBe(true);
  files = unzipSync(first);
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, name)), { recursive: true });
    writeFileSync(join(folder.path, name), bytes);
  }
  folder.file("node_modules/vscode/index.js", STUB);
  stub = require("vscode") as Stub;
});

const subscriptions: { dispose(): void }[] = [];
const kept = new Map<string, unknown>();
const context = {
  subscriptions,
  asAbsolutePath: (path: string) => join(folder.path, "extension", path),
  workspaceState: {
    get: (key: string, other: unknown) => kept.get(key) ?? other,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  },
};
const registered = (name: string) => stub.calls.find(([kind]) => kind === name)!;

beforeEach(() => {
  stub.calls.length = 0;
  stub.answers.length = 0;
  stub.window.activeTextEditor = undefined;
  (require("./extension/dist/extension.cjs") as { activate(context: unknown): void }).activate(context);
});

describe("the package", () => {
  it("holds what editors read first, the extension and the asl it starts", () => {
    const names = Object.keys(files);
    expect(names.slice(0, 2)).toEqual(["[Content_Types].xml", "extension.vsixmanifest"]);
    for (const name of [
      "package.json",
      "README.md",
      "LICENSE.txt",
      "dist/extension.cjs",
      "asl/package.json",
      "asl/dist/asl.js",
      "asl/dist/THIRD-PARTY-LICENSES.md",
    ])
      expect(names).toContain(`extension/${name}`);
    expect(names.filter((name) => /\.(ts|map)$|node_modules|\\|\.\./.test(name))).toEqual([]);
  });

  it("says a type for every ending of a file", () => {
    const text = Buffer.from(files["[Content_Types].xml"]).toString("utf8");
    const endings = new Set(Object.keys(files).map((name) => name.slice(name.lastIndexOf("."))));
    for (const ending of endings) if (ending !== ".xml") expect(text).toContain(`Extension="${ending}"`);
    expect(text).not.toContain("octet-stream");
  });

  it("names itself in both manifests alike, and holds no one's secrets of building", () => {
    const shipped = JSON.parse(Buffer.from(files["extension/package.json"]).toString("utf8"));
    const xml = Buffer.from(files["extension.vsixmanifest"]).toString("utf8");
    expect(xml).toContain(
      `<Identity Language="en-US" Id="${shipped.name}" Version="${shipped.version}" Publisher="${shipped.publisher}"/>`,
    );
    expect(shipped).not.toHaveProperty("devDependencies");
    expect(files[`extension/${shipped.main.replace("./", "")}`]).toBeDefined();
  });

  it("has a license for the protocol's library", () => {
    expect(Buffer.from(files["extension/asl/dist/THIRD-PARTY-LICENSES.md"]).toString("utf8")).toContain(
      "@vscode/debugadapter",
    );
  });
});

describe("the manifest", () => {
  const { contributes } = manifest;

  it("contributes the debugger, breakpoints for the files definitions stand in, and the command", () => {
    expect(contributes.debuggers[0].type).toBe("asl");
    expect(contributes.breakpoints.map(({ language }: { language: string }) => language)).toEqual(
      expect.arrayContaining(["json", "yaml", "asl"]),
    );
    expect(contributes.commands[0]).toMatchObject({ command: "asl.debug", title: "Debug this state machine" });
    for (const menu of ["editor/title/run", "editor/context"])
      expect(contributes.menus[menu][0].command).toBe("asl.debug");
  });

  it("describes every argument that launch takes", () => {
    const described = Object.keys(contributes.debuggers[0].configurationAttributes.launch.properties);
    const plan = readFileSync(join(root, "packages/asl-cli/src/dap/plan.ts"), "utf8");
    const body = plan.slice(plan.indexOf("const plan: Plan = {"));
    const taken = [
      ...body.matchAll(/(?:optionalText|optionalNumber|flag|value)\("(\w+)"\)|oneOf\(asked, "(\w+)"/g),
    ].map(([, a, b]) => a ?? b);
    expect([...described, "noDebug", "session"].sort()).toEqual([...new Set([...taken, "objectStore"])].sort());
  });
});

describe("docs/vscode.md", () => {
  const text = readFileSync(join(root, "docs/vscode.md"), "utf8");
  const blocks = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json));
  const configurations: { request: "launch" | "attach" }[] = blocks.flatMap((block) => block.configurations ?? [block]);

  it.each(configurations)("uses arguments there are: %j", (configuration) => {
    const { properties } = manifest.contributes.debuggers[0].configurationAttributes[configuration.request];
    const known = ["type", "request", "name", ...Object.keys(properties)];
    expect(Object.keys(configuration).filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("activation", () => {
  it("registers adapters, configurations, the command, expressions and answers", () => {
    expect(stub.calls.map(([name]) => name)).toEqual([
      "factory",
      "provider",
      "provider",
      "command",
      "expressions",
      "custom",
    ]);
    expect(subscriptions.length).toBeGreaterThanOrEqual(5);
  });

  it("starts the adapter that came with it, and it speaks the protocol", async () => {
    const factory = registered("factory")[2];
    const { args } = factory.createDebugAdapterDescriptor({ configuration: { request: "launch" } });
    const [runtime, [script, ...rest]] = args;
    expect(runtime).toBe("node");
    const child = fork(script, rest, { silent: true, execArgv: ["-e", "require(process.argv[1])"] });
    const client = new ConnectedClient(child.stdout!, child.stdin!);
    const { body } = await client.initializeRequest();
    expect(body).toMatchObject({ supportsStepBack: true });
    await client.disconnectRequest();
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
  });

  it("connects to a server to attach", () => {
    const factory = registered("factory")[2];
    expect(factory.createDebugAdapterDescriptor({ configuration: { request: "attach", port: 4711 } }).args).toEqual([
      4711,
      undefined,
    ]);
  });
});

describe("configurations", () => {
  const resolve = (config: object, folderPath?: string) =>
    registered("provider")[2].resolveDebugConfiguration(folderPath && { uri: { fsPath: folderPath } }, config);

  it("are made of what is in the editor where there are none", () => {
    stub.window.activeTextEditor = { document: { languageId: "yaml", uri: { fsPath: "/w/order.asl.yaml" } } };
    expect(resolve({}, "/w")).toMatchObject({
      type: "asl",
      request: "launch",
      program: "/w/order.asl.yaml",
      cwd: "/w",
    });
  });

  it("are refused where the editor holds something else", () => {
    stub.window.activeTextEditor = { document: { languageId: "python", uri: { fsPath: "/w/a.py" } } };
    expect(resolve({})).toBeUndefined();
    expect(stub.calls.at(-1)![0]).toBe("error");
  });

  it("stay as they are where they say it all", () => {
    const given = { type: "asl", request: "launch", name: "x", program: "a.json", cwd: "/elsewhere" };
    expect(resolve(given, "/w")).toEqual(given);
  });
});

describe("the command", () => {
  const uri = { scheme: "file", fsPath: "/w/order.asl.json", toString: () => "file:///w/order.asl.json" };

  it("asks for the input, keeps it, and starts", async () => {
    stub.answers.push('{"id": 7}');
    await registered("command")[2](uri);
    expect(registered("start")[2]).toMatchObject({
      type: "asl",
      program: "/w/order.asl.json",
      input: '{"id": 7}',
      stopOnEntry: true,
    });
    expect([...kept.values()]).toEqual(['{"id": 7}']);
  });

  it("starts nothing where no input is given, or no file is meant", async () => {
    await registered("command")[2](uri);
    await registered("command")[2](undefined);
    expect(registered("start")).toBeUndefined();
  });
});

describe("a template of several machines", () => {
  const machine = { Type: "AWS::Serverless::StateMachine", Properties: { Type: "EXPRESS" } };
  const table = { Type: "AWS::DynamoDB::Table" };
  const AS_JSON = { Resources: { Table: table, Inline: machine, Elsewhere: machine, Text: machine } };
  const uri = { scheme: "file", fsPath: "/w/template.yaml", toString: () => "file:///w/template.yaml" };
  const editor = (line: number, text = TEMPLATE_YAML) => ({
    document: { languageId: "yaml", uri, getText: () => text },
    selection: { active: { line } },
  });

  it.each([
    ["YAML", TEMPLATE_YAML],
    ["JSON", JSON.stringify(AS_JSON, null, 2)],
  ])("lets the machine be picked, the one under the cursor first: %s", async (_, text) => {
    stub.texts.set(uri.fsPath, text);
    stub.window.activeTextEditor = editor(text.split("\n").findIndex((line) => line.includes("Elsewhere")) + 1, text);
    stub.answers.push("Text", "{}");
    await registered("command")[2](uri);
    expect(registered("pick")[1]).toEqual(["Elsewhere", "Inline", "Text"]);
    expect(registered("start")[2]).toMatchObject({ program: "/w/template.yaml#Text" });
  });

  it("starts nothing where none is picked", async () => {
    stub.texts.set(uri.fsPath, TEMPLATE_YAML);
    await registered("command")[2](uri);
    expect(registered("start")).toBeUndefined();
  });

  it("offers each of them without a launch.json", () => {
    const [, dynamic] = stub.calls.filter(([name]) => name === "provider");
    expect(dynamic[3]).toBe(2);
    stub.window.activeTextEditor = editor(0);
    const programs = dynamic[2].provideDebugConfigurations().map(({ program }: { program: string }) => program);
    expect(programs).toEqual(["Inline", "Elsewhere", "Text"].map((id) => `/w/template.yaml#${id}`));
    stub.window.activeTextEditor = undefined;
    expect(dynamic[2].provideDebugConfigurations()).toEqual([]);
  });
});

describe("what is under the mouse", () => {
  const under = (text: string, character: number) =>
    registered("expressions")[2].provideEvaluatableExpression({ lineAt: () => ({ text }) }, { line: 3, character })
      ?.args[1];

  it.each([
    ['  "Output": "{% $states.input.total * 2 %}",', 25, "{% $states.input.total * 2 %}"],
    ['  "Variable": "$.order.lines[0].price",', 20, "$.order.lines[0].price"],
    ['  "When.$": "$$.Execution.Id"', 18, "$$.Execution.Id"],
    ['    "Charge": {', 7, '"Charge"'],
    ["  Charge card:", 5, "Charge card"],
    ["Variable: $.a", 12, "$.a"],
  ])("is an expression or a name: %s", (text, character, expected) => {
    expect(under(text, character)).toBe(expected);
  });

  it("is nothing elsewhere", () => {
    expect(under("   { 12 }", 6)).toBeUndefined();
  });
});

describe("a task that waits", () => {
  const said = async (written: string | undefined, chosen = "Answer…") => {
    stub.answers.push(chosen, written);
    const asked: unknown[] = [];
    const session = { type: "asl", customRequest: async (...args: unknown[]) => void asked.push(args) };
    await registered("custom")[1]({ session, event: "asl/task", body: { path: "Charge", resource: "arn:x" } });
    return asked;
  };

  it("is answered with what is written", async () => {
    expect(await said('{"Payload": 1}')).toEqual([["asl/answer", { state: "Charge", output: { Payload: 1 } }]]);
  });

  it("fails with an error and its cause", async () => {
    expect(await said("Card.Declined no money", "Fail…")).toEqual([
      ["asl/answer", { state: "Charge", error: "Card.Declined", cause: "no money" }],
    ]);
  });

  it("is left alone where nothing is written, and told of where it is no JSON", async () => {
    expect(await said(undefined)).toEqual([]);
    expect(await said("{oops")).toEqual([]);
    expect(stub.calls.at(-1)![0]).toBe("error");
  });
});
