import { FIELD_VALIDATION_MODES } from "../../drivers/answer-fields.js";
import { parseDuration } from "../../duration.js";
import { type Json, type JsonObject, own, textOf } from "../../json.js";
import { parseTimestamp } from "../../time.js";
import { STAGES } from "../visit.js";
import type { Clash, Field, ObjectShape, Shape } from "./shape.js";
import { isTextMatch } from "./text-match.js";

const ANY: Shape = { kind: "any" };
/** Shapes of values that code may pass as well as files. */
export const TEXT: Shape = { kind: "text" };
const TEXTS: Shape = { kind: "list", of: TEXT };

const DURATION: Shape = {
  kind: "either",
  name: 'a duration such as "4m", "1h30m" or a number of milliseconds',
  of: [
    { kind: "number", least: 0 },
    {
      kind: "text",
      check: {
        name: "a duration",
        hint: 'Write milliseconds as a number, or a text like "250ms", "2s", "4m", "1h30m", "3d".',
        accepts: (text) => parseDuration(text) !== undefined,
      },
    },
  ],
};

const TIME: Shape = {
  kind: "text",
  check: {
    name: "a time",
    hint: 'Write an ISO 8601 timestamp with its zone, like "2026-03-01T09:00:00Z".',
    accepts: (text) => parseTimestamp(text) !== undefined,
  },
};

const MATCH: Shape = {
  kind: "text",
  check: {
    name: "a text or a pattern that can be searched for",
    hint: "Between slashes stands a regular expression, its flags i, m and s behind them: /not found/i. A text of that form is written as a pattern, too: /^\\/usr\\/bin$/.",
    accepts: isTextMatch,
  },
};

/** Expectations of an execution that succeeds, and of one that does not. */
export const OF_SUCCESS = ["output", "outputContains"] as const;
export const OF_FAILURE = ["error", "cause"] as const;

export const COUNT: Shape = { kind: "number", whole: true, least: 0 };

/** `{ atLeast, atMost }` around one kind of quantity. */
const between = (quantity: Shape, name: string, number: (value: Json) => number): Shape => ({
  kind: "object",
  name,
  clash({ atLeast, atMost }) {
    if (atLeast === undefined && atMost === undefined)
      return { field: "atLeast", message: "No bound stands here", hint: "Write atLeast, atMost or both." };
    if (atLeast === undefined || atMost === undefined || number(atLeast) <= number(atMost)) return undefined;
    const message = `Nothing is at least ${textOf(atLeast)} and at most ${textOf(atMost)}`;
    return { field: "atMost", message, hint: "Swap atLeast and atMost." };
  },
  fields: {
    atLeast: { shape: quantity, about: "The least that passes." },
    atMost: { shape: quantity, about: "The most that passes." },
  },
});

export const TIMES: Shape = {
  kind: "either",
  name: "a whole number, or atLeast and atMost",
  of: [COUNT, between(COUNT, "a number of visits", Number)],
};

export const TAKES: Shape = {
  kind: "either",
  name: "a duration, or atLeast and atMost",
  of: [DURATION, between(DURATION, "a duration", (value) => parseDuration(value as string | number) as number)],
};

const STATE_FIELDS = {
  input: { shape: ANY, about: "The raw input of the visit, before InputPath." },
  arguments: { shape: ANY, about: "What the task was sent: the evaluated Parameters or Arguments." },
  result: { shape: ANY, about: "What the task, the branches or the iterations gave, before ResultSelector." },
  output: { shape: ANY, about: "What the state passed on." },
  variables: {
    shape: { kind: "map", of: ANY, keys: "names of variables" },
    about: "Variables after the visit; those not named are not looked at.",
  },
  contains: {
    shape: {
      kind: "object",
      name: "contains",
      fields: {
        input: { shape: ANY, about: "A part of the input." },
        arguments: { shape: ANY, about: "A part of what the task was sent." },
        result: { shape: ANY, about: "A part of the result." },
        output: { shape: ANY, about: "A part of the output." },
      },
    },
    about: "The same, where objects may have more fields than are written here.",
  },
  stages: {
    shape: {
      kind: "object",
      name: "stages",
      fields: Object.fromEntries(STAGES.map((stage) => [stage, { shape: ANY, about: `The value at ${stage}.` }])),
    },
    about: "Values on the way through the data flow by the names of TestState's inspection data, like afterInputPath.",
  },
  error: { shape: MATCH, about: "The error the state ended or was left with; text, or /pattern/." },
  cause: { shape: MATCH, about: "Its cause; text, or /pattern/." },
  attempts: { shape: COUNT, about: "How often the task was tried in this visit." },
  next: { shape: TEXT, about: "The state that followed." },
} as const satisfies Record<string, Field>;

