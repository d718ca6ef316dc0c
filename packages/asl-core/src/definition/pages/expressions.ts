import type { expressions } from "../catalogue/expressions.js";
import type { Pages } from "./page.js";

const MEASURED = "Measured with ValidateStateMachineDefinition.";

export const expressionsPages: Pages<typeof expressions> = {
  "bad-path": {
    about:
      "The field takes a JSONPath: `$` is the state's input, `$$` the context object, `$name` a variable, followed by `.field`, `['field']` or `[0]`. The text does not parse as one; the hint says why, and the range where. Names with blanks or dashes need brackets and quotes: `$['order-id']`.",
    wrong: `{
  "Type": "Pass",
  "InputPath": "order.id",
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "InputPath": "$.order.id",
  "End": true
}`,
    source: "Amazon States Language specification, Paths; recorded answers of ValidateStateMachineDefinition.",
  },
  "bad-reference-path": {
    about:
      "Some fields need a path that can only ever name one place, because something is written there or one number is read. Such a reference path has names and indexes, but no `*`, no `..`, no filter and no slice. `ResultPath` moreover writes into the state's input, so it begins with a single `$` and never names the context object or a variable.",
    wrong: `{
  "Type": "Pass",
  "ResultPath": "$.orders[*].total",
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "ResultPath": "$.orders[0].total",
  "End": true
}`,
    source: "Amazon States Language specification, Reference Paths.",
  },
  "bad-template-value": {
    about:
      "A key that ends in `.$` announces that its value is computed: a path (`$.order`) or a call of an intrinsic function (`States.Format('Hello {}', $.name)`). The value is neither. Take `.$` off the key where a plain value is meant. The hint names what is wrong inside a call: an unknown function, a wrong number of arguments, an escape that does not exist.",
    wrong: `{
  "Type": "Pass",
  "Parameters": { "greeting.$": "hello" },
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "Parameters": { "greeting": "hello" },
  "End": true
}`,
    source: "Recorded answers of CreateStateMachine.",
  },
  "bad-path-or-intrinsic": {
    about:
      "`ErrorPath` and `CausePath` take a path, or a call of an intrinsic function that gives text: Format, JsonToString, ArrayGetItem, Base64Encode, Base64Decode, Hash or UUID. A fixed text belongs into `Error` or `Cause`.",
    wrong: `{
  "Type": "Fail",
  "CausePath": "States.Array($.reason)"
}`,
    right: `{
  "Type": "Fail",
  "CausePath": "States.Format('Refused: {}', $.reason)"
}`,
    source: "Step Functions Developer Guide, Fail state.",
  },
  "template-collision": {
    about:
      "A key `total.$` becomes `total` when its value has been computed. The object has a plain `total`, too, so two values would meet under one name. Keep one of them.",
    wrong: `{
  "Type": "Pass",
  "Parameters": { "total": 0, "total.$": "$.sum" },
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "Parameters": { "total.$": "$.sum" },
  "End": true
}`,
    source: "Amazon States Language specification, Payload Template.",
  },
  "half-open-jsonata": {
    about:
      "In a JSONata state a text is an expression where it begins with `{%` and ends with `%}`. This one begins so and does not end so. Often a blank or a full stop follows the closing marker. To join an expression and fixed text, put the text inside: `{% 'Order ' & $states.input.id %}`.",
    wrong: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% $states.input.name %}!",
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% $states.input.name & '!' %}",
  "End": true
}`,
    source: "Step Functions Developer Guide, Transforming data with JSONata.",
  },
  "bad-jsonata": {
    about:
      "The text between `{%` and `%}` does not parse as JSONata. The message is the parser's, the range shows where it stopped. AWS runs JSONata 2.0.6, which does not know the operators `?:` and `??` of later versions: write `$exists(a) ? a : b` instead.",
    wrong: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% $states.input.count + %}",
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% $states.input.count + 1 %}",
  "End": true
}`,
    source: MEASURED,
  },
  "jsonata-top-level": {
    about:
      "Plain JSONata reads a bare name, or `$`, from the document it is given. Step Functions gives no document: everything comes from `$states` or from variables, so AWS refuses a bare name. Inside brackets, after a dot and in functions, where the current item is meant, names are fine: `$states.input.lines[price > 3]`.",
    wrong: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% phone %}",
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% $states.input.phone %}",
  "End": true
}`,
    source: MEASURED,
  },
  "jsonata-root": {
    about:
      "`$$` is JSONata's name for the whole document, which Step Functions does not have. In JSONPath states `$$` is the context object; its JSONata name is `$states.context`.",
    wrong: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% $$.Execution.Id %}",
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "QueryLanguage": "JSONata",
  "Output": "{% $states.context.Execution.Id %}",
  "End": true
}`,
    source: MEASURED,
  },
  "jsonata-states": {
    about:
      "`$states` has four fields. `input` and `context` can be read everywhere; `result` only in `Output` and `Assign` of Task, Parallel and Map states, when there is a result; `errorOutput` only in `Output` and `Assign` of a catcher. AWS checks this when the machine is created.",
    wrong: `{
  "Type": "Task",
  "QueryLanguage": "JSONata",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Arguments": { "Payload": "{% $states.result %}" },
  "End": true
}`,
    right: `{
  "Type": "Task",
  "QueryLanguage": "JSONata",
  "Resource": "arn:aws:states:::lambda:invoke",
  "Arguments": { "Payload": "{% $states.input %}" },
  "Output": "{% $states.result.Payload %}",
  "End": true
}`,
    source:
      "Step Functions Developer Guide, Transforming data with JSONata; measured with ValidateStateMachineDefinition.",
  },
};
