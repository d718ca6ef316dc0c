import { createLayouter, graphOf } from "../../../packages/asl-viewer/src/drawing/index.js";
import { order } from "../machines.js";

/** Lays the example out in a worker and puts the positions into the page's title. */
async function show(): Promise<void> {
  let workers = 0;
  const worker = () => {
    workers++;
    return new Worker("/elk-worker.min.js");
  };
  const layouter = createLayouter({ worker });
  const { nodes } = await layouter.layout(graphOf(order));
  layouter.close();
  const found = { workers, nodes: [...nodes].map(([id, { x, y }]) => [id, x, y]) };
  document.title = JSON.stringify(found);
}

show().catch((error) => {
  document.title = JSON.stringify({ error: String(error) });
});
