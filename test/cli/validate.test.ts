import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readJson, root } from "../../scripts/workspace.mjs";
import { built, runIn, workFolder } from "../support/asl.js";
import { itUnless } from "../support/it-unless.js";

const { asl, file, path } = workFolder();

const GOOD = { StartAt: "A", States: { A: { Type: "Succeed" } } };
const BROKEN = `{
  "StartAt": "Hello",
  "States": {
    "Hello": { "Type": "Pass", "Next": "Wrold" },
    "World": { "Type": "Pass", "End": true, "Color": 1 }
  }
}`;
/** AWS accepts it; a number in it loses digits. */
const WARNED = '{"StartAt":"W","States":{"W":{"Type":"Pass","Result":12345678901234567890,"End":true}}}';
const TEMPLATE = `Resources:
  Order:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: machines/order.asl.json
      DefinitionSubstitutions: { Delay: 5 }
  Refund:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: R
        States:
          R: { Type: Pass, Next: Q }
`;

file("good.asl.json", GOOD);
file("broken.asl.json", BROKEN);
file("warned.asl.json", WARNED);
file("many/a.asl.json", GOOD);
file("many/deep/b.asl.yaml", "StartAt: A\nStates:\n  A: { Type: Succeed }\n");
file("many/c.json", "{}");
file("many/node_modules/x/d.asl.json", "{}");
file("many/.hidden/e.asl.json", "{}");
file("many/template.yaml", "Resources: {}\n");
file("sam/template.yaml", TEMPLATE);
file("sam/machines/order.asl.json", '{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":${Delay},"End":true}}}');
file("nothing/readme.md", "nothing");
file("placeholder.asl.json", '{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":${Delay},"End":true}}}');
file("binary.asl.json", Buffer.from([0x7f, 0x45, 0, 0]));
file("with#sign.asl.json", GOOD);

beforeAll(built, 240_000);

const validate = (...args: string[]) => asl(["validate", ...args]);
const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await validate(...args, "--json");
  return { code, stderr, report: JSON.parse(stdout) };
};
const filesOf = async (...args: string[]) => {
  const { report } = await json(...args);
  return report.files.map((one: { file: string }) => one.file);
};

describe("asl validate of Terraform", () => {
  const MACHINE = { aws_sfn_state_machine: { m: { definition: JSON.stringify(GOOD) } } };
  file(
    "infra/main.tf",
    `resource "aws_sfn_state_machine" "m" {\n  definition = jsonencode(${JSON.stringify(GOOD)})\n}\n`,
  );
  file("infra/variables.tf", 'variable "table" {}\n');
  file("infra/more/other.tf.json", { resource: MACHINE });
  file("infra/more/third.tofu", 'resource "aws_sfn_state_machine" "t" {\n  definition = file("nope.json")\n}\n');

  it("finds all its files in folders", async () => {
    expect(await filesOf("infra")).toEqual(["infra/main.tf", "infra/more/other.tf.json", "infra/more/third.tofu"]);
  });

  it("passes over files without a machine beside one that has it", async () => {
    expect((await json("infra/main.tf", "infra/variables.tf")).report).toMatchObject({
      diagnostics: [],
      files: [{ file: "infra/main.tf" }],
    });
  });

  it("says of a file by itself that it holds none", async () => {
    expect((await json("infra/variables.tf")).report.diagnostics).toMatchObject([{ rule: "no-machine" }]);
  });
});

