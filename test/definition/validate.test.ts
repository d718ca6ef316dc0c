import { describe, expect, it } from "vitest";
import {
  awsMessage,
  catalogue,
  invalidDefinitionMessage,
  type RuleName,
  type ValidateOptions,
  validate,
} from "../../packages/asl-core/src/definition/index.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { compileDefinition } from "../../packages/asl-core/src/machine/compile.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";

const PASS = { Type: "Pass", End: true };
const TASK = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", End: true };
const JSONATA = { QueryLanguage: "JSONata" };

const machine = (state: Json, more: JsonObject = {}): JsonObject => ({ StartAt: "S", States: { S: state }, ...more });
const jsonata = (state: JsonObject): JsonObject => machine(state, JSONATA);
const choice = (...rules: Json[]): JsonObject => ({
  StartAt: "C",
  States: { C: { Type: "Choice", Choices: rules, Default: "S" }, S: PASS },
});
const map = (more: JsonObject, processor: JsonObject = {}): JsonObject =>
  machine({ Type: "Map", ItemProcessor: { StartAt: "P", States: { P: PASS }, ...processor }, End: true, ...more });
const DISTRIBUTED = { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };
const READER = "arn:aws:states:::s3:getObject";

/** What is found as which rule, in which words, where AWS says it is. The smallest example of each rule is on its page. */
const cases: [rule: RuleName, definition: Json, message: string, location: string | undefined, type?: "EXPRESS"][] = [
  ["not-an-object", [], "Definition must be a valid JSON object", undefined],
  ["missing-fields", {}, "These fields are required: [States, StartAt]", "/"],
  ["missing-fields", { StartAt: "S" }, "These fields are required: [States]", "/"],
  [
    "missing-fields",
    machine({ ...TASK, Retry: [{}] }),
    "These fields are required: [ErrorEquals]",
    "/States/S/Retry[0]",
  ],
  [
    "missing-fields",
    choice({ Variable: "$.a", IsNull: true }),
    "These fields are required: [Next]",
    "/States/C/Choices[0]",
  ],
  ["missing-fields", machine({ End: true }), "These fields are required: [Type]", "/States/S"],
  ["missing-fields", machine({ Type: "Task", End: true }), "These fields are required: [Resource]", "/States/S"],
  [
    "missing-fields",
    map({}, { ProcessorConfig: { Mode: "DISTRIBUTED" } }),
    "These fields are required: [ExecutionType]",
    "/States/S/ItemProcessor/ProcessorConfig",
  ],
  [
    "missing-fields",
    map(
      { ItemReader: { Resource: READER, ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "GIVEN" } } },
      DISTRIBUTED,
    ),
    "These fields are required: [CSVHeaders]",
    "/States/S/ItemReader/ReaderConfig",
  ],
  [
    "missing-fields",
    map({ ResultWriter: { Resource: "arn:aws:states:::s3:putObject" } }, DISTRIBUTED),
    "These fields are required: [Parameters]",
    "/States/S/ResultWriter",
  ],
  [
    "missing-field",
    map({ ItemReader: { Resource: READER, ReaderConfig: { InputType: "CSV" } } }, DISTRIBUTED),
    "The field 'CSVHeaderLocation' is required",
    "/States/S/ItemReader/ReaderConfig",
  ],
  [
    "missing-role",
    machine({ ...TASK, Credentials: {} }),
    "The field 'RoleArn' is required but was missing",
    "/States/S/Credentials",
  ],
  ["unsupported-field", machine({ ...PASS, Foo: 1 }), "Field 'Foo' is not supported", "/States/S"],
  ["unsupported-field", machine({ ...PASS, constructor: 1 }), "Field 'constructor' is not supported", "/States/S"],
  [
    "unsupported-field",
    JSON.parse('{"StartAt":"S","States":{"S":{"Type":"Pass","End":true,"__proto__":1}}}'),
    "Field '__proto__' is not supported",
    "/States/S",
  ],
  ["unsupported-field", machine({ ...PASS, Catch: [] }), "Field 'Catch' is not supported", "/States/S"],
  [
    "unsupported-field",
    machine({
      Type: "Parallel",
      Branches: [{ ...machine(PASS), TimeoutSeconds: 1, StartAt: "B", States: { B: PASS } }],
      End: true,
    }),
    "Field 'TimeoutSeconds' is not supported",
    "/States/S/Branches[0]",
  ],
  ["unsupported-field", map({}, JSONATA), "Field 'QueryLanguage' is not supported", "/States/S/ItemProcessor"],
  [
    "unsupported-field",
    choice({ And: [{ Variable: "$.a", IsNull: true, Next: "S" }], Next: "S" }),
    "Field 'Next' is not supported",
    "/States/C/Choices[0]/And[0]",
  ],
  ["unsupported-field", machine(PASS, { Startat: "S" }), "Field 'Startat' is not supported", "/"],
  [
    "other-language",
    machine({ ...PASS, Output: 1 }),
    "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
    "/States/S",
  ],
  [
    "other-language",
    jsonata({ ...PASS, InputPath: "$" }),
    "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage",
    "/States/S",
  ],
  [
    "other-language",
    map({ ...JSONATA }, { States: { P: { ...PASS, Output: 1 } } }),
    "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage",
    "/States/S/ItemProcessor/States/P",
  ],
  [
    "other-language",
    choice({ Condition: true, Next: "S" }),
    "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage",
    "/States/C/Choices[0]",
  ],
  [
    "language-downgrade",
    jsonata({ ...PASS, QueryLanguage: "JSONPath", Output: 1 }),
    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    "/States/S",
  ],
  ["wrong-type", machine(PASS, { QueryLanguage: 5 }), "Expected value of type [STRING]", "/QueryLanguage"],
  ["wrong-type", machine(1), "Expected value of type [OBJECT]", "/States/S"],
  ["wrong-type", machine({ ...PASS, End: "true" }), "Expected value of type [BOOLEAN]", "/States/S/End"],
  ["wrong-type", machine({ ...TASK, Retry: {} }), "Expected value of type [ARRAY]", "/States/S/Retry"],
  [
    "not-an-integer",
    machine({ Type: "Wait", Seconds: "1", End: true }),
    "Expected value of type Integer",
    "/States/S/Seconds",
  ],
  [
    "not-an-integer",
    machine({ ...TASK, TimeoutSeconds: "{% 1 %}" }),
    "Expected value of type Integer",
    "/States/S/TimeoutSeconds",
  ],
  ["not-in-enum", machine(PASS, { Version: "2.0" }), "Value should be one of the following: [1.0]", "/Version"],
  [
    "not-in-enum",
    machine({ ...PASS, QueryLanguage: "jsonata" }),
    "Value should be one of the following: [JSONPath, JSONata]",
    "/States/S/QueryLanguage",
  ],
  [
    "unknown-type",
    machine({ Type: "Foo", End: true }),
    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
    "/States/S/Type",
  ],
  ["below-minimum", map({ MaxConcurrency: -1 }), "Minimum value is 0", "/States/S/MaxConcurrency"],
  [
    "above-maximum",
    machine({ Type: "Wait", Seconds: 100_000_000, End: true }),
    "Maximum value is 99999999",
    "/States/S/Seconds",
  ],
  [
    "above-maximum",
    map({ ToleratedFailurePercentage: 101 }, DISTRIBUTED),
    "Maximum value is 100",
    "/States/S/ToleratedFailurePercentage",
  ],
  [
    "empty-value",
    machine({ Type: "Parallel", Branches: [], End: true }),
    "Value cannot be empty",
    "/States/S/Branches",
  ],
  [
    "empty-value",
    machine({ ...TASK, Retry: [{ ErrorEquals: [] }] }),
    "Value cannot be empty",
    "/States/S/Retry[0]/ErrorEquals",
  ],
  [
    "more-than-one",
    machine({ ...PASS, Next: "S" }),
    "There should only be one of the following fields: [Next, End]",
    "/States/S",
  ],
  [
    "more-than-one",
    machine({ Type: "Wait", Seconds: 1, Timestamp: "2030-01-01T00:00:00Z", End: true }),
    "There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]",
    "/States/S",
  ],
  [
    "more-than-one",
    machine({ Type: "Fail", Cause: "a", CausePath: "$.a" }),
    "There should only be one of the following fields: [Cause, CausePath]",
    "/States/S",
  ],
  [
    "none-of",
    machine({ Type: "Pass" }),
    "This object should have only one of the following fields: [Next, End]",
    "/States/S",
  ],
  [
    "none-of",
    machine({ Type: "Pass", End: false }),
    "This object should have only one of the following fields: [Next, End]",
    "/States/S",
  ],
  [
    "none-of",
    machine({ Type: "Map", End: true }),
    "This object should have only one of the following fields: [ItemProcessor, Iterator]",
    "/States/S",
  ],
  [
    "choice-kind",
    choice({ Next: "S" }),
    "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]",
    "/States/C/Choices[0]",
  ],
  [
    "bad-timestamp",
    machine({ Type: "Wait", Timestamp: "2016-13-05T21:29:29Z", End: true }),
    "String does not match RFC3339 timestamp",
    "/States/S/Timestamp",
  ],
  [
    "bad-timestamp",
    choice({ Variable: "$.a", TimestampEquals: "today", Next: "S" }),
    "String does not match RFC3339 timestamp",
    "/States/C/Choices[0]/TimestampEquals",
  ],
  [
    "states-all-not-last",
    machine({ ...TASK, Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["A"] }] }),
    "States.ALL must appear alone and at end of list",
    "/States/S/Retry[0]/ErrorEquals",
  ],
  [
    "states-all-not-last",
    machine({ ...TASK, Retry: [{ ErrorEquals: ["A", "States.ALL"] }] }),
    "States.ALL must appear alone and at end of list",
    "/States/S/Retry[0]/ErrorEquals",
  ],
  [
    "heartbeat-too-long",
    machine({ ...TASK, TimeoutSeconds: 5, HeartbeatSeconds: 6 }),
    "HeartbeatSeconds must not be larger than TimeoutSeconds",
    "/States/S",
  ],
  ["bad-path", machine({ ...PASS, InputPath: "a" }), "Value must be a valid JSONPath.", "/States/S/InputPath"],
  ["bad-path", machine({ ...PASS, OutputPath: "$.a[" }), "Value must be a valid JSONPath.", "/States/S/OutputPath"],
  [
    "bad-reference-path",
    machine({ ...PASS, ResultPath: "$.a[*]" }),
    "Value is not a Reference Path: '[*]' can match more than one node",
    "/States/S/ResultPath",
  ],
  [
    "bad-reference-path",
    machine({ ...PASS, ResultPath: "$$.a" }),
    "Value is not a Reference Path: ResultPath must start with '$.' or be '$'",
    "/States/S/ResultPath",
  ],
  [
    "bad-reference-path",
    choice({ Variable: "a", IsNull: true, Next: "S" }),
    "Value is not a Reference Path: Reference path didn't start with '$'",
    "/States/C/Choices[0]/Variable",
  ],
  [
    "bad-template-value",
    machine({ ...PASS, Parameters: { "a.$": "b" } }),
    "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
    "/States/S/Parameters",
  ],
  [
    "bad-template-value",
    machine({ ...PASS, Parameters: { "a.$": 1 } }),
    "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
    "/States/S/Parameters",
  ],
  [
    "bad-template-value",
    machine({ ...PASS, Parameters: { b: [{ "a.$": "States.Nope()" }] } }),
    "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
    "/States/S/Parameters/b[0]",
  ],
  [
    "bad-path-or-intrinsic",
    machine({ Type: "Fail", CausePath: "States.Array(1)" }),
    "The value for the field must be a valid JSONPath or an intrinsic function call that returns a string",
    "/States/S/CausePath",
  ],
  [
    "template-collision",
    machine({ ...PASS, Parameters: { a: 1, "a.$": "$" } }),
    "The fields 'a' and 'a.$' cannot both be given",
    "/States/S/Parameters",
  ],
  [
    "half-open-jsonata",
    jsonata({ ...PASS, Output: "{% 1" }),
    "JSONata string must start with {% and end with %}",
    "/States/S/Output",
  ],
  [
    "bad-jsonata",
    jsonata({ ...PASS, Output: { v: "{% 1 + %}" } }),
    "Unexpected end of expression",
    "/States/S/Output/v",
  ],
  ["bad-jsonata", jsonata({ ...PASS, Output: "{% a[1,2) %}" }), 'Expected "]", got ","', "/States/S/Output"],
  ["bad-jsonata", jsonata({ ...PASS, Output: "{% %}" }), "Unexpected end of expression", "/States/S/Output"],
  [
    "jsonata-top-level",
    jsonata({ ...PASS, Output: "{% phone %}" }),
    "Reference to 'phone' at the top level is not supported.",
    "/States/S/Output",
  ],
  ["jsonata-root", jsonata({ ...PASS, Output: "{% $$ %}" }), "Reference to '$$' is not supported.", "/States/S/Output"],
  [
    "jsonata-states",
    jsonata({ ...PASS, Output: "{% $states.errorOutput %}" }),
    "Field '$states.errorOutput' does not exist.",
    "/States/S/Output",
  ],
  [
    "jsonata-states",
    jsonata({ ...TASK, Arguments: "{% $states.result %}" }),
    "Field '$states.result' does not exist.",
    "/States/S/Arguments",
  ],
  ["not-an-arn", machine({ ...TASK, Resource: "work" }), "Value is not a valid resource ARN", "/States/S/Resource"],
  [
    "unknown-resource",
    machine({ ...TASK, Resource: "arn:aws:states:::dynamodb:query" }),
    "The resource provided arn:aws:states:::dynamodb:query is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
    "/States/S/Resource",
  ],
  [
    "unknown-resource",
    machine({ ...TASK, Resource: "arn:aws:states:::sns:publish.sync" }),
    "The resource provided arn:aws:states:::sns:publish.sync is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
    "/States/S/Resource",
  ],
  [
    "resource-not-allowed",
    map({ ItemReader: { Resource: "arn:aws:states:::s3:nope" } }, DISTRIBUTED),
    "The field 'Resource' does not match any of the allowed values",
    "/States/S/ItemReader/Resource",
  ],
  [
    "express-activity",
    machine({ ...TASK, Resource: "arn:aws:states:eu-west-1:1:activity:a" }),
    "Express state machine does not support Activity ARN",
    "/States/S/Resource",
    "EXPRESS",
  ],
  [
    "express-sync",
    machine({ ...TASK, Resource: "arn:aws:states:::ecs:runTask.sync" }),
    "Express state machine does not support '.sync' service integration",
    "/States/S/Resource",
    "EXPRESS",
  ],
  [
    "express-token",
    machine({ ...TASK, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" }),
    "Express state machine does not support '.waitForTaskToken' service integration ",
    "/States/S/Resource",
    "EXPRESS",
  ],
  [
    "express-token",
    map(
      {},
      {
        ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
        States: { P: { ...TASK, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" } },
      },
    ),
    "Express state machine does not support '.waitForTaskToken' service integration ",
    "/States/S/ItemProcessor/States/P/Resource",
  ],
  [
    "express-distributed",
    map({}, DISTRIBUTED),
    "Express state machine does not support distributed Map states",
    "/States/S/ItemProcessor",
    "EXPRESS",
  ],
  [
    "activity-credentials",
    machine({ ...TASK, Resource: "arn:aws:states:eu-west-1:1:activity:a", Credentials: { RoleArn: "r" } }),
    "The field 'Credentials' is not supported for activities",
    "/States/S",
  ],
  [
    "missing-target",
    choice({ Variable: "$.a", IsNull: true, Next: "Nope" }),
    "Missing 'Next' target: Nope",
    "/States/C/Choices[0]/Next",
  ],
  [
    "missing-target",
    machine({ ...TASK, Catch: [{ ErrorEquals: ["a"], Next: "Nope" }] }),
    "Missing 'Next' target: Nope",
    "/States/S/Catch[0]/Next",
  ],
  [
    "missing-target",
    machine({ ...TASK, Catch: [{ ErrorEquals: ["a"], Next: "constructor" }] }),
    "Missing 'Next' target: constructor",
    "/States/S/Catch[0]/Next",
  ],
  ["unreachable", { StartAt: "S", States: { S: PASS, "a/b": PASS } }, 'State "a/b" is not reachable.', "/States/a/b"],
  [
    "unreachable",
    machine({ Type: "Parallel", Branches: [{ StartAt: "A", States: { A: PASS, B: PASS } }], End: true }),
    'State "B" is not reachable.',
    "/States/S/Branches[0]/States/B",
  ],
  ["no-terminal-state", machine({ Type: "Pass", Next: "S" }), "Workflow has no terminal state", undefined],
  [
    "duplicate-state",
    map({}, { StartAt: "S", States: { S: PASS } }),
    "Duplicate State name: S",
    "/States/S/ItemProcessor/States/S",
  ],
  [
    "state-name-length",
    { StartAt: "é".repeat(81), States: { ["é".repeat(81)]: PASS } },
    `State name '${"é".repeat(81)}' exceeds the 80-character limit allowed by the service`,
    `/States/${"é".repeat(81)}`,
  ],
  [
    "label-length",
    map({ Label: "a".repeat(41) }, DISTRIBUTED),
    `Label name '${"a".repeat(41)}' exceeds the 40-character limit allowed by the service`,
    "/States/S/Label",
  ],
  [
    "label-characters",
    map({ Label: "a b" }, DISTRIBUTED),
    "Label name 'a b' contains characters that are not allowed",
    "/States/S/Label",
  ],
  [
    "duplicate-label",
    {
      StartAt: "A",
      States: {
        A: {
          ...((
            map({ Label: "l", Next: "B" }, { ...DISTRIBUTED, StartAt: "X", States: { X: PASS } }).States as JsonObject
          ).S as JsonObject),
          End: false,
        },
        B: (map({ Label: "l" }, DISTRIBUTED).States as JsonObject).S,
      },
    },
    "Duplicate Label name: l",
    "/States/B/Label",
  ],
  [
    "reserved-variable",
    machine({ ...PASS, Assign: { states: 1 } }),
    "Cannot assign to reserved variable '$states'.",
    "/States/S/Assign",
  ],
  [
    "variable-name",
    machine({ ...PASS, Assign: { "a-b.$": "$" } }),
    "Invalid variable name 'a-b': the variable name contains invalid characters.",
    "/States/S/Assign",
  ],
  [
    "variable-length",
    machine({ ...PASS, Assign: { ["a".repeat(81)]: 1 } }),
    `Invalid variable name '${"a".repeat(81)}': the variable name is longer than 80 characters.`,
    "/States/S/Assign",
  ],
  [
    "variable-shadows",
    {
      StartAt: "A",
      States: {
        A: { Type: "Pass", Assign: { x: 1 }, Next: "M" },
        M: (map({}, { States: { P: { ...PASS, Assign: { x: 2 } } } }).States as JsonObject).S,
      },
    },
    "The variable name 'x' was already defined in a parent scope.",
    "/States/M/ItemProcessor/States/P/Assign",
  ],
];

describe("validate", () => {
  it.each(cases)("finds %s (%#)", (rule, definition, message, location, type) => {
    const found = validate(definition, { type });
    expect(found.map((one) => [one.rule, one.message, one.location])).toEqual([[rule, message, location]]);
    expect(found[0].code).toBe(catalogue[rule].code);
  });

  it.each<[string, JsonObject]>([
    [
      "an expression wherever JSONata has one",
      jsonata({
        ...TASK,
        TimeoutSeconds: "{% 1 %}",
        Arguments: { a: ["{% $states.input.x %}"] },
        Output: "{% $states.result %}",
        Assign: { a: "{% $states.result %}" },
        Credentials: { RoleArn: "{% $role %}" },
      }),
    ],
    ["literals that only look like expressions", jsonata({ ...PASS, Output: [" {% a %}", "%}", "50%", ""] })],
    [
      "the error output in a catcher",
      jsonata({
        ...TASK,
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            Next: "S",
            Output: "{% $states.errorOutput.Cause %}",
            Assign: { e: "{% $states.errorOutput %}" },
          },
        ],
      }),
    ],
    ["null paths", machine({ ...PASS, InputPath: null, OutputPath: null, ResultPath: null })],
    [
      "context paths and variables",
      machine({
        ...PASS,
        InputPath: "$$.Execution.Id",
        OutputPath: "$v.a[0]",
        Parameters: { "a.$": "$v", "b.$": "$$" },
      }),
    ],
    [
      "placeholders in texts",
      machine({ ...TASK, Resource: "${Function.Arn}", Parameters: { "a.$": "States.Format('${x}/{}', $.b)" } }),
    ],
    [
      "a catcher that assigns what a branch assigns",
      machine({
        Type: "Parallel",
        Branches: [{ StartAt: "B", States: { B: { ...PASS, Assign: { x: 1 } } } }],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "S", Assign: { x: 2 } }],
        End: true,
      }),
    ],
    ["equal heartbeat and timeout", machine({ ...TASK, TimeoutSeconds: 5, HeartbeatSeconds: 5 })],
    ["a nested block without an end", map({}, { States: { P: { Type: "Pass", Next: "P" } } })],
    [
      "both languages in one machine",
      { StartAt: "A", States: { A: { Type: "Pass", ...JSONATA, Output: 1, Next: "B" }, B: { ...PASS, Result: 1 } } },
    ],
    [
      "comments everywhere",
      {
        Comment: "{% not an expression",
        ...machine({ ...TASK, Comment: "{%", Retry: [{ ErrorEquals: ["a"], Comment: "$." }] }, JSONATA),
      },
    ],
    [
      "states named like members of Object.prototype",
      JSON.parse(
        '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Succeed"}}}',
      ),
    ],
  ])("accepts %s", (_, definition) => {
    expect(validate(definition, { warnings: false })).toEqual([]);
  });

  it("tells of the missing target before the missing end, as AWS does", () => {
    const found = validate(machine({ Type: "Pass", Next: "NOPE" }));
    expect(invalidDefinitionMessage(found)).toBe(
      "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: NOPE at /States/S/Next, MISSING_END_STATE: Workflow has no terminal state at null'",
    );
  });

  it("gives every place in a JSON error as AWS does", () => {
    const [found] = validate('{"a": 1');
    const source = '[Source: (String)"{"a": 1"; line: 1';
    expect(awsMessage(found)).toBe(
      `Unexpected end-of-input: expected close marker for Object (start marker at ${source}, column: 1])\n at ${source}, column: 8]`,
    );
  });

  it("tells of a StartAt that leads nowhere, and of what it leaves unreached", () => {
    expect(validate(machine(PASS, { StartAt: "Nope" })).map((one) => `${one.message} ${one.location}`)).toEqual([
      "Missing 'Next' target: Nope /StartAt",
      'State "S" is not reachable. /States/S',
    ]);
  });

  it.each<[Json, RegExp]>([
    [machine({ Type: "Pass", Next: "s" }), /^Did you mean S\?$/],
    [machine({ ...PASS, ResultsPath: "$" }), /^Did you mean ResultPath\?$/],
    [machine({ ...PASS, Catch: [] }), /^Only Task, Parallel and Map states catch/],
    [machine({ ...PASS, Output: "{% 1 %}" }), /add "QueryLanguage": "JSONata"/],
    [jsonata({ Type: "Wait", SecondsPath: "$.a", End: true }), /^In JSONata states Seconds takes an expression\.$/],
    [jsonata({ Type: "Choice", Choices: [{ IsNull: true, Condition: true, Next: "S" }] }), /part of Condition/],
    [machine({ Type: "Pas", End: true }), /^Did you mean Pass\?$/],
    [machine({ ...PASS, End: "true" }), /^Write true without quotes\.$/],
    [machine({ ...PASS, Comment: 1 }), /^Put it into quotes\.$/],
    [machine({ ...TASK, Retry: { ErrorEquals: ["a"] } }), /brackets/],
    [machine({ Type: "Wait", Seconds: "10", End: true }), /^Write 10 without quotes\.$/],
    [machine({ Type: "Wait", Seconds: "$.a", End: true }), /write SecondsPath\.$/],
    [machine({ Type: "Wait", Seconds: "{% 1 %}", End: true }), /for JSONata states/],
    [machine({ ...TASK, Retry: [{ ErrorEquals: ["a"], JitterStrategy: "full" }] }), /^Did you mean FULL\?$/],
    [machine({ ...TASK, Retry: [{}] }), /States\.ALL/],
    [choice({ Variable: "$.a", Next: "S" }), /StringEquals/],
    [machine({ ...TASK, Resource: "work" }), /"FunctionName": "work"/],
    [machine({ ...TASK, Resource: "arn:aws:states:::dynamodb:query" }), /aws-sdk:dynamodb:query/],
    [machine({ ...TASK, Resource: "arn:aws:states:::lambda:Invoke" }), /^Did you mean lambda:invoke\?$/],
    [machine({ ...TASK, Resource: "arn:aws:states:::sns:publish.sync" }), /use \.waitForTaskToken or none\.$/],
    [machine({ ...TASK, Resource: "arn:aws:states:::aws-sdk:dynamodb:GetItem" }), /aws-sdk:dynamodb:getItem\?$/],
    [machine({ ...PASS, Parameters: { "a.$": "States.Fromat('{}', 1)" } }), /did you mean States\.Format\?$/],
    [machine({ ...PASS, Parameters: { "a.$": "Format('{}', 1)" } }), /^Did you mean States\.Format\?$/],
    [machine({ ...PASS, Parameters: { "a.$": " States.UUID()" } }), /^Remove the blanks before it\.$/],
    [machine({ ...PASS, Parameters: { "a.$": "b" } }), /needs no \.\$ at its key/],
    [jsonata({ ...PASS, Output: "{% phone %}" }), /\$states\.input\.phone/],
    [jsonata({ ...PASS, Output: "{% $states.inptu %}" }), /^Did you mean \$states\.input\?$/],
    [jsonata({ ...PASS, Output: "{% $states.input.a ?? 1 %}" }), /no \?\?: write \$exists/],
    [jsonata({ ...PASS, Output: "{% 1 %}!" }), /^Nothing follows the closing/],
    [jsonata({ ...PASS, Output: "{% 1" }), /^Close it with/],
    [map({}, { States: { P: { Type: "Pass", Next: "S" } } }), /cannot enter or leave/],
  ])("gives a hint (%#)", (definition, hint) => {
    expect(validate(definition)[0].hint).toMatch(hint);
  });

  it("ends on hostile values, and keeps at most a thousand findings", () => {
    const cyclic: JsonObject = machine(PASS);
    cyclic.Comment = cyclic;
    expect(validate(cyclic)).toMatchObject([{ rule: "too-deep" }]);
    let deep: Json = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(validate(deep)).toMatchObject([{ rule: "too-deep" }]);
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`s${i}`, { Type: "Pass", Next: `t${i}` }]));
    expect(validate({ StartAt: "s0", States: many })).toHaveLength(1000);
    const keyed = { StartAt: "S", States: { S: { Type: { toString: {} }, End: true } } };
    expect(validate(keyed)).toMatchObject([{ rule: "unknown-type" }]);
  });

  it.each([
    ["the machine", { QueryLanguage: "${QL}" }, {}],
    ["the states", {}, { QueryLanguage: "${QL}" }],
  ])("reads states as they are written where a placeholder stands for the language of %s", (_, machine, state) => {
    const States = {
      A: { ...state, Type: "Pass", Parameters: { "a.$": "$.x" }, ResultPath: "$.y", Next: "B" },
      B: { ...state, Type: "Pass", Output: { a: "{% $states.input.q %}" }, Next: "C" },
      C: { ...state, Type: "Choice", Choices: [{ Condition: "{% $states.input.a %}", Next: "D" }], Default: "D" },
      D: { ...state, Type: "Choice", Choices: [{ Variable: "$.a", IsNull: true, Next: "E" }], Default: "E" },
      E: { ...state, Type: "Wait", Seconds: "{% 1 %}", End: true },
    };
    expect(validate({ ...machine, StartAt: "A", States })).toEqual([]);
    const mixed = { ...States, A: { ...States.A, Arguments: {} } };
    expect(validate({ ...machine, StartAt: "A", States: mixed })).not.toEqual([]);
  });

  it("waits with expressions that a placeholder may make sound", () => {
    for (const path of ["${x}", "$.a.${x}", "$.a[${x}]", "$.${AWS::Region}.b"])
      expect(validate(machine({ ...PASS, InputPath: path })), path).toEqual([]);
    expect(validate(machine({ ...PASS, Parameters: { "a.$": "States.MathAdd($.n, ${x})" } }))).toEqual([]);
    for (const text of ["${x} = 1", "$states.input.n > ${x}", "$states.input.${x}", "'${x}' & \"${y}\"", "$sum(${x})"])
      expect(validate(jsonata({ ...PASS, Output: `{% ${text} %}` })), text).toEqual([]);
  });

  it("refuses expressions that no value of a placeholder makes sound", () => {
    expect(validate(machine({ ...PASS, InputPath: "$.[${x}" }))).toMatchObject([{ rule: "bad-path" }]);
    expect(validate(jsonata({ ...PASS, Output: "{% ${x} = ) %}" }))).toMatchObject([{ rule: "bad-jsonata" }]);
    expect(validate(jsonata({ ...PASS, Output: "{% ${x} + total %}" }))).toMatchObject([
      { rule: "jsonata-top-level", message: "Reference to 'total' at the top level is not supported." },
    ]);
  });

  it("says nothing of what a placeholder may lead to", () => {
    const states = { A: { ...PASS, End: undefined, Next: "${x}" }, B: { Type: "Succeed" } };
    expect(validate({ StartAt: "A", States: JSON.parse(JSON.stringify(states)) as never })).toEqual([]);
    expect(validate({ StartAt: "${x}", States: { A: { Type: "Succeed" } } })).toEqual([]);
    expect(validate({ StartAt: "A", States: { "${x}": { Type: "Succeed" } } })).toEqual([]);
    expect(validate(machine({ ...PASS, Type: "${x}" }))).toEqual([]);
  });

  it("keeps to what a placeholder in quotes must be: text", () => {
    const found = validate(machine({ Type: "Wait", Seconds: "${x}", End: true }));
    expect(found).toMatchObject([{ rule: "not-an-integer", hint: expect.stringContaining("quotes") }]);
    expect(validate(machine({ Type: "Wait", Timestamp: "${x}", End: true }))).toEqual([]);
  });

  it("takes hostile texts of expressions and names in its stride", () => {
    const long = "${".repeat(1_000_000);
    const found = validate(
      machine({ ...TASK, Resource: long, InputPath: `$.${long}`, Parameters: { "a.$": long }, Next: long, End: false }),
    );
    expect(found.length).toBeGreaterThan(2);
  });

  it("accepts nesting up to the limit of texts", () => {
    let inner: JsonObject = { StartAt: "s0", States: { s0: PASS } };
    for (let i = 1; i < 240; i++)
      inner = { StartAt: `s${i}`, States: { [`s${i}`]: { Type: "Map", ItemProcessor: inner, End: true } } };
    expect(validate(JSON.stringify(inner))).toEqual([]);
    const template = JSON.parse(`${'{"a":'.repeat(990)}1${"}".repeat(990)}`) as Json;
    expect(validate(JSON.stringify(machine({ ...PASS, Parameters: template })))).toEqual([]);
  });

  it.each([1, -1.5, "x", "$.a", "{% 1 %}", "{%", null, true, [], [[]], {}, undefined as unknown as Json])(
    "never throws on wrong types anywhere, and what it accepts compiles (%j)",
    (wrong) => {
      const good = [
        choice({ And: [{ Variable: "$.a", StringEquals: "x" }], Next: "S" }),
        map(
          {
            ItemReader: { Resource: READER, ReaderConfig: { InputType: "JSON" } },
            ItemBatcher: { MaxItemsPerBatch: 1 },
            ResultWriter: { WriterConfig: { OutputType: "JSON" } },
            Retry: [{ ErrorEquals: ["a"] }],
            Catch: [{ ErrorEquals: ["a"], Next: "S" }],
          },
          DISTRIBUTED,
        ),
        jsonata({ ...TASK, Arguments: {}, Assign: { a: 1 }, Credentials: { RoleArn: "a" } }),
        machine({ Type: "Parallel", Branches: [{ StartAt: "B", States: { B: PASS } }], End: true }),
      ];
      for (const definition of good)
        for (const spoiled of spoil(definition, wrong)) {
          const refused = validate(spoiled).some((one) => one.severity === "error");
          if (!refused) expect(() => compileDefinition(spoiled as JsonObject), JSON.stringify(spoiled)).not.toThrow();
        }
    },
  );
});