const VISIT: ObjectShape = { kind: "object", name: "the expectation of a visit", fields: STATE_FIELDS };

/** What a case may expect. */
export const EXPECT_FIELDS = {
  status: {
    shape: { kind: "text", words: ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "RUNNING"] },
    about: "How the execution ends. Without it: SUCCEEDED, or where error or cause is given one that did not.",
  },
  output: { shape: ANY, about: "The execution's output, exactly." },
  outputContains: { shape: ANY, about: "A part of the output: objects may have more fields than are written here." },
  error: { shape: MATCH, about: "The execution's error; text, or /pattern/." },
  cause: { shape: MATCH, about: "The execution's cause; text, or /pattern/." },
  path: {
    shape: TEXTS,
    about: 'Every state that is entered, in order: names, or paths like "Split › branch 0 › Fetch".',
  },
  visited: { shape: { kind: "map", of: TIMES, keys: "states" }, about: "How often states are entered; 0 for never." },
  sent: {
    shape: { kind: "map", of: ANY, keys: "Task states" },
    about: "What a task was sent, exactly: one request for the only one, or a list with one for each call in order.",
  },
  sentContains: {
    shape: { kind: "map", of: ANY, keys: "Task states" },
    about: "The same, where objects may have more fields than are written here.",
  },
  states: {
    shape: {
      kind: "map",
      keys: "states",
      of: {
        kind: "either",
        name: "an object for the first visit, or a list of them",
        of: [VISIT, { kind: "list", of: VISIT }],
      },
    },
    about: "The data of states: an object for the first visit, or a list with one for each.",
  },
  assigned: {
    shape: { kind: "map", of: ANY, keys: "names of variables" },
    about: "Variables of the machine at the end; those not named are not looked at.",
  },
  takes: { shape: TAKES, about: "Time on the virtual clock from start to end." },
  trace: {
    shape: TEXT,
    about: "The golden trace: a file beside the test file, or the text itself where it has several lines.",
  },
  unused: {
    shape: { kind: "constant", value: "allowed" },
    about: "allowed: answers of this case that no task asks for do not fail it.",
  },
} as const satisfies Record<string, Field>;

/** The expectations of a case, those that exclude each other refused. */
export const EXPECT: ObjectShape = { kind: "object", name: "expect", fields: EXPECT_FIELDS, clash: clashOf };

/** An execution has an output, or it has failed. */
function clashOf(expect: JsonObject): Clash | undefined {
  const [output, failure] = [OF_SUCCESS, OF_FAILURE].map((names) =>
    names.find((name) => own(expect, name) !== undefined),
  );
  const status = own(expect, "status");
  if (output !== undefined && failure !== undefined)
    return {
      field: output,
      message: `An execution with an ${failure} has no output`,
      hint: `Write ${output} or ${failure}.`,
    };
  if (failure !== undefined && status === "SUCCEEDED")
    return {
      field: failure,
      message: `An execution that is SUCCEEDED has no ${failure}`,
      hint: `Leave ${failure} out, or status.`,
    };
  if (output !== undefined && status !== undefined && status !== "SUCCEEDED")
    return {
      field: output,
      message: `An execution that is ${textOf(status)} has no output`,
      hint: `Leave ${output} out, or status.`,
    };
  return undefined;
}

