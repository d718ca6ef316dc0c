import type { Opened } from "../../controllers/opened.js";
import { Originals } from "../../controllers/originals.js";
import { type Direction, isPlaced, type Layouter, type Placements, triedAgain } from "../../layout/index.js";
import type { PageFile, PageParts } from "../../page/index.js";
import type { AslGraph, Picture } from "../graph/asl-graph.js";
import type { AslExport } from "./asl-export.js";
import type { Exported } from "./exported.js";

/** A viewer whose picture and texts can be saved. */
export interface Savable {
  readonly opened: Opened;
  readonly direction: Direction;
  readonly layouter: Layouter | undefined;
  readonly page: (() => Promise<PageParts>) | undefined;
  readonly graphElement: AslGraph | null;
  readonly comparing: {
    file(words: readonly string[]): Promise<PageFile | undefined>;
    literals(words: readonly string[]): readonly string[];
  };
  readonly renderRoot: ParentNode;
}

/** What of a viewer can be saved. */
export class Saving implements Exported {
  readonly originals: Originals;

  constructor(private readonly host: Savable) {
    this.originals = new Originals(host.opened);
  }

  get direction(): Direction {
    return this.host.direction;
  }

  get picture(): Picture | undefined {
    return this.host.graphElement?.picture;
  }

  get page(): (() => Promise<PageParts>) | undefined {
    return this.host.page;
  }

  second(words: readonly string[]): Promise<PageFile | undefined> {
    return this.host.comparing.file(words);
  }

  literals(words: readonly string[]): readonly string[] {
    return [...new Set([...this.originals.literals(words), ...this.host.comparing.literals(words)])];
  }

  /** Of the machine with nothing folded, as a page shows it first; undefined for large ones. */
  async placements(): Promise<Placements | undefined> {
    const { layouter, opened } = this.host;
    const { graph } = opened;
    if (graph === undefined || layouter === undefined || !isPlaced(graph)) return undefined;
    return triedAgain(() => layouter.placements(graph));
  }

  /** Opens the menu, once it is there. */
  show(): void {
    const element = this.host.renderRoot.querySelector<AslExport>("asl-export");
    void customElements.whenDefined("asl-export").then(() => element?.show());
  }
}
