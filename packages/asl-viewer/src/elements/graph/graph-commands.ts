import type { Command } from "../shared/command.js";
import type { Way } from "./ways-between.js";

/** What commands ask of a graph. */
export interface GraphCommanded {
  walk(way: Way): boolean;
  enter(): boolean;
  leave(): boolean;
  fit(): void;
  /** Larger by a factor; to a scale where `absolute` is set. */
  zoom(factor: number, absolute?: boolean): void;
  revealSelected(): boolean;
  find(): void;
  nextHit(step: 1 | -1): boolean;
  endSearch(): boolean;
  foldAll(): void;
  turn(): void;
  turnFocus(): boolean;
  turnErrors(): boolean;
}

const along = (way: Way, key: string): Command<GraphCommanded> => ({
  id: `walk-${way}`,
  group: "Graph",
  keys: [key],
  does: `along the edges, ${way === "up" || way === "down" ? way : `to the ${way}`}`,
  focused: true,
  act: (graph) => graph.walk(way),
});

/** All commands of a graph. */
export const GRAPH_COMMANDS: readonly Command<GraphCommanded>[] = [
  along("down", "ArrowDown"),
  along("up", "ArrowUp"),
  along("left", "ArrowLeft"),
  along("right", "ArrowRight"),
  {
    id: "enter",
    group: "Graph",
    keys: ["Enter"],
    does: "into a Parallel or Map",
    focused: true,
    act: (graph) => graph.enter(),
  },
  {
    id: "leave",
    group: "Graph",
    keys: ["Backspace"],
    does: "out of a Parallel or Map",
    focused: true,
    act: (graph) => graph.leave(),
  },
  { id: "find", group: "Graph", keys: ["/"], does: "find a state", act: (graph) => graph.find() },
  { id: "next-hit", group: "Graph", keys: ["n"], does: "next hit", act: (graph) => graph.nextHit(1) },
  { id: "previous-hit", group: "Graph", keys: ["N"], does: "previous hit", act: (graph) => graph.nextHit(-1) },
  { id: "fit", group: "Graph", keys: ["f"], does: "show all", act: (graph) => graph.fit() },
  { id: "reveal", group: "Graph", keys: ["z"], does: "show the chosen state", act: (graph) => graph.revealSelected() },
  { id: "full-size", group: "Graph", keys: ["0"], does: "full size", act: (graph) => graph.zoom(1, true) },
  { id: "larger", group: "Graph", keys: ["+", "="], does: "larger", act: (graph) => graph.zoom(1.25) },
  { id: "smaller", group: "Graph", keys: ["-"], does: "smaller", act: (graph) => graph.zoom(1 / 1.25) },
  { id: "fold-all", group: "Graph", keys: [], does: "fold or unfold all", act: (graph) => graph.foldAll() },
  {
    id: "focus",
    group: "Graph",
    keys: ["x"],
    does: "dim what is more than 1, 2, 3 steps away, or nothing",
    act: (graph) => graph.turnFocus(),
  },
  {
    id: "error-edges",
    group: "Graph",
    keys: ["h"],
    does: "show or hide error edges, of many states",
    act: (graph) => graph.turnErrors(),
  },
  { id: "turn", group: "Graph", keys: [], does: "downwards or to the right", act: (graph) => graph.turn() },
  {
    id: "end-search",
    group: "Graph",
    keys: ["Escape"],
    does: "end the search",
    focused: true,
    act: (graph) => graph.endSearch(),
  },
];
