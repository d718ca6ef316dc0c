export {
  FILES,
  type PackedScript,
  type PageContent,
  type PageFile,
  type PageParts,
  PLACEMENTS,
  pageText,
  partsIn,
  partsScript,
} from "./page.js";
