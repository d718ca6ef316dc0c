import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../../scripts/workspace.mjs";

const jsonata = createRequire(join(root, "packages/asl-core/package.json"))("jsonata");

/** The published JSONata library alone: the workload's own expressions, compiled once, evaluated in a loop by hand. */
export function evaluator(workload) {
  return workload.id === "W8a" ? counter(workload) : shaping(workload);
}

/** `$partition` is AWS's addition to the language. */
function compile(text) {
  const expression = jsonata(text.slice(2, -2).trim());
  expression.registerFunction("partition", partition);
  return expression;
}

function partition(items, size) {
  const chunks = [];
  for (let i = 0; i < items.length; i += size) chunks.push(items.slice(i, i + size));
  return chunks;
}

/** Sets what one expression sees: `$states` and variables. */
const evaluate = (expression, input, variables) => expression.evaluate(null, { states: { input }, ...variables });

function counter({ definition, input }) {
  const condition = compile(definition.States.Check.Choices[0].Condition);
  const next = compile(definition.States.Inc.Output.n);
  return {
    async run() {
      let document = input;
      while (await evaluate(condition, document)) document = { n: await evaluate(next, document) };
      return document;
    },
  };
}

function shaping({ definition, input }) {
  const { Reduce, ...shapes } = definition.States;
  const assigns = Object.values(shapes).map((state) => prepare(state.Assign));
  const output = prepare(Reduce.Output);
  return {
    async run() {
      const variables = {};
      for (const assign of assigns) Object.assign(variables, await fill(assign, input, variables));
      return fill(output, input, variables);
    },
  };
}

/** A template with its expressions compiled. */
function prepare(template) {
  if (typeof template === "string") return template.startsWith("{%") ? compile(template) : template;
  if (typeof template !== "object" || template === null) return template;
  if (Array.isArray(template)) return template.map(prepare);
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, prepare(value)]));
}

async function fill(template, input, variables) {
  if (typeof template !== "object" || template === null) return template;
  if (typeof template.evaluate === "function") return evaluate(template, input, variables);
  if (Array.isArray(template)) return Promise.all(template.map((item) => fill(item, input, variables)));
  const result = {};
  for (const key of Object.keys(template)) result[key] = await fill(template[key], input, variables);
  return result;
}
