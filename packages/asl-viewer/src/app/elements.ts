import { AslGraph, register } from "../elements/index.js";
import { createLayouter } from "../layout/index.js";
import { elkWorker } from "./elk.js";
import { offerModules } from "./modules.js";

export * from "../elements/index.js";
export * from "../timeline/index.js";

offerModules();
AslGraph.makeLayouter = () => createLayouter({ worker: elkWorker });
register();