/** The value with each part in turn replaced by `wrong`. */
function* spoil(value: Json, wrong: Json): Generator<Json> {
  yield wrong;
  if (Array.isArray(value))
    for (let i = 0; i < value.length; i++) for (const part of spoil(value[i], wrong)) yield value.with(i, part);
  else if (typeof value === "object" && value !== null)
    for (const key of Object.keys(value)) for (const part of spoil(value[key], wrong)) yield { ...value, [key]: part };
}

describe("a text longer than AWS accepts", () => {
  const text = JSON.stringify(machine({ Type: "Succeed", Comment: "x".repeat(1_048_576) }));
  const errors = (options?: ValidateOptions) => validate(text, options).map(({ rule, severity }) => [rule, severity]);

  it("is refused", () => {
    expect(errors()).toEqual([["definition-too-large", "error"]]);
    expect(validate(text)[0].range?.start).toMatchObject({ line: 1, column: 1 });
    expect(() => loadMachine(text)).toThrow("at most 1048576 are accepted");
  });

  it("is read where the limit is lifted", () => {
    expect(errors({ limits: false })).toEqual([]);
    expect(errors({ maxBytes: 2_000_000 })).toEqual([]);
    expect(loadMachine(text, { limits: false }).nodes).toHaveLength(1);
  });
});