describe("asl validate", () => {
  it("documents options, configuration, exit codes and examples", async () => {
    const { code, stdout } = await validate("--help");
    expect(code).toBe(0);
    for (const text of ["--max-warnings", "--rule", "Configuration", "Exit codes:", "3  a definition has errors"])
      expect(stdout).toContain(text);
  });

  it("shows every diagnostic as compilers do", async () => {
    const { code, stdout, stderr } = await validate("broken.asl.json");
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
    expect(stdout).toContain(
      [
        "broken.asl.json:4:40: error: Missing 'Next' target: Wrold [MISSING_TRANSITION_TARGET]",
        '3 |   "States": {',
        '4 |     "Hello": { "Type": "Pass", "Next": "Wrold" },',
        `  | ${" ".repeat(39)}^^^^^^^`,
        "  at Hello › Next",
        "  hint: Did you mean World?",
        "  rule: missing-target (asl validate --explain missing-target)\n\n",
      ].join("\n"),
    );
    expect(stdout).toMatch(/\n\n1 file, 1 machine: 3 errors, no warnings\n$/);
  });

  it("says what it checked where all is well", async () => {
    const { code, stdout } = await validate("good.asl.json", "many/a.asl.json");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "2 files, 2 machines: no errors, no warnings\n" });
  });

  it("names the machine where a file holds several", async () => {
    const { code, stdout } = await validate("sam/template.yaml");
    expect(code).toBe(3);
    expect(stdout).toMatch(/^sam\/template\.yaml:14:\d+: error: Missing 'Next' target: Q/m);
    expect(stdout).toContain("  at Refund › R › Next");
    expect(stdout).toMatch(/1 file, 2 machines: /);
  });

  it("paints on request, and not with NO_COLOR", async () => {
    const painted = await asl(["validate", "broken.asl.json"], { env: { FORCE_COLOR: "1" } });
    expect(painted.stdout).toContain("\u001b[31merror:");
    const plain = await asl(["validate", "broken.asl.json"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(plain.stdout).not.toContain("\u001b");
  });

  it("cuts a very long list short", async () => {
    const states = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`S${index}`, { Type: "Pass" }]));
    file("long.asl.json", { StartAt: "S0", States: states });
    const { stdout } = await validate("long.asl.json");
    expect(stdout).toMatch(/… and \d+ more in long\.asl\.json: --format json lists all/);
    expect((await json("long.asl.json")).report.diagnostics.length).toBeGreaterThan(50);
  });
});

describe("files", () => {
  it.each<[string, string[], string[]]>([
    ["files", ["good.asl.json", "many/a.asl.json"], ["good.asl.json", "many/a.asl.json"]],
    ["a file named twice", ["good.asl.json", "./good.asl.json"], ["good.asl.json"]],
    ["a folder", ["many"], ["many/a.asl.json", "many/deep/b.asl.yaml"]],
    ["globs", ["many/*.asl.json", "many/deep/*"], ["many/a.asl.json", "many/deep/b.asl.yaml"]],
    ["a glob over folders", ["many/**/*.asl.*"], ["many/a.asl.json", "many/deep/b.asl.yaml"]],
    ["braces", ["many/**/{a,b}.asl.{json,yaml}"], ["many/a.asl.json", "many/deep/b.asl.yaml"]],
    ["a hidden folder that is named", ["many/.hidden/*"], ["many/.hidden/e.asl.json"]],
    ["a folder with a template and what it includes", ["sam"], ["sam/template.yaml"]],
    ["a file whose name has a #", ["with#sign.asl.json"], ["with#sign.asl.json"]],
    ["all but what is ignored", ["many", "--ignore", "**/deep"], ["many/a.asl.json"]],
  ])("may be %s", async (_, args, expected) => {
    expect(await filesOf(...args)).toEqual(expected);
  });

  it("may be one machine of several", async () => {
    const { code, report } = await json("sam/template.yaml#Order");
    expect(code).toBe(0);
    expect(report.files[0].machines).toEqual([{ id: "Order", type: "EXPRESS", file: "sam/machines/order.asl.json" }]);
  });

  it("follow no circle of links", async () => {
    file("circle/a.asl.json", GOOD);
    mkdirSync(join(path, "circle/deep"));
    symlinkSync(join(path, "circle"), join(path, "circle/deep/again"), "dir");
    expect(await filesOf("circle")).toContain("circle/a.asl.json");
  });

  it("may come from standard input", async () => {
    const { code, stdout } = await asl(["validate", "-"], { stdin: BROKEN });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^<stdin>:4:40: error/);
    const named = await asl(["validate", "-", "--stdin-name", "src/x.yaml"], { stdin: "StartAt: A\nStates: {}\n" });
    expect(named.stdout).toMatch(/^src\/x\.yaml:\d+:\d+: error/);
  });

  it.each<[string, string[], RegExp]>([
    ["are not given", [], /no files are given/],
    ["are not there", ["nope.asl.json"], /there is no file or folder nope\.asl\.json/],
    ["match no glob", ["nope/**/*.json"], /no file matches nope/],
    ["are not in a folder", ["nothing"], /the folder nothing holds no definitions/],
    ["are in a folder whose templates hold none", ["templates"], /no state machine was found/],
    ["are binary", ["binary.asl.json"], /binary\.asl\.json is a binary file/],
  ])("are missed with exit code 2 where they %s", async (_, args, message) => {
    file("templates/template.yaml", "Resources: {}\n");
    const { code, stdout, stderr } = await validate(...args);
    expect(stdout + stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it.each([["nope/**/*.json"], ["nothing"], ["templates"], ["many/template.yaml"]])(
    "may be none with --allow-empty: %s",
    async (name) => {
      const { code, stdout } = await validate(name, "--allow-empty");
      expect({ code, stdout }).toEqual({ code: 0, stdout: "no files, no machines: no errors, no warnings\n" });
    },
  );

  it("that are named and hold no machine are warned of", async () => {
    const { code, report } = await json("many/template.yaml", "good.asl.json");
    expect(code).toBe(0);
    expect(report.diagnostics).toMatchObject([{ rule: "no-machine", severity: "warning" }]);
  });

  it("that cannot be read do not keep others from being checked", async () => {
    const { code, report } = await json("binary.asl.json", "good.asl.json", "broken.asl.json");
    expect(code).toBe(2);
    expect(report.summary).toMatchObject({ files: 3, machines: 2, unreadable: 1, errors: 3 });
    expect(report.files[0].problem).toMatch(/is a binary file/);
  });

  itUnless(process.getuid?.() === 0 || process.platform === "win32", "root reads everything")(
    "that may not be read are told of",
    async () => {
      chmodSync(join(path, file("secret.asl.json", "{}")), 0);
      expect((await validate("secret.asl.json")).stdout).toMatch(/may not be read/);
    },
  );

  it("may be hundreds", async () => {
    for (let index = 0; index < 300; index++) file(`hundreds/${index}.asl.json`, GOOD);
    const { code, stdout } = await validate("hundreds");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "300 files, 300 machines: no errors, no warnings\n" });
  });
});

