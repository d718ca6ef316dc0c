import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../../scripts/workspace.mjs";

/** The built package, as its users load it. */
const built = () => import(pathToFileURL(join(root, "packages/asl-core/dist/index.js")).href);
const ours = async (history) => (await import("./ours.mjs")).ours(await built(), history);

/**
 * Who takes part. Each module is loaded only in the process that measures it. A contestant is a function from a workload
 * to `{run(n)}`, which does the nth execution of a pass and gives its output, at once or through a promise.
 */
const MODULES = {
  unobserved: () => ours(false),
  history: () => ours(true),
  "by hand": () => import("./by-hand.mjs").then((module) => module.byHand),
  peer: () => import("./peer.mjs").then((module) => module.peer),
  validate: async () => (await import("./validate.mjs")).validate(await built()),
  "asl-validator": () => import("./asl-validator.mjs").then((module) => module.aslValidator),
  evaluator: () => import("./evaluator.mjs").then((module) => module.evaluator),
};

/** Gets a contestant ready: definition read and compiled, input at hand. */
export async function prepare(name, workload) {
  const contestant = await MODULES[name]();
  return contestant(workload);
}
