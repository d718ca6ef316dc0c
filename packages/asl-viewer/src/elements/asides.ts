import { define } from "./define.js";
import { AslSource } from "./inspector/asl-source.js";
import { AslStages } from "./inspector/asl-stages.js";
import { AslEvents } from "./timeline/asl-events.js";

export { exportMenu } from "./viewer/export-menu.js";

/** Panes, data and menus that are shown where they are asked for: loaded then. Defines the elements of them. */
define({ "asl-events": AslEvents, "asl-source": AslSource, "asl-stages": AslStages });
