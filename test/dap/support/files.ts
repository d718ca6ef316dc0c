/** An order: prepared, charged (which may fail), decided on. Every line has its number in the tests. */
export const ORDER_JSON = `{
  "StartAt": "Prepare",
  "States": {
    "Prepare": {
      "Type": "Pass",
      "Parameters": { "id.$": "$.id", "total": 12 },
      "ResultPath": "$.order",
      "Next": "Charge"
    },
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge", "Payload.$": "$.order" },
      "ResultSelector": { "charge.$": "$.Payload" },
      "ResultPath": "$.charged",
      "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 1 }],
      "Catch": [{ "ErrorEquals": ["Declined"], "ResultPath": "$.problem", "Next": "Refused" }],
      "Next": "Decide"
    },
    "Decide": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.order.total", "NumericGreaterThan": 100, "Next": "Refused" }],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" },
    "Refused": { "Type": "Fail", "Error": "Refused", "Cause": "too dear" }
  }
}
`;

/** A Map in JSONata, with variables. */
export const BATCH_YAML = `QueryLanguage: JSONata
StartAt: Begin
States:
  Begin:
    Type: Pass
    Assign:
      region: eu
      count: 0
    Next: Each
  Each:
    Type: Map
    Items: "{% $states.input.items %}"
    ItemProcessor:
      StartAt: Double
      States:
        Double:
          Type: Pass
          Output: "{% $states.input * 2 %}"
          Next: Tell
        Tell:
          Type: Task
          Resource: arn:aws:states:::lambda:invoke
          Arguments:
            FunctionName: tell
            Payload: "{% $states.input %}"
          Output: "{% $states.result.Payload %}"
          End: true
    Next: Sum
  Sum:
    Type: Pass
    Output: "{% $sum($states.input) %}"
    End: true
`;

/** Two machines in a SAM template: one written in it, one in a file of its own. */
export const TEMPLATE_YAML = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Table:
    Type: AWS::DynamoDB::Table
  Inline:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Definition:
        StartAt: Hello
        States:
          Hello:
            Type: Pass
            Result:
              greeting: hello
            Next: Goodbye
          Goodbye:
            Type: Pass
            End: true
  Elsewhere:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: machines/order.asl.json
  Text:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/run
      DefinitionString: |
        {
          "StartAt": "Only",
          "States": {
            "Only": {
              "Type": "Succeed"
            }
          }
        }
`;

/** Answers that let the order go through, at the second try. */
export const ORDER_ANSWERS = `Charge:
  - error: Busy
  - output: { Payload: { ok: true } }
`;

export const BATCH_ANSWERS = `Tell: { output: { Payload: 1 } }
`;
