import { type Entry, warning } from "./entry.js";

/** Loops, waits and limits that a run will meet. */
export const flow = {
  "endless-loop": warning(
    "ENDLESS_LOOP",
    "Nothing leads out of this loop: {loop}",
    "Let a Choice lead to a state that ends, or add a Wait if it is meant to run for good.",
  ),
  "steady-loop": warning(
    "STEADY_LOOP",
    "Nothing in this loop changes what the way out depends on, {paths}: once round, it goes round for good",
    "Write the new value there with the ResultPath of a state in the loop, or with Assign.",
  ),
  "unreachable-rule": warning(
    "UNREACHABLE_RULE",
    "This rule is never taken: {why}",
    "The first rule that holds is taken.",
  ),
  "unsent-token": warning(
    "UNSENT_TOKEN",
    "The task waits for an answer to its token but does not send the token",
    "Put {token} into {field}; whoever answers needs it for SendTaskSuccess or SendTaskFailure.",
  ),
  "unbounded-wait": warning(
    "UNBOUNDED_WAIT",
    "{name} waits for an answer without a limit: if none comes, up to a year",
    "Give it HeartbeatSeconds or TimeoutSeconds, and catch States.Timeout.",
  ),
  "wait-outlasts-execution": warning("WAIT_OUTLASTS_EXECUTION", "A wait of {seconds} never ends: {because}"),
  "timeout-outlasts-execution": warning(
    "TIMEOUT_OUTLASTS_EXECUTION",
    "A timeout of {seconds} never strikes: {because}",
  ),
  "payload-too-large": warning(
    "PAYLOAD_TOO_LARGE",
    "{field} takes at least {bytes} bytes: no payload may have more than {limit}",
    "Keep large data in S3 and pass its key.",
  ),
  "too-many-events": warning(
    "TOO_MANY_EVENTS",
    "{count} iterations of at least {each} events exceed the {limit} events a history may have",
    'Run the items as executions of their own: "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}.',
  ),
  "unused-execution-type": warning(
    "UNUSED_EXECUTION_TYPE",
    "An inline Map has no executions of its own: its ExecutionType says nothing",
    'Remove it, or write "Mode": "DISTRIBUTED".',
  ),
  "concurrency-out-of-reach": warning(
    "CONCURRENCY_OUT_OF_REACH",
    "No {mode} Map runs more than {limit} iterations at the same time",
  ),
} satisfies Record<string, Entry>;
