import type { Json } from "../../json.js";
import type { Report } from "../report.js";
import type { Model } from "./model.js";

/** What a processor says and nothing heeds. Linear. */
export function processors(report: Report, model: Model): void {
  for (const { type, value, path } of model.states) {
    if (type !== "Map") continue;
    for (const field of ["ItemProcessor", "Iterator"]) {
      const config = (value[field] as { ProcessorConfig?: { [key: string]: Json } } | undefined)?.ProcessorConfig;
      if (config?.ExecutionType === undefined || config.Mode === "DISTRIBUTED" || String(config.Mode).includes("$"))
        continue;
      report.findAt([...path, field, "ProcessorConfig"], "unused-execution-type", {}, UNUSED);
    }
  }
}

const UNUSED = { child: ["ExecutionType"], part: "key" } as const;
