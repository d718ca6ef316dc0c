import type { Json } from "../../packages/asl-core/src/json.js";

/** A file as people write them, with what is read from it. */
export interface Example {
  file?: string;
  text: string;
  /** Other files, by path. */
  files?: Record<string, string>;
  /** Definitions by machine. */
  machines: Record<string, Json>;
  types?: Record<string, string | undefined>;
  /** Rules said of the file itself. */
  said?: string[];
  /** Unknown places by machine. */
  unknown?: Record<string, string[]>;
  /** A pointer of a machine's definition, and the file's text that must be there. */
  places?: [machine: string, pointer: string, text: string, part?: "key" | "value"][];
}

const FN = "arn:aws:lambda:us-east-1:123456789012:function:";

const succeed = (name: string): string => `{"StartAt": "${name}", "States": {"${name}": {"Type": "Succeed"}}}`;
const succeeds = (name: string): Json => ({ StartAt: name, States: { [name]: { Type: "Succeed" } } });

export const EXAMPLES: Record<string, Example> = {
  "a heredoc with the ARNs of functions of the file": {
    text: `
provider "aws" {
  region = var.region
}

resource "aws_iam_role" "sfn" {
  name               = "sfn-role"
  assume_role_policy = data.aws_iam_policy_document.sfn.json
}

resource "aws_lambda_function" "hello" {
  function_name = "hello-world"
  handler       = "index.handler"
  role          = aws_iam_role.sfn.arn
}

resource "aws_sfn_state_machine" "greeting" {
  name     = "greeting"
  role_arn = aws_iam_role.sfn.arn

  definition = <<EOF
{
  "Comment": "Says hello",
  "StartAt": "Hello",
  "States": {
    "Hello": {
      "Type": "Task",
      "Resource": "\${aws_lambda_function.hello.arn}",
      "Parameters": {"name.$": "$.name", "q": "\\"x\\""},
      "End": true
    }
  }
}
EOF
}
`,
    machines: {
      greeting: {
        Comment: "Says hello",
        StartAt: "Hello",
        States: {
          Hello: {
            Type: "Task",
            Resource: `${FN}hello-world`,
            Parameters: { "name.$": "$.name", q: '"x"' },
            End: true,
          },
        },
      },
    },
    types: { greeting: "STANDARD" },
    places: [
      ["greeting", "/StartAt", '"Hello"'],
      ["greeting", "/States/Hello/Resource", '"${aws_lambda_function.hello.arn}"'],
      ["greeting", "/States/Hello/Parameters/name.$", '"name.$"', "key"],
    ],
  },
  "an indented heredoc, quotes inside references, numbers put in without quotes": {
    text: `resource "aws_sfn_state_machine" "wait" {
  name = "\${var.prefix}-wait"
  role_arn = "\${aws_iam_role.r.arn}"
  definition = <<-DEFINITION
    {
      "StartAt": "Wait",
      "States": {
        "Wait": { "Type": "Wait", "Seconds": \${var.seconds}, "Next": "Long" },
        "Long": { "Type": "Wait", "Seconds": \${local.long}, "Next": "Call" },
        "Call": { "Type": "Task", "Resource": "arn:\${data.aws_partition.current.partition}:states:::sqs:sendMessage",
          "Parameters": { "QueueUrl": "\${aws_sqs_queue.jobs["main"].url}", "MessageBody.$": "$" }, "End": true }
      }
    }
  DEFINITION
}
locals { long = 300 }
`,
    machines: {
      wait: {
        StartAt: "Wait",
        States: {
          Wait: { Type: "Wait", Seconds: "${var.seconds}", Next: "Long" },
          Long: { Type: "Wait", Seconds: 300, Next: "Call" },
          Call: {
            Type: "Task",
            Resource: "arn:aws:states:::sqs:sendMessage",
            Parameters: { QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/jobs", "MessageBody.$": "$" },
            End: true,
          },
        },
      },
    },
    unknown: { wait: ["/States/Wait/Seconds"] },
    places: [
      ["wait", "/States/Long/Seconds", "${local.long}"],
      ["wait", "/States/Wait/Seconds", "${var.seconds}"],
      ["wait", "/States/Call/Parameters/QueueUrl", '"${aws_sqs_queue.jobs["main"].url}"'],
    ],
  },
  "jsonencode of nested states": {
    text: `resource "aws_sfn_state_machine" "order" {
  name     = "order"
  role_arn = aws_iam_role.sfn.arn
  type     = "EXPRESS"
  definition = jsonencode({
    Comment = "Order \${var.env} $\${literal}" # a comment
    StartAt = "Fan out"
    States = {
      "Fan out" = {
        Type = "Parallel", // another
        Branches = [
          {
            StartAt = "Charge"
            States = {
              Charge = {
                Type     = "Task"
                Resource = "arn:aws:states:::lambda:invoke"
                Parameters = {
                  FunctionName = aws_lambda_function.charge.arn
                  "Payload.$"  = "$"
                }
                Retry = [local.retry]
                TimeoutSeconds = var.timeout
                HeartbeatSeconds = 60 * 2
                End = true
              }
            }
          },
        ]
        Next = "Pick"
      }
      Pick : {
        Type : "Choice"
        Choices : [{ Variable : "$.total", NumericGreaterThan : -1.5, Next : "Done" }]
        Default : "Done"
      },
      Done = { Type = "Succeed" }
    }
  })

  logging_configuration {
    log_destination        = "\${aws_cloudwatch_log_group.log.arn}:*"
    include_execution_data = true
    level                  = "ERROR"
  }
}

locals {
  retry = {
    ErrorEquals     = ["States.TaskFailed", "States.Timeout"]
    IntervalSeconds = 2
    MaxAttempts     = var.attempts
  }
}

variable "attempts" {
  type    = number
  default = 3
}

variable "timeout" {
  type        = number
  description = "no default"
}
`,
    machines: {
      order: {
        Comment: "Order ${var.env} ${literal}",
        StartAt: "Fan out",
        States: {
          "Fan out": {
            Type: "Parallel",
            Branches: [
              {
                StartAt: "Charge",
                States: {
                  Charge: {
                    Type: "Task",
                    Resource: "arn:aws:states:::lambda:invoke",
                    Parameters: { FunctionName: `${FN}charge`, "Payload.$": "$" },
                    Retry: [
                      { ErrorEquals: ["States.TaskFailed", "States.Timeout"], IntervalSeconds: 2, MaxAttempts: 3 },
                    ],
                    TimeoutSeconds: "${var.timeout}",
                    HeartbeatSeconds: "${60 * 2}",
                    End: true,
                  },
                },
              },
            ],
            Next: "Pick",
          },
          Pick: {
            Type: "Choice",
            Choices: [{ Variable: "$.total", NumericGreaterThan: -1.5, Next: "Done" }],
            Default: "Done",
          },
          Done: { Type: "Succeed" },
        },
      },
    },
    types: { order: "EXPRESS" },
    unknown: {
      order: [
        "/States/Fan out/Branches/0/States/Charge/TimeoutSeconds",
        "/States/Fan out/Branches/0/States/Charge/HeartbeatSeconds",
      ],
    },
    places: [
      ["order", "/States/Fan out/Branches/0/States/Charge/Parameters/FunctionName", "aws_lambda_function.charge.arn"],
      ["order", "/States/Fan out/Branches/0/States/Charge/Parameters/Payload.$", '"Payload.$"', "key"],
      ["order", "/States/Fan out/Branches/0/States/Charge/Retry/0/MaxAttempts", "MaxAttempts", "key"],
      ["order", "/States/Fan out/Branches/0/States/Charge/Retry/0/ErrorEquals/1", '"States.Timeout"'],
      ["order", "/States/Pick/Choices/0/NumericGreaterThan", "-1.5"],
      ["order", "/States/Done", '{ Type = "Succeed" }'],
    ],
  },
  "templatefile with variables": {
    file: "infra/main.tf",
    text: `resource "aws_sfn_state_machine" "etl" {
  name     = "etl"
  role_arn = module.role.arn
  definition = templatefile("\${path.module}/statemachine/etl.asl.json", {
    process_arn = aws_lambda_function.process.arn
    table       = aws_dynamodb_table.jobs.name,
    wait        = 30
    bucket      = module.bucket.id
  })
}
resource "aws_dynamodb_table" "jobs" {
  name = "jobs-table"
}
`,
    files: {
      "infra/statemachine/etl.asl.json": `{
  "StartAt": "A",
  "States": {
    "A": {"Type": "Task", "Resource": "\${process_arn}", "Next": "B"},
    "B": {"Type": "Wait", "Seconds": \${wait}, "Next": "C"},
    "C": {"Type": "Pass", "Result": ["\${table}", "s3://\${bucket}/x", "$\${kept}"], "End": true}
  }
}`,
    },
    machines: {
      etl: {
        StartAt: "A",
        States: {
          A: { Type: "Task", Resource: `${FN}process`, Next: "B" },
          B: { Type: "Wait", Seconds: 30, Next: "C" },
          C: { Type: "Pass", Result: ["jobs-table", "s3://${bucket}/x", "${kept}"], End: true },
        },
      },
    },
    places: [
      ["etl", "/States/A/Resource", '"${process_arn}"'],
      ["etl", "/States/C/Type", '"Pass"'],
    ],
  },
  "a module of the registry with local values": {
    text: `module "step_function" {
  source  = "terraform-aws-modules/step-functions/aws"
  version = "~> 4.0"

  name       = local.name
  type       = "express"
  definition = local.definition

  service_integrations = {
    lambda = { lambda = [module.lambda.lambda_function_arn] }
  }
}

module "vpc" { source = "terraform-aws-modules/vpc/aws" }

locals {
  name       = "x-\${random_pet.this.id}"
  definition = jsonencode(local.states)
  states = {
    StartAt = "A"
    States  = merge(local.first, { B = { Type = "Succeed" } })
  }
  first = {
    A = { Type = "Task", Resource = module.lambda.lambda_function_arn, Next = "B" }
  }
}
`,
    machines: {
      step_function: {
        StartAt: "A",
        States: {
          A: { Type: "Task", Resource: "${module.lambda.lambda_function_arn}", Next: "B" },
          B: { Type: "Succeed" },
        },
      },
    },
    types: { step_function: "EXPRESS" },
    unknown: { step_function: ["/States/A/Resource"] },
    places: [
      ["step_function", "/States/A/Next", '"B"'],
      ["step_function", "/States/A/Resource", "module.lambda.lambda_function_arn"],
    ],
  },
  "data.template_file": {
    text: `data "template_file" "definition" {
  template = file("\${path.module}/d.json.tpl")
  vars = {
    fn = "\${aws_lambda_function.a.arn}"
  }
}
data "template_file" "inline" {
  template = <<-EOT
    {"StartAt": "$\${first}", "States": {"Go": {"Type": "Pass", "End": true}}}
  EOT
  vars = { first = "Go" }
}
resource "aws_sfn_state_machine" "old" {
  definition = "\${data.template_file.definition.rendered}"
}
resource "aws_sfn_state_machine" "inline" {
  definition = data.template_file.inline.rendered
}
`,
    files: { "d.json.tpl": `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "\${fn}", "End": true}}}` },
    machines: {
      old: { StartAt: "A", States: { A: { Type: "Task", Resource: `${FN}a`, End: true } } },
      inline: { StartAt: "Go", States: { Go: { Type: "Pass", End: true } } },
    },
    places: [
      ["old", "/States/A/Type", '"Task"'],
      ["inline", "/StartAt", '"$${first}"'],
      ["inline", "/States/Go/Type", '"Pass"'],
    ],
  },
  "file, yamldecode, jsondecode, replace and trimspace": {
    text: `resource "aws_sfn_state_machine" "plain" {
  definition = file("a.asl.json")
}
resource "aws_sfn_state_machine" "yaml" {
  definition = jsonencode(yamldecode(templatefile("b.asl.yaml", { name = "Y" })))
}
resource "aws_sfn_state_machine" "json" {
  definition = jsonencode(jsondecode(file("./sub/../a.asl.json")))
}
resource "aws_sfn_state_machine" "replaced" {
  definition = trimspace(replace(replace(file("\${path.root}/c.json"), "__FN__", aws_lambda_function.f.arn), "__B__", "b"))
}
resource "aws_sfn_state_machine" "number" {
  definition = replace(file("a.asl.json"), "Succeed", 5)
}
`,
    files: {
      "a.asl.json": succeed("A"),
      "b.asl.yaml": "StartAt: ${name}\nStates:\n  Y:\n    Type: Succeed\n",
      "c.json": `  {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "__FN__", "Comment": "__B__!", "End": true}}}\n\n`,
    },
    machines: {
      plain: succeeds("A"),
      yaml: succeeds("Y"),
      json: succeeds("A"),
      replaced: { StartAt: "A", States: { A: { Type: "Task", Resource: `${FN}f`, Comment: "b!", End: true } } },
      number: { StartAt: "A", States: { A: { Type: "5" } } },
    },
    places: [
      ["plain", "/States/A/Type", '"Succeed"'],
      ["yaml", "/States/Y/Type", "Succeed"],
      ["replaced", "/States/A/Resource", '"__FN__"'],
      ["replaced", "/States/A/End", "true"],
    ],
  },
  "format, join, conditions and try": {
    text: `variable "express" { default = false }
locals {
  arn = format("arn:%s:lambda:%s:%s:function:%s", data.aws_partition.current.partition, data.aws_region.current.name, data.aws_caller_identity.current.account_id, "f")
}
resource "aws_sfn_state_machine" "m" {
  count = var.enabled ? 1 : 0
  type = var.express ? "EXPRESS" : "STANDARD"
  definition = var.express == true ? "" : jsonencode({
    StartAt = "A"
    States = {
      A = {
        Type     = "Task"
        Resource = local.arn
        Comment  = join("-", ["a", upper("b"), var.c])
        TimeoutSeconds = try(var.t, 5)
        End      = true
      }
    }
  })
}
`,
    machines: {
      m: {
        StartAt: "A",
        States: {
          A: { Type: "Task", Resource: `${FN}f`, Comment: "a-B-${var.c}", TimeoutSeconds: 5, End: true },
        },
      },
    },
    types: { m: "STANDARD" },
  },
  "definitions that only Terraform knows": {
    text: `variable "definition" { type = string }
resource "aws_sfn_state_machine" "each" {
  for_each   = var.machines
  name       = each.key
  definition = each.value.definition
}
resource "aws_sfn_state_machine" "var" {
  definition = var.definition
}
resource "aws_sfn_state_machine" "local" {
  definition = jsonencode(local.elsewhere)
}
resource "aws_sfn_state_machine" "loop" {
  definition = jsonencode({ for k, v in local.x : k => v })
}
resource "aws_sfn_state_machine" "file" {
  definition = file("missing.json")
}
resource "aws_sfn_state_machine" "directive" {
  definition = <<EOF
{"StartAt": "A" %{ if var.x } , "Comment": "x" %{ endif } }
EOF
}
resource "aws_sfn_state_machine" "circle" {
  definition = local.circle
}
resource "aws_sfn_state_machine" "regex" {
  definition = replace("{}", "/{/", "[")
}
resource "aws_sfn_state_machine" "function" {
  definition = base64decode("e30=")
}
resource "aws_sfn_state_machine" "none" {
}
resource "aws_sfn_state_machine" "object" {
  definition = { StartAt = "A" }
}
resource "aws_sfn_state_machine" "read" {
  definition = "{}"
}
locals {
  circle = local.circle2
  circle2 = local.circle
}
`,
    machines: { read: {} },
    said: [
      ...Array(4).fill("terraform-computed"),
      "definition-not-opened",
      ...Array(4).fill("terraform-computed"),
      "definition-missing",
      "terraform-computed",
    ],
  },
  "faults in the middle of a file": {
    text: `resource "aws_sfn_state_machine" "first" {
  definition = <<EOF
${succeed("A")}
EOF
  tags = { a = , b }
}
resource "aws_s3_bucket" "broken" {
  bucket = "x
  policy = [1, 2
}
resource "aws_sfn_state_machine" "second" {
  definition = <<EOF
${succeed("B")}
EOF
}
resource "aws_sfn_state_machine" "cut off" {
  definition = <<EOF
{"StartAt": "C"
`,
    machines: { first: succeeds("A"), second: succeeds("B") },
    said: ["invalid-terraform", "not-terraform", "not-terraform", "invalid-terraform"],
  },
  "JSON syntax": {
    file: "main.tf.json",
    text: JSON.stringify(
      {
        "//": "made by cdktf",
        resource: {
          aws_lambda_function: { f: { function_name: "fun" } },
          aws_sfn_state_machine: {
            text: {
              definition: `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"\${aws_lambda_function.f.arn}","End":true}}}`,
              type: "EXPRESS",
            },
            encoded: [{ definition: '${jsonencode({"StartAt" = "B", "States" = {"B" = {"Type" = "Succeed"}}})}' }],
          },
        },
      },
      null,
      2,
    ),
    machines: {
      text: { StartAt: "A", States: { A: { Type: "Task", Resource: `${FN}fun`, End: true } } },
      encoded: succeeds("B"),
    },
    types: { text: "EXPRESS", encoded: "STANDARD" },
    places: [
      ["text", "/States/A/Type", '\\"Task\\"'],
      ["text", "/States/A/Resource", '\\"${aws_lambda_function.f.arn}\\"'],
      ["encoded", "/StartAt", '\\"B\\"'],
    ],
  },
  "a plan as JSON": {
    file: "plan.json",
    text: JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.9.0",
      planned_values: {
        root_module: {
          resources: [
            {
              address: "aws_sfn_state_machine.a",
              type: "aws_sfn_state_machine",
              name: "a",
              values: { definition: succeed("A"), type: "EXPRESS" },
            },
            { address: "aws_sfn_state_machine.unknown", type: "aws_sfn_state_machine", name: "unknown", values: {} },
          ],
          child_modules: [
            {
              address: "module.m",
              resources: [
                {
                  address: "module.m.aws_sfn_state_machine.b[0]",
                  type: "aws_sfn_state_machine",
                  name: "b",
                  values: { definition: succeed("B") },
                },
              ],
            },
          ],
        },
      },
    }),
    machines: { a: succeeds("A"), "module.m.b[0]": succeeds("B") },
    types: { a: "EXPRESS", "module.m.b[0]": "STANDARD" },
    places: [["module.m.b[0]", "/StartAt", '\\"B\\"']],
  },
  "windows line ends and a byte order mark": {
    text: `\ufeff# machines\r\nresource "aws_sfn_state_machine" "w" {\r\n  definition = <<-EOF\r\n    ${succeed("A")}\r\n    EOF\r\n}\r\n`,
    machines: { w: succeeds("A") },
    places: [["w", "/States/A/Type", '"Succeed"']],
  },
  "a definition put together of other texts": {
    text: `locals {
  retry = [{ ErrorEquals = ["States.ALL"], MaxAttempts = var.n }]
}
resource "awscc_stepfunctions_state_machine" "c" {
  state_machine_type = "EXPRESS"
  definition_string = <<EOF
{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Task",
      "Resource": "\${module.f.arn}",
      "Retry": \${jsonencode(local.retry)},
      "TimeoutSeconds": \${try(tonumber(var.t), 3)},
      "End": true
    }
  }
}
EOF
}
resource "aws_sfn_state_machine" "c" {
  definition = <<EOF
\${jsonencode({
  StartAt = "A"
  States = { A = jsondecode(file("a.json")) }
})}
EOF
}
`,
    files: { "a.json": '{"Type": "Succeed", "Comment": "from a file"}' },
    machines: {
      c: {
        StartAt: "A",
        States: {
          A: {
            Type: "Task",
            Resource: "${module.f.arn}",
            Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: "${var.n}" }],
            TimeoutSeconds: 3,
            End: true,
          },
        },
      },
      "aws_sfn_state_machine.c": { StartAt: "A", States: { A: { Type: "Succeed", Comment: "from a file" } } },
    },
    types: { c: "EXPRESS", "aws_sfn_state_machine.c": "STANDARD" },
    unknown: { c: ["/States/A/Retry/0/MaxAttempts"] },
    places: [
      ["aws_sfn_state_machine.c", "/StartAt", '"A"'],
      ["aws_sfn_state_machine.c", "/States/A/Type", 'jsondecode(file("a.json"))'],
    ],
  },
};
