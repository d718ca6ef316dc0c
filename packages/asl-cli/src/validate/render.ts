import type { Colours } from "../output.js";
import type { Format } from "./options.js";
import type { Report } from "./report.js";

/** A report in one of the formats; each is loaded when it is wanted. */
export async function render(report: Report, format: Format, colours: Colours): Promise<string> {
  switch (format) {
    case "pretty":
      return (await import("./pretty.js")).prettyReport(report, colours);
    case "json":
      return (await import("./json.js")).jsonReport(report);
    case "sarif":
      return (await import("./sarif.js")).sarifReport(report);
    case "github":
      return (await import("./github.js")).githubReport(report);
  }
}
