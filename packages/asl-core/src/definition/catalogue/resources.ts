import { type Entry, schema, warning } from "./entry.js";

/** What a Task calls. */
export const resources = {
  "not-an-arn": schema("Value is not a valid resource ARN", "{hint}"),
  "unknown-resource": schema(
    "The resource provided {resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
    "{hint}",
  ),
  "suspicious-arn": warning("SUSPICIOUS_ARN", "Nothing a task can call has this ARN", "{hint}"),
  "misspelt-service": warning("MISSPELT_SERVICE", "The AWS SDK has no service {service}", "Did you mean {near}?"),
  "resource-not-allowed": schema("The field 'Resource' does not match any of the allowed values", "Allowed: {values}."),
  "express-activity": schema(
    "Express state machine does not support Activity ARN",
    "Call a Lambda function, or make the machine a Standard one.",
  ),
  "express-sync": schema(
    "Express state machine does not support '.sync' service integration",
    "Leave .sync out, or make the machine a Standard one.",
  ),
  "express-token": schema(
    "Express state machine does not support '.waitForTaskToken' service integration ",
    "Leave .waitForTaskToken out, or make the machine a Standard one.",
  ),
  "express-distributed": schema(
    "Express state machine does not support distributed Map states",
    'Use "Mode": "INLINE", or make the machine a Standard one.',
  ),
  "activity-credentials": schema(
    "The field 'Credentials' is not supported for activities",
    "Leave it out: workers come with credentials of their own.",
  ),
} satisfies Record<string, Entry>;
