import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type MachineType, readText, validate } from "../../../packages/asl-core/src/definition/index.js";
import { readYaml } from "../../../packages/asl-core/src/definition/yaml.js";
import type { JsonObject } from "../../../packages/asl-core/src/json.js";
import { jsonFiles, sharedFolder } from "../shared.js";

const RULES = [
  "unassigned-variable",
  "variable-assigned-later",
  "variable-out-of-scope",
  "unread-variable",
  "unknown-function",
  "unreachable-retrier",
  "unreachable-catcher",
  "shadowed-error",
  "repeated-error",
  "unknown-error-name",
  "uncatchable-error",
  "endless-loop",
  "unreachable-rule",
  "unsent-token",
  "unbounded-wait",
  "wait-outlasts-execution",
  "timeout-outlasts-execution",
  "payload-too-large",
  "too-many-events",
  "concurrency-out-of-reach",
  "suspicious-arn",
  "steady-loop",
  "missing-path-suffix",
  "presence-asked-late",
  "path-function",
  "unused-execution-type",
  "duplicate-key",
  "lone-surrogate",
];

/** Where real definitions are warned about: each looked at by hand and found to be as the warning says. */
const CHECKED: Record<string, RegExp> = {
  "unassigned-variable": /base_undefined_(arguments|assign|output)|(empty|invalid)_credentials/,
  "variable-out-of-scope": /parallel_catch_error_variable_sampling/,
  "unread-variable":
    /07-variables|order-processing|semaphore-concurrency-lock|dynamic-agent|supervisor-with-agentcore|_assign_statemachines_base|variable_sampling/,
  "unknown-function": /math_random_seeded_jsonata/,
  "unreachable-retrier": /pipeline_management.yml/,
  "shadowed-error": /idempotent-workflow/,
  "unknown-error-name": /atm_dispenser/,
  "uncatchable-error": /sqs_(parallel_)?wait_for_task_token|catch_states_runtime/,
  "unsent-token": /state_machine_with_sam_policy_templates/,
  "suspicious-arn": /asl-viewer_*examples_complex|cleissonbarbosa__asl-viewer|fadams__local-step-functions/, // other engines' ARNs, and topics
  "unbounded-wait": /./, // whatever waits for a token or an activity and has no limit
};

const workflows = sharedFolder("realdata", "workflows");
describe.skipIf(workflows === undefined)("real definitions", () => {
  it("are warned about only where it is true", () => {
    const folder = workflows ?? "";
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as { file: string }[];
    const unexpected = manifest.flatMap(({ file }) =>
      validate(readText(readFileSync(join(folder, "..", file), "utf8"), { file, yaml: readYaml }))
        .filter(({ rule }) => RULES.includes(rule) && !CHECKED[rule]?.test(file))
        .map(({ path, message }) => `${file}: ${path}: ${message}`),
    );
    expect(unexpected).toEqual([]);
  });
});

interface Recorded {
  definition: JsonObject;
  type: MachineType;
  expected: { events?: { stateExitedEventDetails?: { name: string } }[] };
}

/** What cannot be done: a state of which this is said has not been left, but by a Catch. */
const IMPOSSIBLE = [
  "unassigned-variable",
  "variable-assigned-later",
  "variable-out-of-scope",
  "unknown-function",
  "wait-outlasts-execution",
  "payload-too-large",
  "too-many-events",
];

const executions = sharedFolder("conformance", "executions");
describe.skipIf(executions === undefined)("executions AWS recorded", () => {
  it("left no state of which a warning says that it must fail", () => {
    let said = 0;
    const wrong = jsonFiles<Recorded>(executions ?? "").flatMap(([file, { definition, type, expected }]) => {
      const left = new Set((expected.events ?? []).map((one) => one.stateExitedEventDetails?.name));
      return validate(JSON.stringify(definition), { type })
        .filter(({ rule, path }) => IMPOSSIBLE.includes(rule) && ++said > 0 && left.has(path.split(" › ").at(-2)))
        .map(({ path, message }) => `${file}: ${path}: ${message}`);
    });
    expect(wrong).toEqual([]);
    expect(said).toBeGreaterThan(5);
  });
});
