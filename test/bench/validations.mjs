import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { definitionText, statesOf } from "./definitions.mjs";
import { shared } from "./workloads.mjs";

/**
 * What validation is measured on, by ids such as `validate/JSONPath/5000`, `edit/JSONata/1000`,
 * `mistake/JSONPath/1000` and `real`. Like a workload each has `execs`, `transitions` (here: states, or files) and
 * `next()`, which gives the texts of one pass.
 */
const MAKERS = { validate: fresh, edit: edited, mistake: mistaken, real };

const partsOf = (id) => id.split("/");

export const isValidation = (id) => partsOf(id)[0] in MAKERS;

export function validationOf(id) {
  const [kind, language, states] = partsOf(id);
  return { execs: 1, ...MAKERS[kind](Number(states), language) };
}

/**
 * Texts nobody has seen before: so many that what is remembered of one (4 million characters of expressions are) is
 * forgotten before its turn comes again.
 */
const STATES_KEPT = 100_000;

function fresh(states, language) {
  const texts = Math.ceil(STATES_KEPT / states) + 1;
  const ring = Array.from({ length: texts }, (_, variant) => [{ text: definitionText(states, language, variant) }]);
  let turn = 0;
  return { transitions: statesOf(states), next: () => ring[turn++ % ring.length] };
}

/** One text, in the middle of which one expression gets another field name each time. */
function edited(states, language) {
  const { before, after } = middle(definitionText(states, language), "].sku");
  let turn = 0;
  return { transitions: statesOf(states), next: () => [{ text: `${before}x${turn++}${after}` }] };
}

/** The same, but what is written is a target no state has: finding where it stands takes the whole text. */
function mistaken(states, language) {
  const { before, after } = middle(definitionText(states, language), '"Default": "Save ');
  let turn = 0;
  return { transitions: statesOf(states), next: () => [{ text: `${before}x${turn++}${after}` }] };
}

function middle(text, mark) {
  const at = text.indexOf(mark, text.length / 2) + mark.length;
  return { before: text.slice(0, at), after: text.slice(at) };
}

const realdata = join(shared, "realdata");

/** The folder of the real definitions. */
export const realFolder = join(realdata, "workflows");

/** Whether they are there. */
export const realPresent = () => existsSync(join(realFolder, "manifest.json"));

function real() {
  const manifest = JSON.parse(readFileSync(join(realFolder, "manifest.json"), "utf8"));
  const files = manifest.map(({ file }) => ({ file, text: readFileSync(join(realdata, file), "utf8") }));
  return { transitions: files.length, next: () => files };
}
