export type * from "./layout.js";
export { createLayouter, type LayouterOptions, layoutOf } from "./layouter.js";
export { FONTS, SIZES } from "./sizes.js";
