import { describe, expect, it } from "vitest";
import { MAX_DIAGNOSTICS, readSource, validateMachine } from "../../packages/asl-core/src/index.js";
import { answerChecker, workingChecker } from "../../packages/asl-viewer/src/checking/checker.js";
import { check } from "../../packages/asl-viewer/src/checking/index.js";
import type { Checked, Question } from "../../packages/asl-viewer/src/checking/problem.js";
import { Checking } from "../../packages/asl-viewer/src/controllers/checking.js";
import { graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import { openText, remember } from "../../packages/asl-viewer/src/timeline/index.js";
import { machine, pass } from "./machines.js";

const WRONG = machine({ A: { Type: "Pass", Next: "Nowhere" }, Lost: pass() });
const JSON_TEXT = JSON.stringify(WRONG, null, 2);
const TEMPLATE = `Resources:
  Other:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition: { StartAt: Fine, States: { Fine: { Type: Succeed } } }
  Broken:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: EXPRESS
      DefinitionString: !Sub |
        {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "\${Function}", "Next": "Gone"}}}
`;

const TEXTS: readonly (readonly [string, { text: string; file: string; machine?: string }])[] = [
  ["JSON", { text: JSON_TEXT, file: "wrong.asl.json" }],
  ["JSON that has no name", { text: JSON_TEXT, file: "" }],
  ["YAML", { text: "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next: Nowhere\n", file: "wrong.asl.yaml" }],
  ["a machine of a template", { text: TEMPLATE, file: "template.yaml", machine: "Broken" }],
  [
    "placeholders",
    { text: JSON_TEXT.replace('"Nowhere"', '"Nowhere", "Comment": "${Stage}"'), file: "wrong.asl.json" },
  ],
];

describe("the check of a definition", () => {
  it.each(TEXTS)("says of %s what asl validate says", async (_, question) => {
    const source = await readSource(question.file || "pasted", question.text, { only: question.machine });
    const [one] = source.machines;
    const said = validateMachine(one, { type: one.type ?? "STANDARD", file: one.file });
    const { problems, cut } = await check(question);
    expect(problems.map(({ message }) => message).sort()).toEqual(said.map(({ message }) => message).sort());
    expect(problems.some(({ severity, code, line }) => severity === "error" && code !== "" && (line ?? 0) > 0)).toBe(
      true,
    );
    expect(cut).toBe(false);
  });

  it("says nothing of a sound definition, with or without a text", async () => {
    const sound = machine({ A: pass() });
    expect(await check({ text: JSON.stringify(sound), file: "" })).toEqual({ problems: [], cut: false });
    expect(await check({ definition: sound })).toEqual({ problems: [], cut: false });
  });

  it("lists no more than a bounded number, and says so", async () => {
    const states = Object.fromEntries(
      Array.from({ length: 3000 }, (_, at) => [`S${at}`, { Type: "Pass", Next: `X${at}` }]),
    );
    const { problems, cut } = await check({ text: JSON.stringify({ StartAt: "S0", States: states }), file: "" });
    expect(problems.length).toBeLessThanOrEqual(2 * MAX_DIAGNOSTICS);
    expect(cut).toBe(true);
  });
});

/** A worker on this thread. */
function worker(answer: (question: Question) => Promise<Checked>) {
  const scope: Parameters<typeof answerChecker>[0] = {
    onmessage: null,
    postMessage: (data) => one.onmessage?.({ data }),
  };
  const one = {
    onmessage: undefined as ((event: { data: unknown }) => void) | undefined,
    postMessage: (data: unknown) => scope.onmessage?.({ data } as MessageEvent),
    ended: false,
    terminate: () => void (one.ended = true),
  };
  answerChecker(scope, answer);
  return one;
}

describe("a checker with a worker", () => {
  const question = { text: JSON_TEXT, file: "" };

  it("asks the worker, and ends it", async () => {
    const one = worker(check);
    const found = await workingChecker(async () => one as unknown as Worker).check(question);
    expect(found).toEqual(await check(question));
    expect(one.ended).toBe(true);
  });

  it("rejects where the check fails, and begins none without a worker", async () => {
    const broken = worker(() => Promise.reject(new Error("no")));
    await expect(workingChecker(async () => broken as unknown as Worker).check(question)).rejects.toThrow("cannot");
    expect(await workingChecker(() => Promise.reject(new Error("none"))).check(question)).toBeUndefined();
  });
});

describe("what a viewer knows of its definition", () => {
  it("marks states and lines with the worse of their problems", async () => {
    const found = remember(await openText(JSON_TEXT, "wrong.asl.json"), JSON_TEXT, "wrong.asl.json");
    const [drawn] = found.definitions;
    const chosen: unknown[] = [];
    const host = Object.assign(new EventTarget(), {
      ...{ addController: () => {}, removeController: () => {}, updateComplete: Promise.resolve(true) },
      opened: { drawn, graph: graphOf(drawn.definition), trail: [] },
      cursor: { select: (selection: unknown) => chosen.push(selection) },
      ...{ checker: { check }, narrow: false, sourceOpen: false },
      requestUpdate: () => told?.(),
    });
    let told: (() => void) | undefined;
    const isTold = new Promise<void>((resolve) => (told = resolve));
    const checking = new Checking(host as never);
    checking.hostUpdate();
    await isTold;
    expect(checking.findings?.errors).toBeGreaterThan(0);
    expect(checking.marks(undefined)?.get("/States/A")).toEqual({ problem: "error" });
    expect(checking.marks(undefined)).toBe(checking.marks(undefined));
    const line = JSON_TEXT.split("\n").findIndex((one) => one.includes("Nowhere")) + 1;
    expect(checking.lines.get(line)).toBe("error");
    const [problem] = checking.findings?.problems.filter((one) => one.line === line) ?? [];
    host.dispatchEvent(new CustomEvent("asl-problem", { detail: problem }));
    expect(chosen).toEqual([{ node: "/States/A" }]);
    expect(checking.place).toEqual({ line });
    expect(host.sourceOpen).toBe(true);
  });
});
