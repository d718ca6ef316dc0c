import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/workspace.mjs";
import { DEBUGGING, DEBUGGING_FLOORS } from "./debugging.mjs";
import { DEBUGGING_TABLES } from "./debugging-table.mjs";
import { GRAPH_FLOORS, GRAPHS } from "./graph.mjs";
import { GRAPH_TABLES } from "./graph-table.mjs";
import { HISTORIES, HISTORY_FLOORS } from "./history.mjs";
import { HISTORY_TABLES } from "./history-table.mjs";
import { asMarkdown, coldStartTable, detailTable, growthTable, speedTable } from "./table.mjs";
import { CASES, TESTING, TESTING_FLOORS } from "./testing.mjs";
import { TESTING_TABLES } from "./testing-table.mjs";
import { VALIDATION_FLOORS, VALIDATIONS } from "./validation.mjs";
import { VALIDATION_TABLES } from "./validation-table.mjs";
import { VIEWER_FLOORS, VIEWERS } from "./viewer.mjs";
import { VIEWER_TABLES } from "./viewer-table.mjs";
import { ids, load } from "./workloads.mjs";

/** Writes docs/benchmarks.md from one run of everything. Throws where a part was left out. */
export function writeReport(report) {
  const { speed, coldStart, growth } = report;
  if (speed.length !== ids().length || coldStart === undefined || growth.length === 0 || !isWhole(report))
    throw new Error("docs/benchmarks.md is written from a whole run only: leave --only out, and build asl-cli");
  writeFileSync(join(root, "docs", "benchmarks.md"), text(report));
}

const PARTS = {
  validation: VALIDATIONS,
  testing: TESTING,
  debugging: DEBUGGING,
  graph: GRAPHS,
  history: HISTORIES,
  viewer: VIEWERS,
};

const isWhole = (report) =>
  Object.entries(PARTS).every(([part, measured]) => Object.keys(measured).every((id) => report[part][id]?.length > 0));

const text = ({ speed, coldStart, validation, testing, debugging, graph, history, viewer, growth }) => `# Benchmarks

Written by \`npm run bench -- --write\`; not to be edited. How it measures is told in
[test/bench/README.md](../test/bench/README.md). Measured on ${cpus().length} × ${cpus()[0].model.trim()}, shared with other work, with
Node ${process.versions.node}. Every ratio compares runs that took turns within the same minute, so it tells more than the speeds do.

## Speed

Transitions per second of CPU time; W10 counts states read, checked and compiled. \`other\` is
aws-local-stepfunctions 3.0.0, or, marked ᴱ, the JSONata library alone evaluating the same expressions, since no other
interpreter at hand runs them. The ratio is ours to the other's.

${asMarkdown(speedTable(speed))}

${speed.map(({ id }) => `- ${id}: ${load(id).desc}`).join("\n")}

## Cold start

A three-state machine from the shell (W9): from starting the process to its end, median of ${coldStart.rounds} runs taking turns.

${asMarkdown(coldStartTable(coldStart))}

## Validation

From text to diagnostics with ranges, warnings too. Each pass reads a text whose expressions it has not met before, but
for V3 and V4. Times are CPU time; \`cold\` is the first pass of a process.

V1: a definition of 5,000 states (2.5 MB), against asl-validator 4.0.0 on the same text; at least ${VALIDATION_FLOORS.V1}× warm, 1× cold.

${asMarkdown(VALIDATION_TABLES.V1(validation.V1))}

V2: what a state costs in definitions of 500, 5,000 and 50,000 states; at ten times the size at most × ${VALIDATION_FLOORS.V2}.

${asMarkdown(VALIDATION_TABLES.V2(validation.V2))}

V3: the whole validation of 1,000 states after one of them was edited: an expression, or a target that no state has, whose
place has to be found. At most ${VALIDATION_FLOORS.V3} ms.

${asMarkdown(VALIDATION_TABLES.V3(validation.V3))}

V4: the real definitions of \`realdata/workflows\`, JSON and YAML, all in one process; and by the command, from the
shell to its end.

${asMarkdown(VALIDATION_TABLES.V4(validation.V4))}

## Testing

T1: \`asl test\` on ${CASES} cases of a machine of 20 states, from the shell to its end; with \`--coverage\` at most
${TESTING_FLOORS.T1}× as long. Of several files several are run at once. Times
of T1 and T3 are on the wall clock; all are the least of the rounds.

${asMarkdown(TESTING_TABLES.T1(testing.T1))}

T2: a test in code of a workflow that takes three days and in which timeouts race with heartbeats and answers, time moved
by the test; CPU time.

${asMarkdown(TESTING_TABLES.T2(testing.T2))}

T3: from starting \`asl test\`, on four cases, to the first it writes.

${asMarkdown(TESTING_TABLES.T3(testing.T3))}

## Debugging

D1: 100,000 events in CPU time: with the history kept, under the debugger, and with breakpoints that are never hit; at most
${DEBUGGING_FLOORS.D1}× as long as with the history kept.

${asMarkdown(DEBUGGING_TABLES.D1(debugging.D1))}

D2: one step back and one forward at event 20,000 of 60,000, and going anywhere: the median, and the slowest but for one in
twenty. At most ${DEBUGGING_FLOORS.D2} ms.

${asMarkdown(DEBUGGING_TABLES.D2(debugging.D2))}

D3: memory a session holds for each event, the event included; payloads there are none. At most ${DEBUGGING_FLOORS.D3} bytes, but for
a thousand iterations at once.

${asMarkdown(DEBUGGING_TABLES.D3(debugging.D3))}

## Drawing

G1: from a definition of some 1,000 states to the position of everything, in Node, nothing remembered; at most
${GRAPH_FLOORS.G1} ms, with loading elk for the first. CPU time.

${asMarkdown(GRAPH_TABLES.G1(graph.G1))}

G2: the same after one state more in one container, by a layouter that knows the rest; at most ${GRAPH_FLOORS.G2} ms.

${asMarkdown(GRAPH_TABLES.G2(graph.G2))}

## Histories

H1: opening a history in the viewer, from its text to an indexed run; the marks of all states at any place; a search in all
data; and the heap with all of it held. At most ${HISTORY_FLOORS.open} ms, ${HISTORY_FLOORS.status} ms, ${HISTORY_FLOORS.filter} ms and ${HISTORY_FLOORS.memory} MB.

${asMarkdown(HISTORY_TABLES.H1(history.H1))}

## The viewer

The application in Chromium, on the wall clock, so other work on the machine shows.

P1: from a definition's text to its picture on the screen, the layout in a worker; and the longest task of the page's thread
meanwhile. The first row is of a page that has stood for two seconds, the second of one just loaded, where elk has yet to start.

${asMarkdown(VIEWER_TABLES.P1(viewer.P1))}

P2: a history from its text to the indexed run; from a place in it to any other, until it is painted: the median, and all but
the slowest in twenty; a search in all data; and the heap. At most ${VIEWER_FLOORS.open} ms, ${VIEWER_FLOORS.scrub} ms, ${VIEWER_FLOORS.filter} ms and ${VIEWER_FLOORS.memory} MB.

${asMarkdown(VIEWER_TABLES.P2(viewer.P2))}

## Cost at ten times the size

What one transition costs at ten times the size, over what it costs at the size above. 1 means that it does not matter.
A whole history is memory that stays: where it no longer fits V8's young generation (16 MB) every event is moved once to
the old one. That is paid once per event however many there are, and shows here as a factor up to 2.

${asMarkdown(growthTable(growth))}

## Everything measured

${asMarkdown(detailTable(speed))}
`;
