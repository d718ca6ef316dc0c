import type { Opened } from "../../controllers/opened.js";
import { DEBUG_COMMANDS, type DebugCommanded } from "../debugger/debug-commands.js";
import type { AslGraph } from "../graph/asl-graph.js";
import { GRAPH_COMMANDS } from "../graph/graph-commands.js";
import { type BoundCommand, type Command, commandFor, type KeySettings } from "../shared/command.js";
import { type Commanded, VIEWER_COMMANDS } from "./viewer-commands.js";

/** A viewer as its commands know it. */
interface Viewer extends Commanded, KeySettings {
  readonly graphElement: AslGraph | null;
  readonly opened: Opened;
  readonly debug: DebugCommanded;
  choose(node: string): void;
}

/** What a key means to a viewer; undefined for nothing. The graph's own keys mean the same wherever the focus is. */
export function viewerCommandFor(viewer: Viewer, event: KeyboardEvent): (() => unknown) | undefined {
  const debug = commandFor(DEBUG_COMMANDS, event, viewer);
  if (debug !== undefined && (viewer.debug.active || !debug.id.startsWith("debug")))
    return () => debug.act(viewer.debug);
  const command = commandFor(VIEWER_COMMANDS, event, viewer);
  if (command !== undefined) return () => command.act(viewer);
  const { graphElement } = viewer;
  const found = commandFor(GRAPH_COMMANDS, event, viewer);
  return found === undefined || found.focused || graphElement === null ? undefined : () => found.act(graphElement);
}

/** Every command of a viewer; with `states` also one for each state that can be chosen. */
export function commandsOf(viewer: Viewer, states = false): BoundCommand[] {
  const { graphElement } = viewer;
  return [
    ...VIEWER_COMMANDS.map((one) => bound(one, viewer)),
    ...DEBUG_COMMANDS.map((one) => bound(one, viewer.debug)),
    ...(graphElement === null ? [] : GRAPH_COMMANDS.map((one) => bound(one, graphElement))),
    ...(states ? statesOf(viewer) : []),
  ];
}

const bound = <Target>(command: Command<Target>, target: Target): BoundCommand => ({
  ...command,
  run: () => command.act(target),
});

const statesOf = (viewer: Viewer): BoundCommand[] =>
  [...(viewer.opened.graph?.nodes.values() ?? [])]
    .filter(({ path }) => path !== "")
    .map(({ id, path }) => ({
      id: `state ${id}`,
      group: "State",
      keys: [],
      does: path,
      run: () => viewer.choose(id),
    }));
