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
      DefinitionUri: fulfil.asl.json`,
  },
  "unknown-machine": {
    about:
      "What stands after `#` names one state machine of a file: its logical id in a template, its key in a serverless.yml, its resource name in Terraform, its name in an answer of DescribeStateMachine. This file has none of that name; the hint lists those it has, the likeliest first.",
    wrong: "asl validate template.yaml#Fulfill",
    right: "asl validate template.yaml#Fulfil",
  },
  "bad-substitutions": {
    about:
      "A file of substitutions is one JSON or YAML object: names as they stand inside `${…}`, each with a text, a number, true, false or null. A text goes in as it is; so a number between quotes fits where the definition has the quotes, too.",
    wrong: `[{"Name": "OrdersTable", "Value": "orders"}]`,
    right: `{"OrdersTable": "orders", "AWS::Region": "eu-west-1", "Wait": 5}`,
  },
  "definition-in-s3": {
    about:
      "The template names an object in S3 as the definition. Nothing outside the project's files is read, so this machine was not checked. Packaged templates look like this: read the template they were made from, whose `DefinitionUri` is a path.",
    wrong: `Fulfil:
  Type: AWS::Serverless::StateMachine
  Properties:
    DefinitionUri: s3://releases/fulfil.asl.json`,
    right: `Fulfil:
  Type: AWS::Serverless::StateMachine
  Properties:
    DefinitionUri: statemachine/fulfil.asl.json`,
  },
  "definition-not-opened": {
    about:
      "The definition, or a part of it, is in another file, and there is no such file or it may not be read. Paths count from the folder of the file they are written in. The machine was not checked.",
    wrong: `# infrastructure/template.yaml
DefinitionUri: statemachine/fulfil.asl.json`,
    right: `# infrastructure/template.yaml
DefinitionUri: ../statemachine/fulfil.asl.json`,
  },
  "definition-computed": {
    about:
      "Functions and variables are computed as far as the files at hand allow: parameters by their defaults, references to Lambda functions as ARNs, everything else as a placeholder. Here the whole definition, or the path to it, depends on what only a deployment knows: a parameter without default, another stack's export, a macro, a program. The machine was not checked.",
    wrong: `DefinitionString: !ImportValue FulfilDefinition`,
    right: `DefinitionString: !Sub |
  {"StartAt": "Charge", "States": {"Charge": {"Type": "Task", "Resource": "\${Charge.Arn}", "End": true}}}`,
  },
  "definition-missing": {
    about: "The state machine has none of the properties that may hold its definition. CloudFormation refuses it.",
    wrong: `Fulfil:
  Type: AWS::Serverless::StateMachine
  Properties:
    Role: !GetAtt FulfilRole.Arn`,
    right: `Fulfil:
  Type: AWS::Serverless::StateMachine
  Properties:
    DefinitionUri: statemachine/fulfil.asl.json
    Role: !GetAtt FulfilRole.Arn`,
  },
  "machines-computed": {
    about:
      "A loop, a macro or a program writes resources, state machines among them, when the stack is deployed. Those were not checked. The processed template, which AWS or the Serverless Framework gives, has them written out.",
    wrong: `Fn::ForEach::Regions:
  - Region
  - [Emea, Apac]
  - Fulfil\${Region}:
      Type: AWS::Serverless::StateMachine
      Properties:
        DefinitionUri: fulfil.asl.json`,
    right: `FulfilEmea:
  Type: AWS::Serverless::StateMachine
  Properties:
    DefinitionUri: fulfil.asl.json`,
  },
};
