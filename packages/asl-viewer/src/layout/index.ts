export { beforeEnd, triedAgain } from "./ended.js";
export type * from "./geometry.js";
export type * from "./layout.js";
export { createLayouter, isPlaced, type LayouterOptions, layoutOf, placementsOf } from "./layouter.js";
export { FONTS, SIZES } from "./sizes.js";
