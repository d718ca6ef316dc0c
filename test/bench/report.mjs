import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/workspace.mjs";
import { asMarkdown, coldStartTable, detailTable, growthTable, speedTable } from "./table.mjs";
import { ids, load } from "./workloads.mjs";

/** Writes docs/benchmarks.md from one run of everything. Throws where a part was left out. */
export function writeReport({ speed, coldStart, growth }) {
  if (speed.length !== ids().length || coldStart === undefined || growth.length === 0)
    throw new Error("docs/benchmarks.md is written from a whole run only: leave --only out, and build asl-cli");
  writeFileSync(join(root, "docs", "benchmarks.md"), text(speed, coldStart, growth));
}

const text = (speed, coldStart, growth) => `# Benchmarks

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

## Cost at ten times the size

What one transition costs at ten times the size, over what it costs at the size above. 1 means that it does not matter.
A whole history is memory that stays: where it no longer fits V8's young generation (16 MB) every event is moved once to
the old one. That is paid once per event however many there are, and shows here as a factor up to 2.

${asMarkdown(growthTable(growth))}

## Everything measured

${asMarkdown(detailTable(speed))}
`;
