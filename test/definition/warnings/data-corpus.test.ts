import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { data } from "../../../packages/asl-core/src/definition/catalogue/data.js";
import {
  type MachineType,
  type ReadText,
  readText,
  validate,
} from "../../../packages/asl-core/src/definition/index.js";
import { DataFlow } from "../../../packages/asl-core/src/definition/warnings/data-flow.js";
import { carried } from "../../../packages/asl-core/src/definition/warnings/documents.js";
import { modelOf, type State } from "../../../packages/asl-core/src/definition/warnings/model.js";
import type { Shape } from "../../../packages/asl-core/src/definition/warnings/shape.js";
import { readYaml } from "../../../packages/asl-core/src/definition/yaml.js";
import type { JsonObject } from "../../../packages/asl-core/src/json.js";
import { readSource } from "../../../packages/asl-core/src/sources/index.js";
import { jsonFiles, sharedFolder } from "../shared.js";
import { conforms } from "./conforms.js";

interface Event {
  stateEnteredEventDetails?: { name: string; input?: unknown };
  stateExitedEventDetails?: { name: string; output?: unknown };
}
interface Execution {
  definition: JsonObject;
  type: MachineType;
  expected: { status: string; error?: string; events?: Event[] };
}

const executions = sharedFolder("conformance", "executions");
const recorded = executions === undefined ? [] : jsonFiles<Execution>(executions);

/** Histories hold JSON objects parsed, and all else as text. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** What may enter a state, and all that may leave it. */
function shapesOf({ definition, type }: Execution): Map<string, { input: Shape; outputs: Shape[] }> {
  const model = modelOf(definition, type);
  const flow = new DataFlow(model);
  const outputs = (state: State): Shape[] => {
    const documents = flow.documents(state)!;
    return [documents.exit, ...state.transitions.map((transition) => carried(transition, documents))];
  };
  const known = model.states.filter((state) => flow.documents(state) !== undefined);
  return new Map(known.map((state) => [state.name, { input: flow.documents(state)!.input, outputs: outputs(state) }]));
}

describe.skipIf(executions === undefined)("the shapes of documents", () => {
  it("hold what AWS recorded at the states of every run", () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const [name, one] of recorded) {
      const shapes = shapesOf(one);
      for (const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } of one.expected.events ?? []) {
        const input = shapes.get(entered?.name ?? "")?.input;
        const outputs = shapes.get(exited?.name ?? "")?.outputs;
        if (
          input !== undefined &&
          entered?.input !== undefined &&
          ++compared &&
          !conforms(input, parsed(entered.input))
        )
          wrong.push(`${name}: ${entered.name} is entered with ${JSON.stringify(entered.input)}`);
        if (outputs !== undefined && exited?.output !== undefined && ++compared)
          if (!outputs.some((shape) => conforms(shape, parsed(exited.output))))
            wrong.push(`${name}: ${exited.name} is left with ${JSON.stringify(exited.output)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(1000);
  });
});

const FATAL = ["impossible-path", "map-over-no-array", "result-path-blocked"];

describe.skipIf(executions === undefined)("definitions AWS ran", () => {
  const warned = (rules: readonly string[]) =>
    recorded.flatMap(([name, { definition, type, expected }]) =>
      validate(definition, { type })
        .filter(({ rule }) => rules.includes(rule))
        .map(({ rule, path }) => ({ name, rule, path, error: expected.error, status: expected.status })),
    );

  it("are said to fail for their data only where AWS failed so", () => {
    const found = warned(FATAL);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ error }) => error !== "States.Runtime" && error !== "States.QueryEvaluationError")).toEqual(
      [],
    );
  });

  it("are said to fail on some ways, or to compare in vain, nowhere", () => {
    expect(warned(["path-sometimes-missing", "unguarded-choice", "comparison-never-true"])).toEqual([]);
  });
});

/** Every definition with warnings of this group, looked at by hand: what is wrong with it. */
const REVIEWED: Record<string, string> = {
  "examples_07-variables_workflow.asl.json":
    "impossible-path: reads results of lambda:invoke without Payload, and an input that a ResultSelector replaced",
  "RunGlueCrawlersWithTags.asl.json": "missing-dollar: bucket names stay paths",
  "sfn-log-export_src_statemachine_stateMachine.asl.json": "missing-dollar: asks for a task named by a path",
  "sam_policy_templates.json_ProcessingWorkflow.asl.json": "impossible-path: lambda:invoke without Payload",
  "stage-ecsfargate.asl.json": "missing-dollar: runs a cluster and task definition named by paths",
  "enhanced-spacing-workflow.json.asl.json": "impossible-path: a literal Result, then a Choice on other fields",
  "dynamic-agent-with-registry-template.json.asl.json": "impossible-path: reads the input behind a catcher",
  "base_constant_literals.json5.asl.json5": "missing-dollar: texts that look like paths, which a test means",
  "base_var.json5.asl.json5": "missing-dollar: texts that look like paths, which a test means",
  "StateMachineAslDemo.asl.json": "unused-output: Parameters of a demonstration, which the next one replaces",
  "bulk-delete-objects-from-s3.asl.json": "unused-output: a ResultSelector whose output the next state clears",
};

const workflows = sharedFolder("realdata", "workflows");
describe.skipIf(workflows === undefined)("real definitions", { timeout: 120_000 }, () => {
  /** As it is, or with comments taken out. */
  async function read(file: string): Promise<ReadText | undefined> {
    const text = readFileSync(join(workflows ?? "", "..", file), "utf8");
    const plain = readText(text, { file, yaml: readYaml });
    const isRefused = (one: ReadText): boolean => validate(one).some(({ severity }) => severity === "error");
    const best = isRefused(plain) ? (await readSource(file, text)).machines[0]?.read : plain;
    return best === undefined || isRefused(best) ? undefined : best;
  }

  it("are warned of their data only where it is wrong", async () => {
    const manifest = JSON.parse(readFileSync(join(workflows ?? "", "manifest.json"), "utf8")) as { file: string }[];
    const warned = new Set<string>();
    let accepted = 0;
    for (const { file } of manifest) {
      const source = await read(file);
      if (source === undefined) continue;
      accepted++;
      for (const { rule } of validate(source)) {
        if (!Object.hasOwn(data, rule)) continue;
        const name = Object.keys(REVIEWED).find((one) => file.endsWith(one));
        warned.add(name !== undefined && REVIEWED[name].startsWith(`${rule}:`) ? name : `${rule} in ${file}`);
      }
    }
    expect([...warned].sort()).toEqual(Object.keys(REVIEWED).sort());
    expect(accepted).toBeGreaterThan(500);
  });
});
