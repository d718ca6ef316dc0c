import type { Originals } from "../../controllers/originals.js";
import type { Direction, Placements } from "../../layout/index.js";
import type { PageFile, PageParts } from "../../page/index.js";
import type { Picture } from "../graph/asl-graph.js";

/** What is exported, and where it comes from. */
export interface Exported {
  readonly originals: Originals;
  readonly direction: Direction;
  /** The picture as it stands; undefined while there is none. */
  readonly picture: Picture | undefined;
  /** What a page is made of that needs nothing else; undefined where that cannot be had. */
  readonly page: (() => Promise<PageParts>) | undefined;
  /** The second run, without values of keys that hold one of some words; undefined unless two are compared. */
  second?(words: readonly string[]): Promise<PageFile | undefined>;
  /** Places of values that definitions give to keys that hold one of some words: they stay. */
  literals?(words: readonly string[]): readonly string[];
  /** What the page's first picture needs. */
  placements?(): Promise<Placements | undefined>;
}
