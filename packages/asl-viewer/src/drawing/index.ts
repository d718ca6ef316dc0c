export * from "../graph/index.js";
export * from "../layout/index.js";
export * from "../markers.js";
export { COLOURS, styleOf, type Theme } from "../shapes/index.js";
export { drawing, type SvgOptions, toSvg } from "./svg.js";
