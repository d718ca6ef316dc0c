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
};
