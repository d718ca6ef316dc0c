import { type Entry, schema } from "./entry.js";

/** Fields and their values, per state type and query language. */
export const fields = {
  "missing-fields": schema("These fields are required: [{fields}]", "{hint}"),
  "missing-field": schema("The field '{field}' is required", "{hint}"),
  "missing-role": schema(
    "The field 'RoleArn' is required but was missing",
    'Write "RoleArn", or "RoleArn.$" with a path to it.',
  ),
  "unsupported-field": schema("Field '{field}' is not supported", "{hint}"),
  "other-language": schema(
    "The QueryLanguage is set to '{language}', but field '{field}' is only supported for the '{other}' QueryLanguage",
    "{hint}",
  ),
  "language-downgrade": schema(
    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    "Write this state in JSONata; or take QueryLanguage off the machine and set it to JSONata state by state.",
  ),
  "wrong-type": schema("Expected value of type [{type}]", "{hint}"),
  "not-an-integer": schema("Expected value of type Integer", "{hint}"),
  "not-in-enum": schema("Value should be one of the following: [{values}]", "{hint}"),
  "unknown-type": schema(
    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
    "{hint}",
  ),
  "below-minimum": schema("Minimum value is {limit}"),
  "above-maximum": schema("Maximum value is {limit}"),
  "empty-value": schema("Value cannot be empty"),
  "more-than-one": schema("There should only be one of the following fields: [{fields}]", "Keep one of them."),
  "none-of": schema("This object should have only one of the following fields: [{fields}]", "{hint}"),
  "choice-kind": schema(
    "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]",
    "{hint}",
  ),
  "bad-timestamp": schema("String does not match RFC3339 timestamp", "{hint}"),
  "states-all-not-last": schema(
    "States.ALL must appear alone and at end of list",
    "Give it an entry of its own, the last of the list.",
  ),
  "heartbeat-too-long": schema(
    "HeartbeatSeconds must not be larger than TimeoutSeconds",
    "Several heartbeats have to fit into the timeout.",
  ),
} satisfies Record<string, Entry>;
