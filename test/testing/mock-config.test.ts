import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Json, JsonObject } from "asl-core";
import {
  judge,
  loadMachine,
  mockAnswers,
  readMockConfig,
  readTestFile,
  type TestAnswers,
  TestFileError,
  unmockedError,
  unusedMocks,
} from "asl-core/testing";
import { describe, expect, it } from "vitest";

const SHARED = process.env.ASL_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));
const FOLDER = join(SHARED, "realdata/mockconfigs");

/** Inputs the cases were written for: a mock configuration has none. */
const INPUTS: Record<string, JsonObject> = {
  LocalTesting: {
    data: {
      firstname: "Jane",
      lastname: "Doe",
      email: "jane@example.com",
      identity: { email: "jane@example.com", ssn: "123-45-6789" },
      address: { street: "1 Main St", city: "Town", state: "TX", zip: "78000" },
      comments: "I am glad to be here",
    },
  },
  abandon: { sessionId: "s-1" },
  check_session: { sessionId: "s-1" },
  nino_check: { sessionId: "s-1", nino: "AA000003D" },
  nino_issue_credential: { bearerToken: "Bearer t-1" },
  audit_event: {
    detail: {
      auditPrefix: "P",
      issuer: "i",
      deviceInformation: "d",
      evidence: [{ txn: "t" }],
      user: { govuk_signin_journey_id: "j" },
    },
    "detail-type": "REQUEST_SENT",
  },
};

/** With its input this case reads a field that the error it throws does not have: its authors expect that failure. */
const DYING: Record<string, string> = {
  MatchingLambdaException: "the execution died of States.Runtime, which no response throws",
};

interface Listed {
  readonly dir: string;
  readonly mock_config: string;
  readonly machines: readonly {
    readonly name: string;
    readonly test_cases: string[];
    readonly definition_file?: string;
  }[];
  readonly input?: JsonObject;
}

const present = existsSync(FOLDER);
if (!present) console.warn(`\n*** SKIPPED: no ${FOLDER}; set ASL_SHARED to the folder that holds it ***\n`);

const jsonIn = (path: string): Json => JSON.parse(readFileSync(path, "utf8"));
const listed = present ? (jsonIn(join(FOLDER, "manifest.json")) as unknown as Listed[]) : [];

describe.runIf(present)("recorded mock configurations", () => {
  const rows = listed.flatMap(({ dir, mock_config, machines, input }) =>
    machines.map((one) => ({
      ...one,
      title: `${one.name} of ${dir.slice(12)}`,
      folder: join(SHARED, "realdata", dir),
      mock_config,
      input,
    })),
  );
  it.each(rows)("reads $title", ({ folder, mock_config, name, test_cases }) => {
    const { machines } = readMockConfig(jsonIn(join(folder, mock_config)));
    const cases: ReadonlyMap<string, unknown> = machines.get(name) ?? new Map();
    expect([...cases.keys()].sort()).toEqual([...test_cases].sort());
  });
  const runnable = rows.filter(({ definition_file }) => definition_file !== undefined);
  it.each(runnable)("runs every case of $title to its end", async ({ folder, mock_config, definition_file, input }) => {
    const { machines } = readMockConfig(jsonIn(join(folder, mock_config)));
    const machine = await loadMachine(join(folder, definition_file as string));
    for (const cases of machines.values())
      for (const one of cases.values()) {
        const { answers } = mockAnswers(one, machine.machine);
        const run = await machine.run({
          input: input ?? INPUTS[one.machine] ?? {},
          answers: { default: { identity: true }, ...answers } as TestAnswers,
        });
        expect(["SUCCEEDED", "FAILED"]).toContain(run.status);
        const died = unmockedError(one, run)?.message;
        if ((input ?? INPUTS[one.machine]) !== undefined) expect(died, one.name).toBe(DYING[one.name]);
        if (/^Happy/.test(one.name)) expect(run.status, `${one.machine}#${one.name}`).toBe("SUCCEEDED");
      }
  });
});

