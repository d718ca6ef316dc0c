export { edgeLine, edgeShape, labelShape, roundedPath } from "./edge.js";
export { blocksOf, type Distance, farMarks, farName, isHidden, type Seen } from "./far.js";
export { icon, iconOf } from "./icons.js";
export { laneShape } from "./lane.js";
export { GROWN, isStale, type Nearness, nearnessAt } from "./letters.js";
export { nodeOutline, nodeShape } from "./node.js";
export { COLOURS, type Palette, styleOf, type Theme } from "./style.js";
export { attributes, escaped, idOf } from "./xml.js";
