import type { notation } from "../catalogue/notation.js";
import type { Pages } from "./page.js";

export const notationPages: Pages<typeof notation> = {
  "unmarked-jsonata": {
    about:
      "In a JSONata state a string is an expression where it begins with `{%` and ends with `%}`. Every other string is passed on as it stands, one with an expression in its middle included.",
    wrong: `{
  "QueryLanguage": "JSONata", "Type": "Pass",
  "Output": { "greeting": "Hello {% $states.input.name %}" },
  "End": true
}`,
    right: `{
  "QueryLanguage": "JSONata", "Type": "Pass",
  "Output": { "greeting": "{% 'Hello ' & $states.input.name %}" },
  "End": true
}`,
  },
  "presence-asked-late": {
    about:
      "A comparison whose Variable is missing fails the execution at once: no later rule is reached, and no Default. A later rule of this Choice asks whether the same field, or what it lies in, is there; so it may not be, and then that rule comes too late. Comparisons that are made only where another one holds are left out.",
    wrong: `{
  "S": {
    "Type": "Choice",
    "Choices": [
      { "Variable": "$.coupon", "StringEquals": "FREE", "Next": "Free" },
      { "Variable": "$.coupon", "IsPresent": false, "Next": "Charge" }
    ],
    "Default": "Charge"
  },
  "Free": { "Type": "Succeed" },
  "Charge": { "Type": "Succeed" }
}`,
    right: `{
  "S": {
    "Type": "Choice",
    "Choices": [
      { "Variable": "$.coupon", "IsPresent": false, "Next": "Charge" },
      { "Variable": "$.coupon", "StringEquals": "FREE", "Next": "Free" }
    ],
    "Default": "Charge"
  },
  "Free": { "Type": "Succeed" },
  "Charge": { "Type": "Succeed" }
}`,
    source: "Measured on AWS by third parties: a missing Variable is States.Runtime even where a Default exists.",
  },
  "missing-path-suffix": {
    about:
      "`StringEquals` and its like compare with the text that is given, even where that reads like a path. To compare two values of the document there is a twin of every operator whose name ends in Path.",
    wrong: `{
  "S": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.given", "StringEquals": "$.wanted", "Next": "Good" }],
    "Default": "Bad"
  },
  "Good": { "Type": "Succeed" },
  "Bad": { "Type": "Succeed" }
}`,
    right: `{
  "S": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.given", "StringEqualsPath": "$.wanted", "Next": "Good" }],
    "Default": "Bad"
  },
  "Good": { "Type": "Succeed" },
  "Bad": { "Type": "Succeed" }
}`,
    source: "The specification, Choice state.",
  },
  "path-function": {
    about:
      "Some dialects of JSONPath have functions at the end of paths. AWS's has none: `length()` is looked for as a field of that name, parentheses and all, and where it is missing the state fails.",
    wrong: `{ "Type": "Pass", "Parameters": { "count.$": "$.items.length()" }, "End": true }`,
    right: `{ "Type": "Pass", "Parameters": { "count.$": "States.ArrayLength($.items)" }, "End": true }`,
    source: "The guide, Paths and Intrinsic functions; the text of AWS's error names the field with its parentheses.",
  },
  "no-context-field": {
    about:
      "The context object has `Execution`, `State` and `StateMachine`, in a task that waits for a token `Task`, and inside a Map `Map`. A path to anything else fails the state; in JSONata it gives nothing. Conditions of a Choice are left out, because they may ask whether a field is there.",
    wrong: `{ "Type": "Pass", "Parameters": { "id.$": "$$.Executon.Id" }, "End": true }`,
    right: `{ "Type": "Pass", "Parameters": { "id.$": "$$.Execution.Id" }, "End": true }`,
    source: "The guide, Accessing execution data from the Context object.",
  },
  "format-arguments": {
    about:
      "`States.Format` puts one value in the place of each `{}`. With more or fewer of them the call fails with `States.IntrinsicFailure`.",
    wrong: `{ "Type": "Pass", "Parameters": { "text.$": "States.Format('{} of {}', $.count)" }, "End": true }`,
    right: `{ "Type": "Pass", "Parameters": { "text.$": "States.Format('{} of {}', $.count, $.all)" }, "End": true }`,
    source: "The guide, Intrinsic functions.",
  },
};