describe.runIf(present)("recorded mock configurations without the input they were written for", () => {
  it("die of what no response throws in these machines", async () => {
    const died = new Set<string>();
    for (const { dir, mock_config, machines } of listed)
      for (const { definition_file } of machines) {
        if (definition_file === undefined) continue;
        const folder = join(SHARED, "realdata", dir);
        const machine = await loadMachine(join(folder, definition_file));
        for (const cases of readMockConfig(jsonIn(join(folder, mock_config))).machines.values())
          for (const one of cases.values()) {
            const { answers } = mockAnswers(one, machine.machine);
            const run = await machine.run({ answers: { default: { identity: true }, ...answers } as TestAnswers });
            if (unmockedError(one, run) !== undefined) died.add(one.machine);
          }
      }
    expect([...died].sort()).toEqual([
      "LocalTesting",
      "abandon",
      "audit_event",
      "mocked_state_machine_PLACEHOLDER_short_uid",
      "nino_check",
      "nino_issue_credential",
    ]);
  });
});

const TASK = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "f" } };
const config = (response: Json, state = "A"): Json => ({
  StateMachines: { M: { TestCases: { C: { [state]: "R" } } } },
  MockedResponses: { R: response },
});
const answersOf = (response: Json) => readMockConfig(config(response)).machines.get("M")?.get("C")?.answers.A;

describe("readMockConfig", () => {
  it("makes one answer of each number and range", () => {
    const response = {
      "0": { Throw: { Error: "E", Cause: "why" } },
      "1-2": { Throw: { Error: "F" } },
      "3": { Return: null },
    };
    expect(answersOf(response)).toEqual([{ error: "E", cause: "why" }, { error: "F", repeat: 2 }, { output: null }]);
  });

  it("fails calls between numbers as the jar does, and warns", () => {
    const read = readMockConfig(config({ "0": { Return: 1 }, "3": { Return: 2 } }));
    const answers = read.machines.get("M")?.get("C")?.answers.A;
    expect(answers).toMatchObject([{ output: 1 }, { error: "States.Runtime", repeat: 2 }, { output: 2 }]);
    expect(read.warnings.map(({ pointer, message }) => [pointer, message])).toEqual([
      ["/MockedResponses/R/3", '"R" has no numbers 1 to 2: such a call fails with States.Runtime'],
    ]);
  });

  it.each<[string, Json, string, string]>([
    ["a key that is no number", { first: { Return: 1 } }, "/MockedResponses/R/first", "neither a number nor a range"],
    ["a range that runs backwards", { "2-1": { Return: 1 } }, "/MockedResponses/R/2-1", "ends before it begins"],
    ["ranges that overlap", { "0-2": { Return: 1 }, "1": { Return: 2 } }, "/MockedResponses/R/1", "covers 1, too"],
    ["an answer that does nothing", { "0": {} }, "/MockedResponses/R/0", "either returns or throws"],
    ["an answer that does both", { "0": { Return: 1, Throw: { Error: "E" } } }, "/MockedResponses/R/0", "cannot both"],
    ["a Throw without an Error", { "0": { Throw: { Cause: "c" } } }, "/MockedResponses/R/0/Throw", "has an Error"],
    ["a response that is no object", [], "/MockedResponses/R", "must be an object"],
  ])("refuses %s", (_, response, pointer, message) => {
    const problems = problemsOf(config(response));
    expect(problems).toMatchObject([{ pointer, message: expect.stringContaining(message) }]);
  });

  it("only warns of responses that no case names", () => {
    const value = { StateMachines: {}, MockedResponses: { R: { x: {} } } };
    expect(readMockConfig(value).warnings).toMatchObject([{ severity: "warning", pointer: "/MockedResponses/R/x" }]);
  });

  it("hints at the response that was meant", () => {
    const value = { StateMachines: { M: { TestCases: { C: { A: "Happpy" } } } }, MockedResponses: { Happy: {} } };
    expect(problemsOf(value)).toMatchObject([
      { pointer: "/StateMachines/M/TestCases/C/A", hint: 'Did you mean "Happy"?' },
    ]);
  });
});

