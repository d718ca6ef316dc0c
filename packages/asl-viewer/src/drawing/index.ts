export * from "../graph/index.js";
export * from "../layout/index.js";
export * from "../markers.js";
export {
  COLOURS,
  edgeShape,
  labelShape,
  laneShape,
  nodeShape,
  type Palette,
  styleOf,
  type Theme,
} from "../shapes/index.js";
export { toDot } from "./dot.js";
export { differenceText, toHtml } from "./html.js";
export { toMermaid } from "./mermaid.js";
export { drawing, type SvgOptions, toSvg } from "./svg.js";
