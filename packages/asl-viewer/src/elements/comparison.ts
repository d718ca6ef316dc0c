import { AslComparison } from "./comparison/asl-comparison.js";

export { Comparison } from "../comparison/index.js";

/** What a page needs once two runs are compared: loaded then. Defines the element of it. */
if (customElements.get("asl-comparison") === undefined) customElements.define("asl-comparison", AslComparison);

declare global {
  interface HTMLElementTagNameMap {
    "asl-comparison": AslComparison;
  }
}
