import type { Json } from "asl-core";
import type { PageContent } from "asl-viewer/page";

/** Pages of machines with more nodes lay them out themselves, and show how far they are. */
const MOST_NODES = 400;

/** What a page needs to show a definition at once. A tenth of a second to one, most of it for loading elk. */
export async function placementsFor(definition: Json): Promise<PageContent["placements"]> {
  const { graphOf, placementsOf } = await import("asl-viewer/drawing");
  const graph = graphOf(definition);
  return graph.nodes.size > MOST_NODES ? undefined : placementsOf(graph);
}
