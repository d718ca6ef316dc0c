import { type Entry, error, warning } from "./entry.js";

/** Files that hold definitions: templates, projects, answers of AWS. */
export const sources = {
  "no-machine": warning("NO_MACHINE", "The file holds no state machine", "{hint}"),
  "unknown-machine": error("UNKNOWN_MACHINE", "The file has no state machine {id}", "{hint}"),
  "template-function": warning(
    "TEMPLATE_FUNCTION",
    "{name} is a function of a template, which a definition by itself cannot call",
    "Validate the template or the project that this file is a part of; what depends on the function was not checked.",
  ),
  "bad-substitutions": error("BAD_SUBSTITUTIONS", "{problem}", "{hint}"),
  "definition-in-s3": warning(
    "DEFINITION_IN_S3",
    "The definition of {machine} lies in S3 ({place}) and cannot be read",
    "Read the file it was uploaded from, or the answer of DescribeStateMachine for the deployed machine.",
  ),
  "definition-not-opened": warning(
    "DEFINITION_NOT_OPENED",
    "{path}, which the definition of {machine} needs, cannot be opened",
    "A path counts from the folder of the file that names it. Where a build writes the file, run the build first.",
  ),
  "definition-computed": warning(
    "DEFINITION_COMPUTED",
    "The definition of {machine} cannot be read: {problem}",
    "Deploy it, and read the answer of DescribeStateMachine.",
  ),
  "definition-missing": warning("DEFINITION_MISSING", "{machine} has no definition", "{hint}"),
  "definition-alternative": warning(
    "DEFINITION_ALTERNATIVE",
    "{machine} has another definition, which was checked instead: which of them counts, a condition says",
    "Turn the condition round with a file of substitutions, which give parameters other values, and validate again.",
  ),
  "condition-not-turned": warning(
    "CONDITION_NOT_TURNED",
    "Parts of the definition of {machine} depend on the condition {condition}, of which one side was checked",
    "Turn it round with a file of substitutions, which give parameters other values, and validate again.",
  ),
  "two-definitions": warning(
    "TWO_DEFINITIONS",
    "{machine} has {field} and {other}, of which only one may be given",
    "Remove one of them. {field} was checked.",
  ),
  "machine-type-computed": warning(
    "MACHINE_TYPE_COMPUTED",
    "The type of {machine} is known only to a deployed stack: it was checked as a STANDARD machine",
    "Give the parameter it depends on a default, or a value in a file of substitutions.",
  ),
  "unknown-machine-type": warning("UNKNOWN_MACHINE_TYPE", "{machine} is of no type there is: {type}", "{hint}"),
  "unfilled-placeholder": warning(
    "UNFILLED_PLACEHOLDER",
    "No DefinitionSubstitutions entry of {machine} fills {name}, which stays text",
    "{hint}",
  ),
  "unused-substitution": warning(
    "UNUSED_SUBSTITUTION",
    "The definition of {machine} has no placeholder ${{name}}",
    "Remove the entry, or look for the placeholder that is misspelt.",
  ),
  "machines-computed": warning(
    "MACHINES_COMPUTED",
    "{name} makes state machines that cannot be read here",
    "Read the template as processed: `aws cloudformation get-template --template-stage Processed`, or `serverless package`.",
  ),
} satisfies Record<string, Entry>;
