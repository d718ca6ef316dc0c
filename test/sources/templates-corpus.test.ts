import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Diagnostic, validate } from "../../packages/asl-core/src/definition/index.js";
import { readSource, validateMachine } from "../../packages/asl-core/src/sources/index.js";
import type { Source, SourceMachine } from "../../packages/asl-core/src/sources/source.js";
import { sharedFolder } from "../definition/shared.js";

interface Template {
  dir: string;
  template: string;
  kind: string;
  state_machines: { logical_id: string; machine_type: string | null; definition_kind: string; states?: number }[];
}

const folder = sharedFolder("realdata", "templates");
const manifest =
  folder === undefined ? [] : (JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Template[]);
/** Some entries are versions of one file, of which the first lies in the folder. */
const templates = [...new Map(manifest.toReversed().map((one) => [one.dir, one])).values()];

async function read({ dir, template }: Template): Promise<Source> {
  const root = join(folder ?? "", "..", dir);
  const open = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined);
  return readSource(template, readFileSync(join(root, template), "utf8"), { open });
}

/** Machines whose definitions are not in the corpus, besides those in S3. */
const ABSENT = ["step_function_local_definition.yaml", "sfn-sns_template.yml", "account-vending-machine_template.yaml"];

/** Definitions that AWS would refuse as they stand, checked by hand: rule and reason. */
const REFUSED: Record<string, [rule: string, reason: string]> = {
  "good_functions_sub_needed.yaml TestGoodStateMachine1": ["not-an-arn", "a linter's fixture: the Resource is `test`"],
  "shared-fallback-state-jsonata_template.yaml StateMachine": [
    "wrong-type",
    "QueryLanguage stands inside States, one line too late",
  ],
  "embedded_connectors_function_to.json MyStateMachine": ["missing-fields", "a fixture without States"],
  "embedded_connectors_rule_to.json StateMachine": ["missing-fields", "a fixture without States"],
  "schema_validation_1.json StateMachine": ["not-an-arn", "a fixture: the Resource is `someresource`"],
  "state_machine_with_api_and_propagate_tags.json Post": ["not-an-arn", "a fixture: `random-resource`"],
  "state_machine_with_api_and_propagate_tags.json Post2": ["not-an-arn", "a fixture: `random-resource`"],
};

const errorsOf = (machine: SourceMachine): Diagnostic[] =>
  validateMachine(machine, { type: machine.type }).filter(({ severity }) => severity === "error");

/** Warnings that were looked at by hand: no definition has these placeholders, and one is misspelt. */
const TRUE = [
  /pattern-[23]_template.*unused-substitution.*OutputBucket/,
  /transfer-data-records.*unused-substitution.*(ddbTableName|sqsQueueUrl|seedingFunctionArn)/,
  /synchronous-job.*(unfilled-placeholder.*TopicArn|unused-substitution.*topicArn)/,
  /bedrock(-model-customisation)?-sam_template.*unused-substitution.*ModelId/,
  /parallel-human-approval.*unused-substitution.*TopicArn[123]/,
  /meeting-summarization.*unused-substitution.*FunctionPreparePromptFromTranscript/,
  /functions_sub_needed.*unused-substitution.*definition_substitution_2/,
];

const LOOKED_AT = new Set<string>([
  "yaml-readers-disagree",
  "condition-not-turned",
  "unfilled-placeholder",
  "unused-substitution",
  "suspicious-arn",
  "steady-loop",
  "missing-path-suffix",
  "presence-asked-late",
  "path-function",
  "unused-execution-type",
  "duplicate-key",
]);

function statesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const states = "States" in value ? Object.values(value.States ?? {}) : [];
  const own = states.filter((one) => typeof one === "object").length;
  return Object.values(value).reduce((sum: number, inner) => sum + statesIn(inner), own);
}

describe.skipIf(folder === undefined)("real templates", () => {
  const found: { template: Template; source: Source }[] = [];
  beforeAll(async () => {
    for (const template of templates) found.push({ template, source: await read(template) });
  });

  it("are told by their kind", () => {
    const kinds: Record<string, string> = { serverless: "serverless" };
    for (const { template, source } of found)
      expect([template.dir, source.kind]).toEqual([template.dir, kinds[template.kind] ?? "cloudformation"]);
  });

  it("give every machine with its type and states, but for those whose definition is elsewhere", () => {
    const wrong: string[] = [];
    let [expected, given, inS3] = [0, 0, 0];
    for (const { template, source } of found)
      for (const one of template.state_machines) {
        expected++;
        const machine = source.machines.find(({ id }) => id === one.logical_id);
        if (machine !== undefined) {
          given++;
          if (one.machine_type !== null && machine.type !== one.machine_type) wrong.push(`${template.dir}: type`);
          if (
            one.states !== undefined &&
            machine.read.value !== undefined &&
            statesIn(machine.read.value) !== one.states
          )
            wrong.push(`${template.dir}: ${statesIn(machine.read.value)} states instead of ${one.states}`);
        } else if (source.diagnostics.some(({ rule }) => rule === "definition-in-s3")) inS3++;
        else if (!ABSENT.some((name) => template.dir.endsWith(name))) wrong.push(`${template.dir}: ${one.logical_id}`);
      }
    expect(wrong).toEqual([]);
    expect(given + inS3 + ABSENT.length).toBe(expected);
    expect(given).toBeGreaterThan(200);
  });

  it("give no machine that is not there", () => {
    const ids = ({ state_machines }: Template) => new Set(state_machines.map(({ logical_id }) => logical_id));
    const extra = found.flatMap(({ template, source }) =>
      source.machines.filter(({ id }) => !ids(template).has(id)).map(({ id }) => `${template.dir}: ${id}`),
    );
    expect(extra).toEqual([]);
  });

  it("are warned about only where it is true", () => {
    const told = found.flatMap(({ template, source }) => {
      const machines = source.machines.flatMap((machine) => validateMachine(machine, { type: machine.type }));
      return [...source.diagnostics, ...machines]
        .filter(({ rule }) => LOOKED_AT.has(rule))
        .map(({ rule, message }) => `${template.dir}: ${rule}: ${message}`);
    });
    expect(told.filter((one) => !TRUE.some((checked) => checked.test(one)))).toEqual([]);
    expect(TRUE.filter((checked) => !told.some((one) => checked.test(one)))).toEqual([]);
  });

  it("have no errors, but for a handful that AWS would refuse", () => {
    const refused = found.flatMap(({ template, source }) =>
      source.machines.flatMap((machine) => {
        const errors = errorsOf(machine);
        return errors.length === 0 ? [] : [[`${template.dir} ${machine.id}`, errors[0].rule]];
      }),
    );
    const reason = (name: string) => Object.entries(REFUSED).find(([end]) => name.endsWith(end))?.[1][0];
    expect(refused.filter(([name, rule]) => reason(name) !== rule)).toEqual([]);
    expect(refused).toHaveLength(Object.keys(REFUSED).length);
  });

  it("have diagnostics only inside the files that are named", () => {
    for (const { template, source } of found) {
      const root = join(folder ?? "", "..", template.dir);
      for (const machine of source.machines) {
        const length = readFileSync(join(root, machine.file), "utf8").length;
        for (const { range } of validate(machine.read, { type: machine.type })) {
          expect(range).toBeDefined();
          expect(range?.start.offset).toBeGreaterThanOrEqual(0);
          expect(range?.end.offset).toBeLessThanOrEqual(length);
        }
      }
    }
  });
});
