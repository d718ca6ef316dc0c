import { AslComparison } from "./comparison/asl-comparison.js";
import { AslVersions } from "./comparison/asl-versions.js";
import { define } from "./define.js";

export { Comparison, Versions } from "../comparison/index.js";
export type { AslComparison, AslVersions };

/** What a page needs once two runs, or two versions of a definition, are compared: loaded then. Defines the elements of it. */
define({ "asl-comparison": AslComparison, "asl-versions": AslVersions });

declare global {
  interface HTMLElementTagNameMap {
    "asl-comparison": AslComparison;
    "asl-versions": AslVersions;
  }
}
