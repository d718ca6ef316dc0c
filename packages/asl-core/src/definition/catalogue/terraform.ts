import { type Entry, warning } from "./entry.js";

/** Terraform's files, which are read without running Terraform. */
export const terraform = {
  "not-terraform": warning(
    "NOT_TERRAFORM",
    "This is not Terraform's language: {problem}",
    "`terraform validate` says more. What follows may not have been read.",
  ),
  "terraform-computed": warning(
    "TERRAFORM_COMPUTED",
    "The definition of {machine} cannot be read without running Terraform: {why}",
    "Read what Terraform makes of it: `terraform show -json plan.out > plan.json`, or the answer of DescribeStateMachine.",
  ),
} satisfies Record<string, Entry>;
