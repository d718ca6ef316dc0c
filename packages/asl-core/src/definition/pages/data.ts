import type { data } from "../catalogue/data.js";
import type { Pages } from "./page.js";

const PATHS = "Amazon States Language specification, Input and Output Processing; recorded executions.";

export const dataPages: Pages<typeof data> = {
  "impossible-path": {
    about:
      "A path looks for something that the document reaching this state never has, whatever the execution's input: a run that gets here fails with States.Runtime (in JSONata, States.QueryEvaluationError). The usual reason is that an earlier state replaced the whole document: without a `ResultPath`, a state's output is its result and nothing of its input; without `Output`, a JSONata task's output is its result. The related place is where the document was made, and the message says what it has. Results of `lambda:invoke` have the function's answer under `Payload`. What comes from outside, such as the execution's input and most tasks' results, is never judged.",
    wrong: `{
  "StartAt": "Look up",
  "States": {
    "Look up": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:getItem",
      "Parameters": { "TableName": "orders", "Key": { "id": { "S.$": "$.order" } } },
      "ResultSelector": { "found.$": "$.Item" },
      "Next": "Tell"
    },
    "Tell": {
      "Type": "Pass",
      "Parameters": { "order.$": "$.order" },
      "End": true
    }
  }
}`,
    right: `{
  "StartAt": "Look up",
  "States": {
    "Look up": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:getItem",
      "Parameters": { "TableName": "orders", "Key": { "id": { "S.$": "$.order" } } },
      "ResultSelector": { "found.$": "$.Item" },
      "ResultPath": "$.lookup",
      "Next": "Tell"
    },
    "Tell": {
      "Type": "Pass",
      "Parameters": { "order.$": "$.order" },
      "End": true
    }
  }
}`,
    source: PATHS,
  },
  "path-sometimes-missing": {
    about:
      "Several ways lead to this state. The document that comes one way has what the path looks for; the one that comes the way named in the message certainly has not, and a run that takes it fails with States.Runtime. Often that is the way from a catcher, whose `ResultPath` is missing: then the Error Output, `Error` and `Cause`, is all there is. Ways that a Choice tells apart are not judged.",
    wrong: `{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Result": { "order": 17 }, "Next": "Charge" },
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/q", "MessageBody.$": "$.order" },
      "ResultPath": "$.charge",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Tell" }],
      "Next": "Tell"
    },
    "Tell": {
      "Type": "Pass",
      "Parameters": { "order.$": "$.order" },
      "End": true
    }
  }
}`,
    right: `{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Result": { "order": 17 }, "Next": "Charge" },
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/q", "MessageBody.$": "$.order" },
      "ResultPath": "$.charge",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Tell" }],
      "Next": "Tell"
    },
    "Tell": {
      "Type": "Pass",
      "Parameters": { "order.$": "$.order" },
      "End": true
    }
  }
}`,
    source: PATHS,
  },
  "unguarded-choice": {
    about:
      'A comparison of a Choice looks for a field that is missing on one of the ways here. A missing field is not "no match": the execution fails with States.Runtime, and Default is not taken. Of all operators only `IsPresent` may be asked of a field that is missing. An `And` stops at the first operand that is false, so `IsPresent` as its first operand guards the rest. Where the execution\'s input decides whether a field is there, nothing is said.',
    wrong: `{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Result": { "order": 17 }, "Next": "Charge" },
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/q", "MessageBody.$": "$.order" },
      "ResultPath": "$.charge",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Well?" }],
      "Next": "Well?"
    },
    "Well?": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.error.Error", "StringEquals": "SQS.SqsException", "Next": "Refused" }],
      "Default": "Done"
    },
    "Refused": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
}`,
    right: `{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Result": { "order": 17 }, "Next": "Charge" },
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/q", "MessageBody.$": "$.order" },
      "ResultPath": "$.charge",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Well?" }],
      "Next": "Well?"
    },
    "Well?": {
      "Type": "Choice",
      "Choices": [
        {
          "And": [
            { "Variable": "$.error", "IsPresent": true },
            { "Variable": "$.error.Error", "StringEquals": "SQS.SqsException" }
          ],
          "Next": "Refused"
        }
      ],
      "Default": "Done"
    },
    "Refused": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
}`,
    source: "Behaviour of a missing Variable as measured in public; developer guide, Choice state.",
  },
  "missing-dollar": {
    about:
      "In a JSONPath state, only the value of a key that ends in `.$` is computed. Under any other key a text that looks like a path, such as `$.order` or `$$.Execution.Id`, or like a call of an intrinsic function is passed on as that very text: the service gets the letters `$.order`. Entries of a list cannot be computed one by one, because they have no key: compute the whole list with `States.Array`. Fields that services themselves fill with paths, such as `InputPath` or `JsonPath`, are left alone.",
    wrong: `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Pass",
      "Parameters": { "order": "$.order" },
      "End": true
    }
  }
}`,
    right: `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Pass",
      "Parameters": { "order.$": "$.order" },
      "End": true
    }
  }
}`,
    source: "Code NO_DOLLAR of ValidateStateMachineDefinition, as listed in the API reference.",
  },
  "pass-result-is-static": {
    about:
      "`Result` of a Pass state is copied as it stands. A key such as `order.$` in it is not computed: the output has a key of exactly that name, with the path as text. `Parameters` is the field whose keys ending in `.$` are computed; a Pass state without `Result` has its Parameters as result.",
    wrong: `{
  "StartAt": "Make",
  "States": {
    "Make": {
      "Type": "Pass",
      "Result": { "order.$": "$.order" },
      "End": true
    }
  }
}`,
    right: `{
  "StartAt": "Make",
  "States": {
    "Make": {
      "Type": "Pass",
      "Parameters": { "order.$": "$.order" },
      "End": true
    }
  }
}`,
    source: "Code PASS_RESULT_IS_STATIC of ValidateStateMachineDefinition; developer guide, Pass state.",
  },
  "jsonpath-in-jsonata": {
    about:
      "The state's query language is JSONata, in which only texts of the form `{% … %}` are computed. A text like `$.order`, a call like `States.Format(…)` and a key that ends in `.$` are JSONPath notation: here they are plain text, and stay as they are. This happens when a state is moved from one language to the other by halves. The input is `$states.input`, the context object `$states.context`.",
    wrong: `{
  "StartAt": "Send",
  "QueryLanguage": "JSONata",
  "States": {
    "Send": {
      "Type": "Pass",
      "Output": { "order": "$.order" },
      "End": true
    }
  }
}`,
    right: `{
  "StartAt": "Send",
  "QueryLanguage": "JSONata",
  "States": {
    "Send": {
      "Type": "Pass",
      "Output": { "order": "{% $states.input.order %}" },
      "End": true
    }
  }
}`,
    source: "Developer guide, Transforming data with JSONata.",
  },
  "jsonata-in-jsonpath": {
    about:
      'The state\'s query language is JSONPath, the default, in which `{% … %}` means nothing: the text is passed on with its markers. Write `"QueryLanguage": "JSONata"` in the state or for the whole machine; then its data flow is written with Arguments and Output instead of Parameters, ResultSelector and the paths. Or read the value with a path under a key that ends in `.$`.',
    wrong: `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Pass",
      "Parameters": { "order": "{% $states.input.order %}" },
      "End": true
    }
  }
}`,
    right: `{
  "StartAt": "Send",
  "States": {
    "Send": {
      "Type": "Pass",
      "QueryLanguage": "JSONata",
      "Output": { "order": "{% $states.input.order %}" },
      "End": true
    }
  }
}`,
    source: "Developer guide, Transforming data with JSONata.",
  },
  "map-over-no-array": {
    about:
      "A Map runs its item processor for each element of an array: what ItemsPath leads to, what Items gives, or the state's whole input where there is neither. Here that is certainly something else, and the execution fails. Often the array lies one step further in, because an earlier state wrapped it in an object. A distributed Map may also run over the members of an object.",
    wrong: `{
  "StartAt": "Collect",
  "States": {
    "Collect": {
      "Type": "Pass",
      "Parameters": { "orders.$": "$.orders" },
      "Next": "Each"
    },
    "Each": {
      "Type": "Map",
      "ItemProcessor": {
        "StartAt": "Keep",
        "States": { "Keep": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}`,
    right: `{
  "StartAt": "Collect",
  "States": {
    "Collect": {
      "Type": "Pass",
      "Parameters": { "orders.$": "$.orders" },
      "Next": "Each"
    },
    "Each": {
      "Type": "Map",
      "ItemsPath": "$.orders",
      "ItemProcessor": {
        "StartAt": "Keep",
        "States": { "Keep": { "Type": "Pass", "End": true } }
      },
      "End": true
    }
  }
}`,
    source: "Recorded executions of Maps over null and numbers; answers of TestState for objects.",
  },
  "result-path-blocked": {
    about:
      "`ResultPath` writes the result into the state's input, and makes the objects on its way that are missing. Here a text, a number or an array stands on the way, where no member can be written: the execution fails with States.Runtime after the work was done. Write beside that value, not below it.",
    wrong: `{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Result": { "order": "17" }, "Next": "Add" },
    "Add": {
      "Type": "Pass",
      "Result": 3,
      "ResultPath": "$.order.count",
      "End": true
    }
  }
}`,
    right: `{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Result": { "order": "17" }, "Next": "Add" },
    "Add": {
      "Type": "Pass",
      "Result": 3,
      "ResultPath": "$.count",
      "End": true
    }
  }
}`,
    source: "Amazon States Language specification, ResultPath; wording of the error as reported by users.",
  },
  "comparison-never-true": {
    about:
      "Each comparison of a JSONPath Choice is for values of one type. With a value of another type it is false, without an error: `NumericEquals` does not see that the text \"3\" looks like a number. The value compared here is certainly of another type than the operator's, so its rule can never be chosen (under Not, always). Nothing is said where another comparison of the same Choice takes care of the value's type.",
    wrong: `{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Result": { "count": "3" }, "Next": "Three?" },
    "Three?": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.count", "NumericEquals": 3, "Next": "Three" }],
      "Default": "Other"
    },
    "Three": { "Type": "Succeed" },
    "Other": { "Type": "Succeed" }
  }
}`,
    right: `{
  "StartAt": "Begin",
  "States": {
    "Begin": { "Type": "Pass", "Result": { "count": 3 }, "Next": "Three?" },
    "Three?": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.count", "NumericEquals": 3, "Next": "Three" }],
      "Default": "Other"
    },
    "Three": { "Type": "Succeed" },
    "Other": { "Type": "Succeed" }
  }
}`,
    source: "Recorded executions of all operators with values of all types.",
  },
  "unused-output": {
    about:
      "The field computes what the next state shall get, and no state that follows looks at it: each of them has Parameters, Arguments or a Result that take nothing from its input, and replaces the document. Either a path is missing further on, or a later state was to keep its input with a `ResultPath`, or the field can go. Results that are merely passed on are not meant, and neither is an Output that only makes the result smaller.",
    wrong: `{
  "StartAt": "Greet",
  "States": {
    "Greet": {
      "Type": "Pass",
      "Parameters": { "greeting.$": "States.Format('Hello {}', $.name)" },
      "Next": "Send"
    },
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Parameters": { "TopicArn": "arn:aws:sns:us-east-1:111111111111:t", "Message": "Hello" },
      "End": true
    }
  }
}`,
    right: `{
  "StartAt": "Greet",
  "States": {
    "Greet": {
      "Type": "Pass",
      "Parameters": { "greeting.$": "States.Format('Hello {}', $.name)" },
      "Next": "Send"
    },
    "Send": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Parameters": { "TopicArn": "arn:aws:sns:us-east-1:111111111111:t", "Message.$": "$.greeting" },
      "End": true
    }
  }
}`,
    source: "Amazon States Language specification, Input and Output Processing.",
  },
};
