import { exists, root } from "../../scripts/workspace.mjs";
import { block, containers, editedAnew, sharedHandler } from "./graph-machines.mjs";

/** What drawing must reach, in milliseconds of CPU time: G1 a layout of 1,000 states; G2 one container laid out again. */
export const GRAPH_FLOORS = { G1: 1500, G2: 50 };

/** The parts by their names; each gives its rows, `[]` where asl-viewer is not built. */
export const GRAPHS = { G1: layouts, G2: again };

const BUILT = "packages/asl-viewer/dist/drawing/index.js";
const load = () => import(`${root}/${BUILT}`);

/** Milliseconds of CPU time the process has spent so far: what else the machine does is not counted. */
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const MACHINES = {
  "one block": () => block(1000, "State"),
  "40 containers": () => containers(40, 24),
  "a handler shared by 350": () => sharedHandler(1000),
};

/** From a definition to positions, by a layouter that remembers nothing; `first` is that of a process, elk loaded with it. */
async function layouts({ rounds }) {
  if (!exists(BUILT)) return missing("G1");
  const { graphOf, createLayouter, toSvg } = await load();
  const rows = [];
  for (const [name, make] of Object.entries(MACHINES)) {
    const definition = make();
    const times = [];
    let drawn = 0;
    for (let round = 0; round <= rounds; round++) {
      const start = spent();
      const graph = graphOf(definition);
      const layout = await createLayouter().layout(graph);
      times.push(spent() - start);
      const before = spent();
      toSvg(graph, layout);
      drawn = spent() - before;
    }
    const [first, ...others] = times;
    rows.push({ name, first, warm: Math.min(...others), drawn, ok: first <= GRAPH_FLOORS.G1 });
  }
  return rows;
}

/** From an edited definition to positions, by a layouter that knows the others. Each round edits another container. */
async function again({ rounds }) {
  if (!exists(BUILT)) return missing("G2");
  const { graphOf, createLayouter } = await load();
  const layouter = createLayouter();
  await layouter.layout(graphOf(containers(40, 24)));
  const times = [];
  for (let round = 0; round <= rounds; round++) {
    const definition = editedAnew(40, 24, round);
    const start = spent();
    await layouter.layout(graphOf(definition));
    if (round > 0) times.push(spent() - start);
  }
  const warm = Math.min(...times);
  return [{ warm, slowest: Math.max(...times), ok: warm <= GRAPH_FLOORS.G2 }];
}

function missing(id) {
  console.error(`\n*** ${id} IS NOT MEASURED: asl-viewer is not built. ***\n`);
  return [];
}
