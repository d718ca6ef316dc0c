import { isObject, type Json, type JsonObject, type Machine, nearest, printable } from "asl-core";
import { readTextFile, shortPath, shownPath } from "../files.js";
import { loadDefinition } from "../run/definition.js";
import { parseValue } from "../run/text.js";
import { targetOf } from "../source/target.js";
import { EXIT, usage } from "../stop.js";

/** What is tested: a state alone, or one of a machine. */
export interface Tested {
  readonly definition: Json;
  readonly stateName: string | undefined;
  /** Set where it was checked already. */
  readonly machine: Machine | undefined;
}

/**
 * Reads a definition: a file with one state, or anything that holds a machine. Throws Stop where that fails, or where it
 * is not said which state of several is meant.
 */
export async function loadTested(written: string, state: string | undefined, substitutions?: string): Promise<Tested> {
  const alone = await stateAlone(written);
  if (alone !== undefined) {
    if (state !== undefined) throw usage(`${written} is one state: leave --state out`);
    return { definition: alone, stateName: undefined, machine: undefined };
  }
  const { machine } = await loadDefinition(written, { type: undefined, limits: true, substitutions });
  return { definition: machine.definition, stateName: state ?? onlyState(machine, written), machine };
}

/** The state a file holds where it holds one and no machine. What does not read as a value may still hold a machine. */
async function stateAlone(written: string): Promise<JsonObject | undefined> {
  const { path, id } = targetOf(written);
  if (id !== undefined || !/\.(json|ya?ml)$/i.test(path)) return undefined;
  const text = readTextFile(path, { what: "definition", exitCode: EXIT.definition });
  const read = await parseValue(text, shortPath(path), EXIT.definition).catch(() => undefined);
  const value = read?.value;
  return isObject(value) && isState(value) ? value : undefined;
}

const TYPES = new Set<Json>(["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"]);
const isState = (value: JsonObject): boolean => TYPES.has(value.Type) && !Object.hasOwn(value, "States");

/** What to say of a state that the machine does not have. */
export function stateHint(state: string, { nodes }: Machine): string {
  const names = nodes.map(({ name }) => name);
  const near = nearest(state, names);
  return near === undefined ? `It has ${listed(names)}.` : `Did you mean ${JSON.stringify(printable(near))}?`;
}

const SHOWN = 10;

function listed(names: readonly string[]): string {
  const more = names.length > SHOWN ? `, and ${names.length - SHOWN} more` : "";
  return (
    names
      .slice(0, SHOWN)
      .map((name) => JSON.stringify(printable(name)))
      .join(", ") + more
  );
}

function onlyState({ nodes }: Machine, written: string): string {
  if (nodes.length === 1) return nodes[0].name;
  const names = listed(nodes.map(({ name }) => name));
  throw usage(`${shownPath(written)} has ${nodes.length} states: ${names}`, "Name one with --state.");
}
