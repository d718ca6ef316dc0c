import { ANY, type Member, type Origin, objectOf, type Shape, UNKNOWN } from "./shape.js";

/**
 * Results of integrations that always have the same members. Source: recorded results of lambda:invoke, and Lambda's API
 * reference for members that are there only at times.
 */
const MEMBERS: readonly [resource: RegExp, members: readonly string[]][] = [
  [
    /^arn:[\w-]+:states:::lambda:invoke$/,
    [
      "ExecutedVersion",
      "Payload",
      "SdkHttpMetadata",
      "SdkResponseMetadata",
      "StatusCode",
      "FunctionError",
      "LogResult",
      "DurableExecutionArn",
    ],
  ],
];

/** What a task gives; ANY for whatever answers as it likes. */
export function resultOfTask(resource: string, state: Origin): Shape {
  const known = MEMBERS.find(([pattern]) => pattern.test(resource));
  if (known === undefined) return ANY;
  const members = new Map<string, Member>(known[1].map((name) => [name, UNKNOWN]));
  return objectOf(members, false, [...state, "Resource"]);
}
