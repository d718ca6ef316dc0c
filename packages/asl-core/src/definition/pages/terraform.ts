import type { terraform } from "../catalogue/terraform.js";
import type { Pages } from "./page.js";

export const terraformPages: Pages<typeof terraform> = {
  "not-terraform": {
    about:
      "A `.tf` file breaks off here: a bracket, a quote, the end of a heredoc or a line break is missing, or a block is nested deeper than 200 levels. Reading goes on behind the attribute where its brackets close again, else at the next block that begins a line, so a machine in between may not have been read.",
    wrong: `locals {
  name = "order
}`,
    right: `locals {
  name = "order"
}

resource "aws_sfn_state_machine" "order" {
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Succeed" } } })
}`,
    source: "The specification of HCL's native syntax.",
    file: "main.tf",
  },
  "invalid-terraform": {
    about:
      "The block of a state machine breaks off: a bracket, a quote, a comma or a line break is missing. Terraform refuses the whole file, so this is an error, and the machine was not checked.",
    wrong: `resource "aws_sfn_state_machine" "order" {
  definition = jsonencode({ StartAt = "A" States = { A = { Type = "Succeed" } } })
}`,
    right: `resource "aws_sfn_state_machine" "order" {
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Succeed" } } })
}`,
    source: "The specification of HCL's native syntax.",
    file: "main.tf",
  },
  "terraform-computed": {
    about:
      "The definition depends as a whole on something only Terraform knows: a variable without default, a local value or a resource of another file, a module's output, a `for` expression, a `%{ if }` of a template. What is read is a text, a heredoc, `jsonencode` of what stands in the file, `file`, `templatefile`, `replace`, `format`, `join`, `merge` and the like. An unknown value inside a definition is no hindrance: it counts as a placeholder. For the rest, write the plan as JSON and validate that, or validate the answer of DescribeStateMachine.",
    wrong: `variable "definition" {
  type = string
}

resource "aws_sfn_state_machine" "order" {
  definition = var.definition
}`,
    right: `variable "function_arn" {
  type = string
}

resource "aws_sfn_state_machine" "order" {
  definition = jsonencode({
    StartAt = "Charge"
    States  = { Charge = { Type = "Task", Resource = var.function_arn, End = true } }
  })
}`,
    file: "main.tf",
  },
};
