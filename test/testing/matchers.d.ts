import "expect";
import type { AslMatchers } from "../../packages/asl-core/src/testing/index.js";

declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends AslMatchers<R> {}
}