const BUCKET: Shape = {
  kind: "either",
  name: "a folder relative to this file, or objects by their keys",
  of: [TEXT, { kind: "map", of: TEXT, keys: "keys of objects" }],
};

/** What a case runs with. */
export const RUN_FIELDS = {
  input: { shape: ANY, about: "The execution's input; {} if absent." },
  answers: {
    shape: { kind: "map", of: ANY, keys: "Task states" },
    about: "What tasks answer, in the format of `asl run --answers`.",
  },
  mockConfig: {
    shape: TEXT,
    about:
      "Answers from a MockConfigFile.json of Step Functions Local: MockConfigFile.json#Machine#Case. Those under answers win.",
  },
  clock: { shape: TIME, about: "Where the virtual clock starts; 2026-01-01T00:00:00Z if absent." },
  seed: {
    shape: { kind: "number", whole: true },
    about: "What jitter, uuids and random numbers follow from; 1 if absent.",
  },
  startAt: { shape: TEXT, about: "The state to start at instead of the machine's first." },
  type: { shape: { kind: "text", words: ["STANDARD", "EXPRESS"] }, about: "The type of the state machine." },
  variables: {
    shape: { kind: "map", of: ANY, keys: "names of variables" },
    about: "Variables that have values at the start, for cases with startAt.",
  },
  objects: {
    shape: { kind: "map", keys: "buckets", of: BUCKET },
    about: "What S3 holds: a folder for each bucket, or its objects by their keys. What a run writes is not kept.",
  },
  mostEvents: {
    shape: { kind: "number", whole: true, least: 1 },
    about: "Events the run may have, those of child executions included, before it fails the case; 500,000 if absent.",
  },
  fieldValidation: {
    shape: { kind: "text", words: [...FIELD_VALIDATION_MODES] },
    about:
      "Whether answers are compared with the published models of the services they stand for: STRICT, PRESENT (members may be missing) or NONE. If absent, only those that say so themselves are.",
  },
  tags: { shape: TEXTS, about: "What `asl test --tag` chooses by." },
  skip: {
    shape: { kind: "either", name: "the reason as a text", of: [TEXT, { kind: "constant", value: false }] },
    about: "Why the case is not run.",
  },
  expect: { shape: EXPECT, about: "What must come of it. Without it the case passes where the execution succeeds." },
} as const satisfies Record<string, Field>;

const DEFINITION: Field = {
  shape: {
    kind: "either",
    name: "a file's path or a definition",
    of: [TEXT, { kind: "map", of: ANY, keys: "fields" }],
  },
  about:
    "The state machine: a file relative to this one (order.asl.yaml, template.yaml#OrderMachine), or the definition itself.",
};

/** Fields of one case. */
export const CASE_FIELDS = {
  name: { shape: TEXT, about: "What the case shows; reports and --filter go by it." },
  definition: DEFINITION,
  ...RUN_FIELDS,
  table: {
    shape: { kind: "list", of: { kind: "map", of: ANY, keys: "names of values" } },
    about: "Makes one case of each row: ${name} anywhere in the case stands for the row's value.",
  },
} as const satisfies Record<string, Field>;

const CASE: ObjectShape = { kind: "object", name: "a case", fields: CASE_FIELDS, required: ["name"], templates: true };

/** A whole test file. */
export const FILE: ObjectShape = {
  kind: "object",
  name: "a test file",
  required: ["cases"],
  fields: {
    $schema: { shape: TEXT, about: "The schema, for editors." },
    definition: DEFINITION,
    substitutions: {
      shape: {
        kind: "either",
        name: "a file's path or values by name",
        of: [TEXT, { kind: "map", of: ANY, keys: "placeholders" }],
      },
      about: "Values for ${placeholders} of the definition: a file, or the values themselves.",
    },
    defaults: {
      shape: { kind: "object", name: "defaults", fields: RUN_FIELDS },
      about:
        "What every case starts from: a case's own fields win; answers, variables, objects and expect are merged by key, tags are added.",
    },
    cases: {
      shape: { kind: "list", of: CASE },
      about: "A list of cases: each has a name, and mostly input, answers and expect.",
    },
  },
};
