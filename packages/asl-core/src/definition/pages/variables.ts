import type { variables } from "../catalogue/variables.js";
import type { Pages } from "./page.js";

const GUIDE = "Step Functions Developer Guide, Passing data between states with variables.";

export const variablesPages: Pages<typeof variables> = {
  "unassigned-variable": {
    about:
      "An expression reads a variable that no `Assign` in the whole definition sets. Variables come from nowhere else: neither the input nor the context object makes any. In a JSONPath state the execution fails with `States.Runtime`, which nothing can catch; in a JSONata state with `States.QueryEvaluationError`, unless the expression can do without. Most often the name is misspelt, or `$name` was written for the field `$.name`.",
    wrong: `{
  "Price": { "Type": "Pass", "Assign": { "price": 10 }, "Next": "Bill" },
  "Bill": { "Type": "Pass", "Parameters": { "now.$": "$price", "before.$": "$prise" }, "End": true }
}`,
    right: `{
  "Price": { "Type": "Pass", "Assign": { "price": 10 }, "Next": "Bill" },
  "Bill": { "Type": "Pass", "Parameters": { "now.$": "$price", "before.$": "$price" }, "End": true }
}`,
    source: `${GUIDE} Recorded executions that read undefined variables.`,
  },
  "variable-assigned-later": {
    about:
      "The variable is assigned in this scope, but on no way through the machine before this state begins. `Assign` and `Output` of one state both see the values from before it: what a state assigns counts from the next state on. The warning is given only where no path at all brings the value; a variable that only some paths assign is left to you.",
    wrong: `{
  "Price": {
    "Type": "Pass",
    "QueryLanguage": "JSONata",
    "Assign": { "price": 10 },
    "Output": { "total": "{% $price * 3 %}" },
    "End": true
  }
}`,
    right: `{
  "Price": { "Type": "Pass", "QueryLanguage": "JSONata", "Assign": { "price": 10 }, "Next": "Total" },
  "Total": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": { "total": "{% $price * 3 %}" }, "End": true }
}`,
    source: GUIDE,
  },
  "variable-out-of-scope": {
    about:
      "A branch of a Parallel and an item processor of a Map are scopes of their own. Their states see the variables around them, but what they assign ends with the branch or iteration: pass it on as output, and assign it again outside if need be. The items of a *distributed* Map are executions of their own, which see no outer variables at all: put what they need into `ItemSelector`.",
    wrong: `{
  "Split": {
    "Type": "Parallel",
    "Branches": [
      {
        "StartAt": "Price",
        "States": { "Price": { "Type": "Pass", "Assign": { "price": 10 }, "End": true } }
      }
    ],
    "Next": "Bill"
  },
  "Bill": { "Type": "Pass", "Parameters": { "total.$": "$price" }, "End": true }
}`,
    right: `{
  "Split": {
    "Type": "Parallel",
    "Branches": [
      {
        "StartAt": "Price",
        "States": { "Price": { "Type": "Pass", "Result": { "price": 10 }, "End": true } }
      }
    ],
    "Assign": { "price.$": "$[0].price" },
    "Next": "Bill"
  },
  "Bill": { "Type": "Pass", "Parameters": { "total.$": "$price" }, "End": true }
}`,
    source: GUIDE,
  },
  "unread-variable": {
    about:
      "An `Assign` sets a variable that nothing within its scope reads. Either it is left over, or the place that should read it misspells it or reads the input instead. Variables are not part of the output: a value assigned in the last state is lost. Switch this rule off where you assign only to see the values in the history.",
    wrong: `{
  "Price": { "Type": "Pass", "Assign": { "price": 10 }, "Next": "Bill" },
  "Bill": { "Type": "Pass", "End": true }
}`,
    right: `{
  "Price": { "Type": "Pass", "Assign": { "price": 10 }, "Next": "Bill" },
  "Bill": { "Type": "Pass", "Parameters": { "total.$": "$price" }, "End": true }
}`,
    source: GUIDE,
  },
  "unknown-function": {
    about:
      'The expression calls a function that JSONata does not have and the expression does not define. AWS accepts that when the state machine is created; when the call is reached, the state fails with `States.QueryEvaluationError` ("Attempted to invoke a non-function"). AWS offers the functions of JSONata 2.0.6 without `$eval`, and adds `$partition`, `$range`, `$hash`, `$random`, `$uuid` and `$parse`. A variable of the state machine is never a function.',
    wrong: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% $upperCase($states.input.name) %}",
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% $uppercase($states.input.name) %}",
  "End": true
}`,
    source: "Step Functions Developer Guide, Transforming data with JSONata. Recorded executions.",
  },
};
