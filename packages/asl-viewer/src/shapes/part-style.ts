import { FONTS } from "../layout/index.js";

/** Rules for what is known of parts and visits of a state: strips, turns, and counters of edges. */
export const PART_RULES = `
.asl-branch-succeeded{fill:var(--asl-success)}.asl-branch-failed,.asl-branch-timed-out{fill:var(--asl-failure)}
.asl-branch-running,.asl-branch-waiting{fill:var(--asl-running)}.asl-branch-aborted{fill:var(--asl-aborted)}
.asl-critical{fill:var(--asl-ink);font-weight:700}
.asl-strip-ground{fill:transparent}.asl-part-f{fill:var(--asl-failure)}.asl-part-a{fill:var(--asl-aborted)}
.asl-part-r{fill:var(--asl-running)}.asl-part-s{fill:var(--asl-success)}.asl-part-none{fill:var(--asl-line)}
.asl-part-chosen{fill:none;stroke:var(--asl-ink);stroke-width:1.5}
.asl-turn-ground{fill:var(--asl-fill);stroke:var(--asl-line);stroke-width:1}
.asl-graph .asl-turn>text{font-size:${FONTS.label.size}px;text-anchor:middle}
.asl-turn-step>rect{fill:transparent}.asl-turn-step>path{fill:none;stroke:var(--asl-ink);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.asl-watch>rect{fill:var(--asl-ground);stroke:var(--asl-lane-line);stroke-width:1;stroke-dasharray:2 2}.asl-watch>text{font-size:${FONTS.label.size}px}.asl-graph .asl-watch-name{fill:var(--asl-dim)}
@media (forced-colors:active){.asl-part-f{fill:Mark}.asl-part-s,.asl-part-r,.asl-part-a,.asl-part-none{fill:CanvasText}.asl-part-chosen{stroke:Highlight}}
`;
