import "vitest";
import type { AslMatchers } from "../../packages/asl-core/src/testing/index.js";

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it
  interface Matchers<T = any> extends AslMatchers {}
}
declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends AslMatchers<R> {}
}
