import type { Report } from "../report.js";
import { DataFlow } from "./data-flow.js";
import { impossiblePaths } from "./impossible-paths.js";
import type { Model } from "./model.js";
import { notation } from "./notation.js";
import { typesOfData } from "./types-of-data.js";
import { unusedOutput } from "./unused-output.js";

/** Data that is not what the next one to read it expects. Linear, as its parts are. */
export function data(report: Report, model: Model): void {
  notation(report, model);
  const flow = new DataFlow(model);
  impossiblePaths(report, model, flow);
  typesOfData(report, model, flow);
  unusedOutput(report, model);
}
