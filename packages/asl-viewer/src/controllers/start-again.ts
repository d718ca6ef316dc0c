import { isObject, type JsonObject, own, put } from "asl-core";
import type { RecordedHistory } from "asl-core/history";
import type { Start } from "../debugging/index.js";
import { type Origin, originOf } from "../timeline/index.js";
import type { Opened } from "./opened.js";
import { againOf } from "./run-again.js";

/** What a host is given to run it again, or what `notAgain` says. Rejects where the text cannot be read. O(its size). */
export async function startAgain(opened: Opened): Promise<Start | string> {
  const again = againOf(opened);
  if (typeof again === "string") return again;
  const { origin, history } = again;
  if (history === undefined) return { kind: "recording", text: await textOf(origin) };
  const isLog = history.format === "log";
  const text = isLog ? await textOf(origin) : JSON.stringify(asAnswer(history));
  const children = opened.all.filter((one) => one !== history && !opened.histories.includes(one)).map(asAnswer);
  const whole = { kind: "history", text, index: isLog ? origin.index : 0 } as const;
  const start = children.length > 0 ? { ...whole, children: JSON.stringify(children) } : whole;
  return { ...start, ...(opened.trail.length > 0 ? definitionOfChild(opened) : await definitionAsWritten(opened)) };
}

/** One execution as an answer of its own, whatever it was read from: several in one text, YAML. */
const asAnswer = ({ events, executionArn, definition, type }: RecordedHistory) => ({
  ...{ executionArn, definition, type, events },
});

async function definitionAsWritten({ drawn }: Opened) {
  const definition = originOf(drawn);
  if (definition === undefined) return {};
  const { name, machine } = definition;
  return { definition: await textOf(definition), name: name || undefined, ...(machine !== undefined && { machine }) };
}

/** What the Map does for each item, as a machine of its own. */
function definitionOfChild({ timeline, trail }: Opened) {
  const outer = trail.map(({ timeline: { run } }) => run.outline.definition);
  const inside = timeline!.run.outline.definition;
  const language = [inside, ...outer.reverse()]
    .map((one) => (isObject(one) ? own(one, "QueryLanguage") : undefined))
    .find((one) => one !== undefined);
  const machine: JsonObject = {};
  for (const key of isObject(inside) ? Object.keys(inside) : [])
    if (key !== "ProcessorConfig") put(machine, key, (inside as JsonObject)[key]);
  if (language !== undefined) machine.QueryLanguage = language;
  return { definition: JSON.stringify(machine), name: "definition.asl.json" };
}

const textOf = async ({ text }: Origin): Promise<string> => (typeof text === "string" ? text : text.text());
