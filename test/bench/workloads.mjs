import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "../../scripts/workspace.mjs";

/** The folder of what is shared between implementations and not part of the repository. */
export const shared = resolve(process.env.ASL_SHARED ?? join(root, "..", "shared"));

/** Folder of the workloads' definitions and inputs. */
export const folder = join(shared, "bench", "workloads");

/** Whether the workloads are there. */
export const present = () => existsSync(join(folder, "manifest.json"));

/** Executions of these write more events than AWS allows, or carry more data: they run without limits. */
const UNLIMITED = new Set(["W2", "W5a", "W5b", "W8a"]);

/**
 * What each workload must reach, as a ratio of speeds measured in the same run. `opponent` is what it is compared with:
 * the peer, or the expression evaluator alone where no peer runs the workload. `history` is a floor of its own for runs
 * that keep the whole history, `speed` one in transitions per second, `memory` one in MB.
 */
export const FLOORS = {
  W1: { unobserved: 20 },
  W2: { unobserved: 60, history: 15, speed: 1e6 },
  W3: { unobserved: 80 },
  W4: { unobserved: 100 },
  W5a: { unobserved: 25, memory: 250 },
  W5b: { unobserved: 25, memory: 250 },
  W6: { unobserved: 20 },
  W7: { unobserved: 3 },
  W8a: { unobserved: 3, opponent: "evaluator" },
  W8b: { unobserved: 10, opponent: "evaluator" },
  W10: { unobserved: 3 },
  W11: { unobserved: 12 },
};

/** A cold `asl run` may take this many times as long as `node -e 0`. */
export const COLD_START_FLOOR = 2.2;

/**
 * @typedef {object} Workload
 * @property {string} id
 * @property {string} desc
 * @property {number} transitions of one execution; for W10, which executes nothing, its states
 * @property {number} execs executions of one pass
 * @property {boolean} [parseOnly] what is measured is reading, checking and compiling
 * @property {string} text the definition
 * @property {any} definition the definition's value
 * @property {any} input the input, or the list of inputs where `inputsArray`
 * @property {boolean} [inputsArray]
 * @property {boolean} limited whether AWS's limits hold
 */

const read = (name) => readFileSync(join(folder, name), "utf8");

/** Files of a workload, as `asl run` takes them. */
export const filesOf = (id) => ({
  definition: join(folder, `${id}.asl.json`),
  input: join(folder, `${id}.input.json`),
});

/** Ids in the manifest's order, but for W9, which is a command and not a machine to run many times. */
export const ids = () => Object.keys(JSON.parse(read("manifest.json"))).filter((id) => id in FLOORS);

/** @returns {Workload} */
export function load(id) {
  const entry = JSON.parse(read("manifest.json"))[id];
  const text = read(`${id}.asl.json`);
  const definition = JSON.parse(text);
  const input = entry.parseOnly ? null : JSON.parse(read(`${id}.input.json`));
  const transitions = entry.parseOnly ? Object.keys(definition.States).length : entry.transitions;
  return { ...entry, text, definition, input, transitions, limited: !UNLIMITED.has(id) };
}

/** Input of the nth execution of a pass. */
export const inputOf = (workload, n) => (workload.inputsArray ? workload.input[n] : workload.input);

/**
 * The same workloads ten times as large, for the check that a transition costs the same: ten times the loop (events),
 * ten times the states, ten times the items.
 * @returns {Workload}
 */
export function grown(id) {
  const workload = load(id);
  GROW[id](workload);
  return { ...workload, text: JSON.stringify(workload.definition) };
}

export const GROWN = ["W2", "W1", "W5a"];

const GROW = {
  W2(workload) {
    workload.definition.States.Check.Choices[0].NumericLessThan *= 10;
    workload.transitions = workload.transitions * 10 - 18;
  },
  W1(workload) {
    const { States } = workload.definition;
    const states = Object.values(States);
    const all = Array.from({ length: states.length * 10 }, (_, n) => ({
      ...states[n % states.length],
      Next: `P${n + 1}`,
    }));
    delete all.at(-1).Next;
    all.at(-1).End = true;
    for (const state of all.slice(0, -1)) delete state.End;
    workload.definition.States = Object.fromEntries(all.map((state, n) => [`P${n}`, state]));
    workload.transitions *= 10;
    workload.limited = false;
  },
  W5a(workload) {
    workload.input.items = Array.from({ length: 10 }, () => workload.input.items).flat();
    workload.transitions = (workload.transitions - 1) * 10 + 1;
  },
};
