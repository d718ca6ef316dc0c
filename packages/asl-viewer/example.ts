import { readFileSync } from "node:fs";
import { isObject, loadMachine, readAnswers, readDefinition, runSync, toAws } from "asl-core";
import { root } from "../../scripts/workspace.mjs";

const folder = `${root}/examples/order-fulfilment`;
const read = (name: string): string => readFileSync(`${folder}/${name}`, "utf8");

async function made(): Promise<{ name: string; text: string }[]> {
  const text = read("order-fulfilment.asl.json");
  const machine = loadMachine(text);
  const answers = (await readDefinition(read("answers-sad.yaml"), { format: "yaml" })).value;
  const { handler } = readAnswers(isObject(answers) ? answers : {}, machine);
  const { events, execution } = runSync(machine, { input: JSON.parse(read("input-sad.json")), handler });
  const history = JSON.stringify({ events: toAws(events, machine, execution.identity) });
  return [
    { name: "order-fulfilment.asl.json", text },
    { name: "order-fulfilment-declined.json", text: history },
  ];
}

/** The machine and the run that the page offers to show: made anew with each build, always the same. */
export const example = await made();
