import { type Graph, graphOf, layoutOf, toSvg } from "asl-viewer/drawing";
import type { MachineReport } from "./machine-report.js";
import { marksOf } from "./marks.js";
import { escaped } from "./markup.js";

/** Machines of more states are not drawn: their pictures would be the report. */
const MOST_STATES = 500;

const KEY =
  "✓ covered, ◐ partly (covered/all), – never entered. On transitions: never taken; always taken, so never passed over; " +
  "partly, where comparisons are missing. Arrows in a circle, the retriers, are struck out where they never fired. " +
  "What exactly is missing shows when the pointer rests there.";

/** A machine drawn with what is covered of it, as HTML. Where that cannot be, says so: a report never fails for its picture. */
export async function picture(report: MachineReport, layout = layoutOf): Promise<string> {
  const states = report.items.filter(({ kind }) => kind === "states").length;
  if (states > MOST_STATES) return note(`${report.name} has ${states} states, too many to be drawn here`);
  try {
    const marks = marksOf(report);
    const graph = worded(graphOf(report.machine.definition), marks.words);
    const title = `Coverage of ${report.name}`;
    const svg = toSvg(graph, await layout(graph), { ...marks, title, styled: false });
    return `<details class="picture" open><summary>${escaped(report.name)}</summary><div>${svg}</div><p class="note">${KEY}</p></details>\n`;
  } catch (error) {
    return note(`${report.name} could not be drawn: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Words become part of labels before layout, which makes room for them. */
function worded(graph: Graph, words: ReadonlyMap<string, string>): Graph {
  const beside = (label: string, word: string) => (label === "" ? word : `${label} · ${word}`);
  const edges = [...graph.edges.values()].map((edge) => {
    const word = words.get(edge.id);
    if (word === undefined) return edge;
    return { ...edge, label: beside(edge.label, word), short: beside(edge.short, word) };
  });
  return { ...graph, edges: new Map(edges.map((edge) => [edge.id, edge])) };
}

const note = (text: string): string => `<p class="note">${escaped(text)}</p>`;
