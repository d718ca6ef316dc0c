import type { Identity } from "../kernel/index.js";

const PREFIX = "arn:aws:states:us-east-1:123456789012";

/** Names and ARNs as AWS would form them for this machine and this execution. */
export function identityOf(machine: string, execution: string, type: "STANDARD" | "EXPRESS"): Identity {
  const express = `${PREFIX}:express:${machine}:${execution}:00000000-0000-4000-8000-000000000000`;
  return {
    executionArn: type === "EXPRESS" ? express : `${PREFIX}:execution:${machine}:${execution}`,
    executionName: execution,
    stateMachineArn: `${PREFIX}:stateMachine:${machine}`,
    stateMachineName: machine,
    roleArn: `arn:aws:iam::123456789012:role/${machine}`,
  };
}
