import { failureOf, type Timeline } from "../timeline/index.js";

/** How far back a failure is looked for: a Map fails, then the state, then the execution. */
const NEAR = 4;

/** How to give a Map the object that it has just not found, in a sentence; undefined where it is none of that. `here`: in this page. */
export function missingObject({ events }: Timeline, count: number, here: boolean): string | undefined {
  const isMissing = events.slice(Math.max(0, count - NEAR), count).some((event) => {
    const { error, cause } = failureOf(event) ?? { error: "", cause: "" };
    return error === "States.ItemReaderFailed" && /specified (bucket|key) does not exist/.test(cause);
  });
  if (!isMissing) return undefined;
  return here
    ? "The Map has not found what it reads: end the debugging, and give bucket, key and text under “Objects of S3” where you start."
    : "The Map has not found what it reads: give asl debug --ui its folder, --object-store bucket=folder.";
}