describe("mocked cases", () => {
  const loop = {
    StartAt: "A",
    States: {
      A: { ...TASK, OutputPath: "$.Payload", Retry: [{ ErrorEquals: ["E"], MaxAttempts: 1 }], Next: "B" },
      B: { Type: "Choice", Choices: [{ Variable: "$", StringEquals: "done", Next: "C" }], Default: "A" },
      C: { Type: "Task", Resource: "arn:aws:states:us-east-1:123456789012:activity:Approve", End: true },
    },
  };
  const polling = {
    StateMachines: { M: { TestCases: { C: { A: "R", C: "S", B: "S", Gone: "S" } } } },
    MockedResponses: {
      R: {
        "0": { Return: { Payload: "wait" } },
        "1": { Throw: { Error: "E" } },
        "2": { Return: { Payload: "done" } },
      },
      S: { "0": { Return: "approved" } },
    },
  };

  it("count retries, rounds of a loop and iterations alike, and answer activities", async () => {
    const machine = await loadMachine(loop);
    const one = readMockConfig(polling).machines.get("M")?.get("C");
    if (one === undefined) throw new Error("the case was not read");
    const { answers, warnings } = mockAnswers(one, machine.machine);
    const run = await machine.run({ answers: answers as TestAnswers });
    expect(run.output).toBe("approved");
    expect(run.visits.map(({ state }) => state)).toEqual(["A", "B", "A", "B", "C"]);
    expect(warnings.map(({ message }) => message)).toEqual([
      '"B" is a Choice state: only Task states are answered',
      'The definition has no Task state "Gone"',
    ]);
  });

  const caseOf = (cases: JsonObject, name: string) => {
    const found = readMockConfig({ ...polling, StateMachines: { M: { TestCases: cases } } })
      .machines.get("M")
      ?.get(name);
    if (found === undefined) throw new Error("the case was not read");
    return found;
  };

  it("are refused where they name what is nearly a state, with the one that was meant", async () => {
    const { machine } = await loadMachine({
      StartAt: "Charge",
      States: { Charge: { ...TASK, End: true } },
    });
    expect(problemsIn(() => mockAnswers(caseOf({ C: { Chrage: "S" } }, "C"), machine))).toMatchObject([
      { pointer: "/StateMachines/M/TestCases/C/Chrage", hint: 'Did you mean "Charge"?' },
    ]);
  });

  it("can be used where another one of the file cannot", async () => {
    const { machine } = await loadMachine(loop);
    const cases = { Good: { C: "S" }, Bad: { A: "Gone" }, Worse: 7 };
    expect(Object.keys(mockAnswers(caseOf(cases, "Good"), machine).answers)).toEqual(["C"]);
    for (const [name, message] of [
      ["Bad", 'MockedResponses have no "Gone"'],
      ["Worse", "A test case names a response per state"],
    ])
      expect(problemsIn(() => mockAnswers(caseOf(cases, name), machine))).toMatchObject([{ message }]);
  });

  it("fail where the run asked for none of them", async () => {
    const machine = await loadMachine({
      StartAt: "Which",
      States: {
        Which: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "A" }], Default: "Rest" },
        A: { ...TASK, End: true },
        Rest: { Type: "Succeed" },
      },
    } as never);
    const { answers } = mockAnswers(caseOf({ C: { A: "S" } }, "C"), machine.machine);
    const run = (input: JsonObject) => machine.run({ input, answers: answers as TestAnswers });
    expect(unusedMocks("/at", ["A"], await run({ a: 1 }))).toEqual([]);
    const found = {
      pointer: "/at",
      message: "the run asked for none of the mocked responses of A",
      details: ["it went through Which, Rest: is its input the one that the case was written for?"],
    };
    expect(unusedMocks("/at", ["A"], await run({}))).toMatchObject([found]);
    const { cases } = readTestFile({ definition: {}, cases: [{ name: "a", mockConfig: "m.json#C" }] });
    const mocked = { ...cases[0], answers };
    expect(judge(mocked, await run({}))).toMatchObject([{ ...found, pointer: "/cases/0/mockConfig" }]);
    expect(judge(mocked, await run({ a: 1 }))).toEqual([]);
    expect(judge({ ...mocked, expect: { unused: "allowed" } }, await run({}))).toEqual([]);
  });
});

function problemsIn(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof TestFileError) return error.problems;
    throw error;
  }
  return [];
}

/** Of the file, and of its only case. */
function problemsOf(value: Json) {
  return problemsIn(() => {
    const [cases] = readMockConfig(value).machines.values();
    const [one] = cases.values();
    if (one.problems.length > 0) throw new TestFileError(one.problems);
  });
}
