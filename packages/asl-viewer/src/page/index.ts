export {
  FILES,
  type PackedScript,
  type PageContent,
  type PageFile,
  type PageParts,
  pageText,
  partsIn,
  partsScript,
} from "./page.js";
