import { leadOn } from "../location.js";
import { ANY, type Member, type Origin, objectOf, type Shape, UNKNOWN } from "./shape.js";

const unknown = (names: readonly string[]): ReadonlyMap<string, Member> =>
  new Map(names.map((name) => [name, UNKNOWN]));

/**
 * Results of integrations that always have the same members. Source: recorded results of lambda:invoke, and Lambda's API
 * reference for members that are there only at times.
 */
const MEMBERS: readonly [resource: RegExp, members: ReadonlyMap<string, Member>][] = [
  [
    /^arn:[\w-]+:states:::lambda:invoke$/,
    unknown([
      "ExecutedVersion",
      "Payload",
      "SdkHttpMetadata",
      "SdkResponseMetadata",
      "StatusCode",
      "FunctionError",
      "LogResult",
      "DurableExecutionArn",
    ]),
  ],
];

/** What a task gives; ANY for whatever answers as it likes. */
export function resultOfTask(resource: string, state: Origin): Shape {
  const known = MEMBERS.find(([pattern]) => pattern.test(resource));
  if (known === undefined) return ANY;
  return objectOf(known[1], false, leadOn(state, "Resource"));
}