describe("options", () => {
  it("let some warnings pass", async () => {
    expect((await validate("warned.asl.json")).code).toBe(0);
    expect((await validate("warned.asl.json", "--max-warnings", "1")).code).toBe(0);
    const { code, stdout } = await validate("warned.asl.json", "--max-warnings", "0");
    expect(code).toBe(3);
    expect(stdout).toMatch(/: no errors, 1 warning \(at most 0 allowed\)\n$/);
  });

  it("switch rules by name and by code", async () => {
    expect((await json("warned.asl.json", "--rule", "unsafe-integer=error")).code).toBe(3);
    const { code, stdout } = await validate("warned.asl.json", "--rule", "UNSAFE_INTEGER=off");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "1 file, 1 machine: no errors, no warnings (1 rule switched off)\n",
    });
    const both = ["--rule", "missing-target=warn", "--rule", "unsupported-field=warn", "--rule", "unreachable=off"];
    const { report } = await json("broken.asl.json", ...both);
    expect(report.valid).toBe(true);
    expect(report.diagnostics[0]).toMatchObject({ rule: "missing-target", severity: "warning" });
  });

  it("leave out warnings", async () => {
    expect((await json("warned.asl.json", "--no-warnings")).report.summary.warnings).toBe(0);
    const { stdout } = await validate("warned.asl.json", "--quiet");
    expect(stdout).toBe("1 file, 1 machine: no errors, 1 warning\n");
  });

  it("say the type of plain definitions", async () => {
    file("sync.asl.json", {
      StartAt: "S",
      States: {
        S: {
          Type: "Task",
          Resource: "arn:aws:states:::states:startExecution.sync:2",
          Parameters: { StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:m" },
          End: true,
        },
      },
    });
    expect((await validate("sync.asl.json", "--no-warnings")).code).toBe(0);
    expect((await validate("sync.asl.json", "--type", "express")).code).toBe(3);
  });

  it("fill placeholders", async () => {
    file("values.yaml", "Delay: -1\n");
    expect((await validate("placeholder.asl.json")).code).toBe(0);
    expect((await validate("placeholder.asl.json", "--substitutions", "values.yaml")).code).toBe(3);
  });

  it("say which values fill nothing in any file", async () => {
    file("more.yaml", "Delay: 1\nDelya: 2\nNobody: 3\n");
    const { stderr } = await validate("placeholder.asl.json", "good.asl.json", "--substitutions", "more.yaml");
    expect(stderr).toBe("note: nothing is filled by these substitutions: Delya, Nobody\n");
  });

  it("write the report to a file and the summary to standard output", async () => {
    for (const format of ["pretty", "json", "sarif", "github"]) {
      const args = ["broken.asl.json", "--format", format, "--output", `out/${format}.txt`];
      const { code, stdout } = await asl(["validate", ...args], { env: { FORCE_COLOR: "1" } });
      expect(code).toBe(3);
      expect(stdout).toMatch(/1 file, 1 machine: 3 errors, no warnings/);
      const written = readFileSync(join(path, `out/${format}.txt`), "utf8");
      expect(written).toContain("Wrold");
      expect(written).not.toContain("\u001b");
    }
  });

  it.each<[string, string[], RegExp]>([
    ["an unknown format", ["--format", "xml"], /--format xml is none of pretty, json, sarif, github/],
    ["two formats", ["--format", "sarif", "--json"], /--json and --format sarif/],
    ["a wrong number of warnings", ["--max-warnings", "few"], /--max-warnings few is not a number/],
    [
      "an unknown rule",
      ["--rule", "mising-target=off"],
      /there is no rule "mising-target"\n.*Did you mean missing-target/,
    ],
    ["an unknown code", ["--rule", "UNSAFE_INTGER=off"], /Did you mean UNSAFE_INTEGER/],
    ["a rule without a setting", ["--rule", "missing-target"], /Write it like/],
    ["a rule with an unknown setting", ["--rule", "missing-target=warning"], /off, warn or error/],
    ["a rule that stays an error", ["--rule", "invalid-json=off"], /invalid-json stays an error/],
    ["a rule set twice", ["--rule", "missing-target=off", "--rule", "missing-target=warn"], /twice/],
    ["an unknown type", ["--type", "FAST"], /--type FAST is neither STANDARD nor EXPRESS/],
    ["an unknown option", ["--formt", "json"], /Did you mean --format/],
    ["an option given twice", ["--format", "json", "--format", "json"], /--format is given twice/],
    ["missing substitutions", ["--substitutions", "nope.yaml"], /cannot read the substitutions: there is no file nope/],
    [
      "substitutions that are a list",
      ["--substitutions", "list.yaml"],
      /Substitutions are one object .*\n.*This is an array/s,
    ],
    ["substitutions that are no YAML", ["--substitutions", "wrong.yaml"], /^wrong\.yaml:\d+:\d+: error/],
    ["a missing configuration", ["--config", "nope.json"], /cannot read the configuration: there is no file nope/],
    ["a name for what is not standard input", ["--stdin-name", "x"], /--stdin-name names/],
    ["watching for programs", ["--watch", "--json"], /--watch prints for people/],
    ["a report that cannot be written", ["--output", "good.asl.json/x"], /cannot write good\.asl\.json\/x/],
  ])("refuse %s with exit code 2", async (_, args, message) => {
    file("list.yaml", "- 1\n");
    file("wrong.yaml", "a: [1\n");
    const { code, stderr } = await validate("good.asl.json", ...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

describe("--format json", () => {
  it("gives one documented object", async () => {
    const { code, stderr, report } = await json("broken.asl.json", "--rule", "unsafe-integer=off");
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
    expect(report).toMatchObject({
      version: 1,
      valid: false,
      summary: { files: 1, machines: 1, errors: 3, warnings: 0, unreadable: 0, switchedOff: ["unsafe-integer"] },
      files: [
        {
          file: "broken.asl.json",
          kind: "definition",
          machines: [{ id: "", type: "STANDARD", file: "broken.asl.json" }],
        },
      ],
    });
    expect(report.diagnostics[0]).toEqual({
      file: "broken.asl.json",
      machine: "",
      rule: "missing-target",
      code: "MISSING_TRANSITION_TARGET",
      severity: "error",
      message: "Missing 'Next' target: Wrold",
      pointer: "/States/Hello/Next",
      path: "Hello › Next",
      location: "/States/Hello/Next",
      range: { start: { line: 4, column: 40, offset: 77 }, end: { line: 4, column: 47, offset: 84 } },
      related: [],
      hint: "Did you mean World?",
      documentation: "docs/diagnostics.md#missing-target",
    });
  });

  it("gives places that belong to a diagnostic", async () => {
    file("twice.asl.json", '{"StartAt":"A","StartAt":"A","States":{"A":{"Type":"Succeed"}}}');
    const { report } = await json("twice.asl.json");
    expect(report.diagnostics[0].related).toEqual([
      {
        file: "twice.asl.json",
        message: "first given here",
        pointer: "/StartAt",
        range: { start: { line: 1, column: 2, offset: 1 }, end: { line: 1, column: 11, offset: 10 } },
      },
    ]);
    const { stdout } = await validate("twice.asl.json");
    expect(stdout).toContain("  see twice.asl.json:1:2: first given here\n");
  });
});

interface Located {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
}
const uriOf = ({ physicalLocation }: Located): string => physicalLocation.artifactLocation.uri;

describe("--format sarif", () => {
  const require = createRequire(import.meta.url);
  const Ajv = require("ajv");
  const ajv = new Ajv({ schemaId: "auto", validateSchema: false, unknownFormats: "ignore" });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  const isSarif = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));

  it("follows the schema of SARIF 2.1.0, whatever there is to tell", async () => {
    file("spaces and ü/x y.asl.json", BROKEN);
    const args = ["broken.asl.json", "warned.asl.json", "twice.asl.json", "binary.asl.json", "sam", "spaces and ü"];
    const { code, stdout } = await validate(...args, "--format", "sarif");
    const log = JSON.parse(stdout);
    expect(isSarif(log) || isSarif.errors).toBe(true);
    expect(code).toBe(2);
    const [run] = log.runs;
    expect(run.invocations[0].executionSuccessful).toBe(false);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/binary/);
    const uris = run.results.flatMap(({ locations }: { locations: Located[] }) => locations.map(uriOf));
    expect(uris).toContain("spaces%20and%20%C3%BC/x%20y.asl.json");
  });

  it("gives results with regions, levels, rules and their help", async () => {
    const { stdout } = await validate("broken.asl.json", "--format", "sarif");
    const [run] = JSON.parse(stdout).runs;
    const { version } = readJson("packages/asl-cli/package.json");
    expect(run.tool.driver).toMatchObject({ name: "asl", version });
    const [result] = run.results;
    expect(result).toMatchObject({ ruleId: "missing-target", level: "error" });
    expect(result.message.text).toBe("Missing 'Next' target: Wrold\nDid you mean World?");
    expect(result.locations[0]).toEqual({
      physicalLocation: {
        artifactLocation: { uri: "broken.asl.json", uriBaseId: "%SRCROOT%" },
        region: { startLine: 4, startColumn: 40, endLine: 4, endColumn: 47 },
      },
      logicalLocations: [{ fullyQualifiedName: "Hello › Next" }],
    });
    const rule = run.tool.driver.rules[result.ruleIndex];
    expect(rule).toMatchObject({ id: "missing-target", defaultConfiguration: { level: "error" } });
    expect(rule.help.text).toContain("docs/diagnostics.md#missing-target");
    expect(rule).not.toHaveProperty("helpUri");
  });

  it("is valid where nothing was found", async () => {
    const { code, stdout } = await validate("good.asl.json", "--format", "sarif");
    expect(code).toBe(0);
    expect(isSarif(JSON.parse(stdout))).toBe(true);
    expect(JSON.parse(stdout).runs[0].results).toEqual([]);
  });
});

describe("--format github", () => {
  it("prints workflow commands", async () => {
    const { code, stdout } = await validate("broken.asl.json", "--format", "github");
    expect(code).toBe(3);
    expect(stdout.split("\n")[0]).toBe(
      "::error file=broken.asl.json,line=4,endLine=4,col=40,endColumn=47," +
        "title=MISSING_TRANSITION_TARGET (missing-target)" +
        "::Missing 'Next' target: Wrold%0Aat Hello › Next%0ADid you mean World?",
    );
    expect(stdout).toMatch(/\n1 file, 1 machine: 3 errors, no warnings\n$/);
  });

  it("escapes what commands are made of", async () => {
    file("a,b%/c:d.asl.json", '{"StartAt":"50%\\n","States":{"A":{"Type":"Succeed"}}}');
    const { stdout } = await validate("a,b%/c:d.asl.json", "--format", "github");
    expect(stdout).toMatch(/^::error file=a%2Cb%25\/c%3Ad\.asl\.json,line=1/);
    expect(stdout).toMatch(/50%25%0A/);
  });
});

describe("a configuration", () => {
  const config = (content: string | object, name = "asl.config.json") => file(`project/${name}`, content);
  const inProject = async (...args: string[]) => {
    file("project/src/broken.asl.json", BROKEN);
    file("project/src/good.asl.json", GOOD);
    file("project/values.yaml", "Delay: -1\n");
    file(
      "project/src/placeholder.asl.json",
      '{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":${Delay},"End":true}}}',
    );
    return runIn(join(path, "project/src"), ["validate", ...args]);
  };

  it("is found from the current folder upward, and says what to check", async () => {
    config({ $schema: "x", validate: { files: ["src"], ignore: ["src/broken*"] } });
    const { code, stdout } = await inProject("--json");
    expect(JSON.parse(stdout).files.map((one: { file: string }) => one.file.split(/[\\/]/).at(-1))).toEqual([
      "good.asl.json",
      "placeholder.asl.json",
    ]);
    expect(code).toBe(0);
  });

  it("sets rules, warnings, type and substitutions", async () => {
    config({
      validate: {
        rules: {
          "missing-target": "off",
          unreachable: "off",
          "no-terminal-state": "off",
          SCHEMA_VALIDATION_FAILED: "warn",
        },
        maxWarnings: 0,
        type: "EXPRESS",
        substitutions: "values.yaml",
      },
    });
    const { code, stdout } = await inProject("broken.asl.json", "placeholder.asl.json", "--json");
    const { summary, files } = JSON.parse(stdout);
    expect(summary).toMatchObject({ errors: 0, warnings: 2 });
    expect(files[0].machines[0].type).toBe("EXPRESS");
    expect(code).toBe(3);
    expect((await inProject("broken.asl.json", "--max-warnings", "5")).code).toBe(0);
    expect((await inProject("broken.asl.json", "--rule", "missing-target=error")).code).toBe(3);
  });

  it("may hold the values of placeholders itself", async () => {
    config({ validate: { substitutions: { Delay: -1 } } });
    expect((await inProject("placeholder.asl.json")).code).toBe(3);
  });

  it("may be YAML, empty, or another file", async () => {
    config("validate: { rules: { missing-target: off, unsupported-field: off, unreachable: off } }\n", "other.yaml");
    config("{}");
    expect((await inProject("broken.asl.json")).code).toBe(3);
    expect((await inProject("broken.asl.json", "--config", "../other.yaml")).code).toBe(0);
  });

  it.each<[string, string, RegExp]>([
    ["is no JSON", '{"validate": }', /asl\.config\.json:1:14: error/],
    ["is no object", "[]", /asl\.config\.json:1:1: error: A configuration is an object/],
    ["has an unknown key", '{"validat": {}}', /:1:2: error: there is no setting "validat"[\s\S]*Did you mean validate/],
    [
      "has an unknown setting",
      '{"validate": {"rule": {}}}',
      /:1:15: error: there is no setting "rule"[\s\S]*Did you mean rules/,
    ],
    ["names an unknown rule", '{"validate": {"rules": {"mising-target": "off"}}}', /:1:25: error: there is no rule/],
    [
      "sets a rule to nothing known",
      '{"validate": {"rules": {"missing-target": 2}}}',
      /:1:43: error: missing-target is set to 2/,
    ],
    ["has rules in a list", '{"validate": {"rules": []}}', /rules is an object/],
    ["has a wrong number", '{"validate": {"maxWarnings": -1}}', /:1:30: error: maxWarnings is a number/],
    ["has a wrong type", '{"validate": {"type": "FAST"}}', /type is STANDARD or EXPRESS/],
    ["has files in a text", '{"validate": {"files": "src"}}', /files is a list/],
    ["has a file that is none", '{"validate": {"ignore": [1]}}', /:1:26: error: this is no file/],
    ["has wrong substitutions", '{"validate": {"substitutions": 1}}', /substitutions is a file's path/],
    ["names substitutions that are missing", '{"validate": {"substitutions": "x.yaml"}}', /there is no file .*x\.yaml/],
  ])("is refused with exit code 2 where it %s", async (_, text, message) => {
    config(text);
    const { code, stderr } = await inProject("good.asl.json");
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

describe("sources of asl run", () => {
  it("are templates with one machine named", async () => {
    const { code, stdout } = await asl(["run", "sam/template.yaml#Order", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ status: "SUCCEEDED", durations: { virtual: 5000 } });
    expect(code).toBe(0);
  });

  it("say their type, unless --type does", async () => {
    file(
      "id.yaml",
      `Resources:\n  Id:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Type: EXPRESS\n      Definition: { StartAt: A, States: { A: { Type: Pass, Parameters: { id.$: $$.Execution.Id }, End: true } } }\n`,
    );
    const idOf = async (...args: string[]) =>
      JSON.parse((await asl(["run", "id.yaml", "--json", ...args])).stdout).output.id;
    expect(await idOf()).toMatch(/:express:Id:run/);
    expect(await idOf("--type", "STANDARD")).toMatch(/:execution:Id:run/);
  });

  it("must say which machine is meant", async () => {
    const { code, stderr } = await asl(["run", "sam/template.yaml"]);
    expect(stderr).toContain("sam/template.yaml holds 2 state machines: Order, Refund");
    expect(stderr).toContain("asl run sam/template.yaml#Order");
    expect(code).toBe(2);
  });

  it.each<[string, string, RegExp]>([
    ["has no such machine", "sam/template.yaml#Odrer", /Odrer[\s\S]*Order/],
    ["holds none", "many/template.yaml", /no state machine/],
    ["has a fault", "sam/template.yaml#Refund", /^sam\/template\.yaml:14:\d+: error: Missing 'Next' target: Q/m],
  ])("are refused with exit code 3 where a file %s", async (_, name, message) => {
    const { code, stderr } = await asl(["run", name]);
    expect(stderr).toMatch(message);
    expect(code).toBe(3);
  });

  it("give the faults of a machine in a template as asl validate does", async () => {
    const { stdout } = await asl(["run", "sam/template.yaml#Refund", "--json"]);
    const { report } = await json("sam/template.yaml#Refund", "--no-warnings");
    expect(JSON.parse(stdout).diagnostics).toEqual(report.diagnostics);
  });

  it("may have a # in their name", async () => {
    expect((await asl(["run", "with#sign.asl.json"])).code).toBe(0);
  });

  it("may have placeholders, which are told of", async () => {
    file("open.asl.json", '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":"${Table}-${Stage}","End":true}}}');
    const { code, stderr, stdout } = await asl(["run", "open.asl.json", "--json"]);
    expect(stderr).toMatch(/^note: open\.asl\.json has placeholders without values: Table, Stage;/);
    expect(JSON.parse(stdout).output).toBe("${Table}-${Stage}");
    expect(code).toBe(0);
  });

  it("may have their placeholders filled", async () => {
    file("stage.yaml", "Table: orders\nStage: dev\nSatge: test\n");
    const { stderr, stdout } = await asl(["run", "open.asl.json", "--json", "--substitutions", "stage.yaml"]);
    expect(stderr).toBe("note: nothing is filled by these substitutions: Satge\n");
    expect(JSON.parse(stdout).output).toBe("orders-dev");
  });

  it("must have values where a run needs them", async () => {
    const { code, stderr } = await asl(["run", "placeholder.asl.json"]);
    expect(stderr).toMatch(/placeholder\.asl\.json has placeholders where it takes a value to run: W › Seconds/);
    expect(code).toBe(3);
    file("two.yaml", "Delay: 2\n");
    expect((await asl(["run", "placeholder.asl.json", "--substitutions", "two.yaml"])).code).toBe(0);
  });
});

it("finds nothing wrong with the examples", async () => {
  expect(existsSync(join(root, "examples"))).toBe(true);
  const { code, stdout } = await runIn(join(root, "examples"), ["validate", ".", "--no-warnings"]);
  expect(stdout).toMatch(/^\d+ files, \d+ machines: no errors/);
  expect(code).toBe(0);
});
