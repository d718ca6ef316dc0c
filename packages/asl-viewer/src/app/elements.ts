import { AslGraph, register } from "../elements/index.js";
import type { Layouter } from "../layout/index.js";
import { workingLayouter } from "./elk.js";
import { offerModules } from "./modules.js";

export * from "../elements/index.js";
export * from "../timeline/index.js";

/** A layouter that waits for elk's worker, which is loaded when something is to be laid out. */
function waitingLayouter(): Layouter {
  let made: Promise<Layouter> | undefined;
  return {
    layout: async (...asked) => (await (made ??= workingLayouter())).layout(...asked),
    close: () => void made?.then((layouter) => layouter.close()),
  };
}

offerModules();
AslGraph.makeLayouter = waitingLayouter;
register();
