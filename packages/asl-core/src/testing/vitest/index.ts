/*
 * The matchers with their types in vitest: importing this is all a project needs to have them on `expect(run)`. Types only:
 * nothing of vitest is loaded.
 */
import type { AslMatchers } from "../matchers/index.js";

export { type AslMatchers, aslMatchers } from "../matchers/index.js";

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it
  interface Matchers<T = any> extends AslMatchers {}
}
