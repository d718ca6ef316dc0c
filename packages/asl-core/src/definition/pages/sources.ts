import type { sources } from "../catalogue/sources.js";
import type { Pages } from "./page.js";

export const sourcesPages: Pages<typeof sources> = {
  "no-machine": {
    about:
      "The file is a template, a project or a program, and none of its resources is a state machine. Nothing was checked. Where a pattern such as `**/*.yaml` brought the file in, narrow the pattern.",
    wrong: `Resources:
  Orders:
    Type: AWS::DynamoDB::Table`,
    right: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json`,
    file: "template.yaml",
  },
  "unknown-machine": {
    about:
      "What stands after `#` names one state machine of a file: its logical id in a template, its key in a serverless.yml, its resource name in Terraform, its name in an answer of DescribeStateMachine. This file has none of that name; the hint lists those it has, the likeliest first.",
    wrong: `# asl validate template.yaml#Fulfill
Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json`,
    right: `# asl validate template.yaml#Fulfil
Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json`,
    file: "template.yaml",
  },
  "template-function": {
    about:
      "`Ref`, `Fn::GetAtt` and the like are worked out by CloudFormation and by the Serverless Framework, and only inside a template. A file that one of them includes may hold them, so this is no error; but Step Functions itself refuses them, and SAM does not work them out in the file a `DefinitionUri` names: there `DefinitionSubstitutions` fill a placeholder.",
    wrong: `{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": { "Fn::GetAtt": ["ChargeFunction", "Arn"] }, "End": true }
  }
}`,
    right: `{
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "\${ChargeFunctionArn}", "End": true }
  }
}`,
    file: "fulfil.asl.json",
  },
  "bad-substitutions": {
    about:
      "A file of substitutions is one JSON or YAML object: names as they stand inside `${…}`, each with a text, a number, true, false or null. A value goes in as it is, before the definition is read; where the definition has quotes around the placeholder, what goes in is a part of that string.",
    wrong: `[{ "Name": "OrdersTable", "Value": "orders" }]`,
    right: `{ "OrdersTable": "orders", "AWS::Region": "eu-west-1", "Wait": 5 }`,
    file: "substitutions.json",
  },
  "definition-in-s3": {
    about:
      "The template names an object in S3 as the definition. Nothing outside the project's files is read, so this machine was not checked. Packaged templates look like this: read the template they were made from, whose `DefinitionUri` is a path.",
    wrong: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: s3://releases/fulfil.asl.json`,
    right: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json`,
    file: "template.yaml",
  },
  "definition-not-opened": {
    about:
      "The definition, or a part of it, is in another file, and there is no such file or it may not be read. Paths count from the folder of the file they are written in. The machine was not checked.",
    wrong: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json`,
    right: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: ../statemachine/fulfil.asl.json`,
    file: "infrastructure/template.yaml",
  },
  "definition-computed": {
    about:
      "Functions and variables are computed as far as the files at hand allow: parameters by their defaults, references to Lambda functions as ARNs, everything else as a placeholder. Here the whole definition, or the path to it, depends on what only a deployment knows: a parameter without default, another stack's export, a macro, a program. The machine was not checked.",
    wrong: `Resources:
  Fulfil:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !ImportValue FulfilDefinition`,
    right: `Resources:
  Fulfil:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub |
        {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "\${Charge.Arn}", "End": true}}}`,
    file: "template.yaml",
  },
  "definition-missing": {
    about: "The state machine has none of the properties that may hold its definition. CloudFormation refuses it.",
    wrong: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      Role: !GetAtt FulfilRole.Arn`,
    right: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json
      Role: !GetAtt FulfilRole.Arn`,
    file: "template.yaml",
  },
  "machines-computed": {
    about:
      "A loop, a macro or a program writes resources, state machines among them, when the stack is deployed. Those were not checked. The processed template, which AWS or the Serverless Framework gives, has them written out.",
    wrong: `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Regions:
    - Region
    - [Emea, Apac]
    - Fulfil\${Region}:
        Type: AWS::Serverless::StateMachine
        Properties:
          DefinitionUri: statemachine/fulfil.asl.json`,
    right: `Resources:
  FulfilEmea:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json`,
    file: "template.yaml",
  },
};
