import type { text } from "../catalogue/text.js";
import type { Pages } from "./page.js";

const SMALL = `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Succeed" } }
}`;

export const textPages: Pages<typeof text> = {
  "invalid-json": {
    about:
      "The text is not JSON: a comma, a quote or a bracket is missing or one too many, or there is a comment. The sentence is that of the parser AWS uses, and the location AWS gives names the text with the line and column where that parser stood. Files that end in `.json` are JSON and nothing else, as for `create-state-machine`; comments and trailing commas are read where the file is called `.json5` or `.jsonc`. A `${Placeholder}` without quotes is no error where a tool fills it before AWS sees it.",
    wrong: `{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Succeed" },
  }
}`,
    right: SMALL,
    source: "Recorded answers of CreateStateMachine and ValidateStateMachineDefinition.",
  },
  "invalid-yaml": {
    about:
      "The text is not YAML, or it is YAML that JSON has nothing for: a tag such as `!Sub` outside a template, `.inf`, a key that is not text, a second document. Definitions in YAML become JSON before AWS sees them.",
    wrong: `StartAt: Charge
States:
  Charge:
    Type: Succeed
   Comment: Ends here`,
    right: `StartAt: Charge
States:
  Charge:
    Type: Succeed
    Comment: Ends here`,
    source: "YAML 1.2.",
  },
  "no-yaml-reader": {
    about:
      "A program that calls `readText` or `validate` with YAML has to give the reader of YAML, too: it is kept apart so that pages that read JSON alone do not load it. `readDefinition` and `readSource` load it when they meet YAML. The command line never says this.",
    wrong: `StartAt: Charge
States:
  Charge:
    Type: Succeed`,
    right: `StartAt: Charge
States:
  Charge:
    Type: Succeed`,
  },
  "not-an-object": {
    about:
      "A definition is one JSON object with `StartAt` and `States`. The text is empty, or it holds a list, a string or a number. A definition that was written as JSON twice, so that it begins with a quote, is a common cause.",
    wrong: `"{\\"StartAt\\": \\"Charge\\"}"`,
    right: SMALL,
    source: "Recorded answers of ValidateStateMachineDefinition.",
  },
  "duplicate-key": {
    about:
      "One object has the same key twice. Parsers disagree on what that means: most keep the last value and forget the first without a word, so a state or a field that stands in the file is not part of the machine. The related place is the first of the two. No refusal by AWS is on record.",
    wrong: `{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Pass", "Comment": "first", "End": true },
    "Charge": { "Type": "Succeed" }
  }
}`,
    right: `{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Pass", "Comment": "first", "Next": "Done" },
    "Done": { "Type": "Succeed" }
  }
}`,
    source: "RFC 8259, section 4: names within an object should be unique.",
  },
  "lone-surrogate": {
    about:
      "Characters beyond U+FFFF are written as two halves in JSON escapes: `\\ud83d\\ude00`. One half alone is no character; it cannot be sent, stored or compared, and becomes a replacement character on the way. Usually a text was cut in the middle of an emoji. No refusal by AWS is on record.",
    wrong: `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Succeed", "Comment": "paid \\ud83d" } }
}`,
    right: `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Succeed", "Comment": "paid \\ud83d\\ude00" } }
}`,
    source: "RFC 8259, section 8.2.",
  },
  "unsafe-integer": {
    about:
      "The whole number is beyond 2^53, where numbers are no longer held one by one: the last digits change when the definition is read here, in a browser or by JSONata. Account numbers, order numbers and ids of other systems are names; as strings they stay what they are.",
    wrong: `{
  "Type": "Pass",
  "Result": { "orderId": 9007199254740993 },
  "End": true
}`,
    right: `{
  "Type": "Pass",
  "Result": { "orderId": "9007199254740993" },
  "End": true
}`,
    source: "RFC 8259, section 6.",
  },
  "yaml-readers-disagree": {
    about:
      "In YAML 1.1 `yes`, `no`, `on` and `off` are true and false, and `010` is eight; in YAML 1.2 they are texts and ten. SAM and CloudFormation read templates as YAML 1.1, so a state called `No`, or a comparison with `yes`, is not what stands there. Where the language takes a boolean, `End: yes` is one and nothing is said.",
    wrong: `Resources:
  Order:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Paid
        States:
          Paid:
            Type: Pass
            Result: { paid: yes }
            End: true`,
    right: `Resources:
  Order:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Paid
        States:
          Paid:
            Type: Pass
            Result: { paid: true }
            End: true`,
    file: "template.yaml",
    source: "YAML 1.1, types bool and int; AWS CloudFormation's guide, template formats.",
  },
  "number-overflow": {
    about:
      "The number is larger than any that a computer's usual numbers can hold, about 1.8 × 10^308, and would become infinite. Nothing in a definition needs one; look for a digit or an exponent too many.",
    wrong: `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Pass", "Result": 1e999, "End": true } }
}`,
    right: `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Pass", "Result": 1e99, "End": true } }
}`,
  },
  "text-too-large": {
    about:
      "The text is longer than the reader was told to accept, by default 16 million characters, so it was not read at all. That is far above what AWS accepts. Probably this is not a definition; a program that knows better passes `maxBytes`. The example was read with a limit of 100.",
    wrong: `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Succeed", "Comment": "The end of an order that has been paid." } }
}`,
    right: SMALL,
  },
  "definition-too-large": {
    about:
      "Step Functions accepts definitions of up to 1,048,576 characters, blanks included, and this one is longer. Write it without indentation, move data into S3 or parameters, or split the machine: a Task may start another one. `asl run --no-limits` runs it all the same. The example was checked with a limit of 100.",
    wrong: `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Succeed", "Comment": "The end of an order that has been paid." } }
}`,
    right: SMALL,
    source: "Developer guide, Service quotas: maximum state machine definition size.",
  },
  "too-deep": {
    about:
      "Objects and lists stand inside each other deeper than 1,000 levels in JSON, 250 in YAML, as in no definition a person writes. Reading them would exhaust the stack, here as in AWS's parser. The example was read with a limit of 6 levels.",
    wrong: `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Pass", "Result": [[[[[[[1]]]]]]], "End": true } }
}`,
    right: `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Pass", "Result": [[1]], "End": true } }
}`,
  },
};
