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
  "definition-alternative": {
    about:
      "An `Fn::If` chooses between two definitions, or takes one of two properties away. Only one was read: the one its condition picks by the defaults of the parameters, or the first. A fault in the other one shows up when a stack is deployed to which it applies, and about substitutions nothing is said, which the other one may use.",
    wrong: `Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Parameters:
  Stage: { Type: String, Default: dev }
Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: !If [IsProd, prod/fulfil.asl.json, statemachine/fulfil.asl.json]`,
    right: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json`,
    file: "template.yaml",
  },
  "condition-not-turned": {
    about:
      "An `Fn::If` inside the definition, or in its substitutions, picks a part of it. Both sides are checked: the one that the defaults of the parameters pick, or the first, and then the other; what is wrong only there names the condition. Several conditions that depend on the same parameter, such as IsDev and IsProd, are not turned round one without the other, for that could make a definition that no stack has. Of these one side was checked, and this says so.",
    wrong: `Parameters:
  Stage: { Type: String, Default: dev }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Wait
        States:
          Wait:
            Type: Wait
            Seconds: !If [IsDev, 1, 60]
            Comment: !If [IsProd, Production, Elsewhere]
            End: true`,
    right: `Parameters:
  Pause: { Type: Number, Default: 1 }
Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Wait
        States:
          Wait: { Type: Wait, Seconds: !Ref Pause, End: true }`,
    file: "template.yaml",
  },
  "two-definitions": {
    about:
      "A state machine resource takes its definition from one property. SAM and CloudFormation refuse a resource that has two of them.",
    wrong: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json
      Definition: { StartAt: A, States: { A: { Type: Succeed } } }`,
    right: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: statemachine/fulfil.asl.json`,
    file: "template.yaml",
  },
  "machine-type-computed": {
    about:
      "The type depends on a parameter without a default or on a condition that cannot be told. A Standard machine may do everything that an Express machine may do and more, so what only an Express machine is refused (`.sync`, `.waitForTaskToken`, activities, distributed Maps) was not looked for.",
    wrong: `Parameters:
  Kind: { Type: String }
Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: !Ref Kind
      DefinitionUri: statemachine/fulfil.asl.json`,
    right: `Parameters:
  Kind: { Type: String, Default: EXPRESS }
Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: !Ref Kind
      DefinitionUri: statemachine/fulfil.asl.json`,
    file: "template.yaml",
  },
  "unknown-machine-type": {
    about:
      "A state machine is `STANDARD` or `EXPRESS`, in capitals. A stack with another word fails when it is deployed. The definition was checked as that of a Standard machine.",
    wrong: `Resources:
  Fulfil:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: EXPRES
      Definition: { StartAt: A, States: { A: { Type: Succeed } } }`,
    right: `Resources:
  Fulfil:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineType: EXPRESS
      Definition: { StartAt: A, States: { A: { Type: Succeed } } }`,
    file: "template.yaml",
  },
  "unfilled-placeholder": {
    about:
      "CloudFormation replaces the placeholders that `DefinitionSubstitutions` names and leaves all others as they are. Here some are named and this one is not, so that the deployed machine holds its text: as a Resource it calls nothing. Told are placeholders that make up a whole string or are part of a Resource; others may be meant for a shell.",
    wrong: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { ChargeArn: !GetAtt Charge.Arn }
      Definition:
        StartAt: A
        States:
          A: { Type: Task, Resource: "\${ChargeArn}", Next: B }
          B: { Type: Task, Resource: "\${ChargeAnr}", End: true }`,
    right: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { ChargeArn: !GetAtt Charge.Arn }
      Definition:
        StartAt: A
        States:
          A: { Type: Task, Resource: "\${ChargeArn}", Next: B }
          B: { Type: Task, Resource: "\${ChargeArn}", End: true }`,
    file: "template.yaml",
  },
  "unused-substitution": {
    about:
      "`DefinitionSubstitutions` gives a value to a placeholder that the definition does not have. Either the placeholder is misspelt in the definition, or the state that had it is gone.",
    wrong: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { ChargeArn: !GetAtt Charge.Arn }
      Definition: { StartAt: A, States: { A: { Type: Succeed } } }`,
    right: `Resources:
  Fulfil:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { ChargeArn: !GetAtt Charge.Arn }
      Definition: { StartAt: A, States: { A: { Type: Task, Resource: "\${ChargeArn}", End: true } } }`,
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
