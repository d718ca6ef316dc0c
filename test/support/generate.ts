import { generate } from "../../scripts/build.mjs";

/** Makes generated sources before the first test, so that `npx vitest run` works on its own. */
export default async function setup(): Promise<void> {
  if (!(await generate())) console.warn("The generated sources could not be made: the tests that need them will fail.");
}
