/** The name in an ARN: `…:execution:machine:name`, of Express executions `…:express:machine:name:id`. */
export function executionName(arn: string | null | undefined): string | undefined {
  const parts = arn?.split(":");
  return parts?.[7] ?? parts?.at(-1);
}

/** What each of several executions is called: its name, with its id where Express executions share one. Linear. */
export function executionNames(arns: readonly (string | null)[]): string[] {
  const names = arns.map((arn, at) => executionName(arn) ?? `Execution ${at + 1}`);
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.map((name, at) => {
    const id = arns[at]?.split(":")[8];
    return id === undefined || counts.get(name) === 1 ? name : `${name} (${id})`;
  });
}
