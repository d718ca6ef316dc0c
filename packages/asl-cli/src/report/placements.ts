import type { Json } from "asl-core";
import type { PageContent } from "asl-viewer/page";

/** What a page needs to show a definition at once; undefined for large ones. A tenth of a second to one, most of it for loading elk. */
export async function placementsFor(definition: Json): Promise<PageContent["placements"]> {
  const { graphOf, isPlaced, placementsOf } = await import("asl-viewer/drawing");
  const graph = graphOf(definition);
  return isPlaced(graph) ? placementsOf(graph) : undefined;
}
