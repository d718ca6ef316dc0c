import { type Entry, error, warning } from "./entry.js";

/** Terraform's files, which are read without running Terraform. */
export const terraform = {
  "not-terraform": warning(
    "NOT_TERRAFORM",
    "This is not Terraform's language: {problem}",
    "`terraform validate` says more. What follows may not have been read.",
  ),
  "invalid-terraform": error("INVALID_TERRAFORM", "Terraform refuses this state machine: {problem}", "{hint}"),
  "terraform-computed": warning(
    "TERRAFORM_COMPUTED",
    "The definition of {machine} cannot be read without running Terraform: {why}",
    "Validate what Terraform makes of it: `terraform show -json plan.out > plan.json`, then `asl validate plan.json`.",
  ),
} satisfies Record<string, Entry>;
