import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  ANY,
  type ConformanceCase,
  machineOf,
  match,
  readCase,
  recordedAnswers,
  runCase,
} from "../../packages/asl-core/src/conformance/index.js";
import { memoryStore, type ReplayOptions } from "../../packages/asl-core/src/drivers/index.js";
import { historiesIn, type RecordedHistory } from "../../packages/asl-core/src/history/index.js";
import { isObject, type Json, type JsonObject, own, stringify } from "../../packages/asl-core/src/json.js";

const SHARED = process.env.ASL_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));
const FOLDER = join(SHARED, "conformance/executions");

/** An execution recorded on AWS, as a test of replays needs it. */
export interface Recorded {
  readonly id: string;
  readonly file: string;
  readonly one: ConformanceCase;
  readonly json: JsonObject;
}

/** All recorded executions; none, said loudly, where they are not there. */
export function recordedExecutions(): Recorded[] {
  if (!existsSync(FOLDER)) {
    console.warn(`\n*** SKIPPED: no ${FOLDER}; set ASL_SHARED to the folder that holds it ***\n`);
    return [];
  }
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return files.sort().map((file) => {
    const json = JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as JsonObject;
    const one = readCase(json);
    return { id: one.id, file, one, json };
  });
}

/** What the service sent for a history: the recorder read texts of objects, and sorted what ran side by side. */
export function historyOf({ one }: Recorded): RecordedHistory {
  const made = runCase(one).events;
  const events = one.unordered ? inOrder(one, made) : [...(one.expected.events ?? [])];
  const filled = events.map((event, at) => filledIn(asSent(event, one), made[at]) as JsonObject);
  return historiesIn({ events: filled })[0];
}

/** The recorder wrote <any> in place of some values: they are taken from the run of the same case. */
function filledIn(recorded: Json, made: Json | undefined): Json {
  if (recorded === made || made === undefined) return recorded;
  if (typeof recorded === "string") return recorded.includes(ANY) && match(recorded, made) ? made : recorded;
  const value = typeof made === "string" ? parsed(made) : made;
  if (Array.isArray(recorded)) return recorded.map((one, at) => filledIn(one, (value as Json[])[at]));
  if (!isObject(recorded) || !isObject(value)) return recorded;
  return Object.fromEntries(Object.entries(recorded).map(([key, one]) => [key, filledIn(one, own(value, key))]));
}

function asSent(event: JsonObject, { mocks }: ConformanceCase): JsonObject {
  const causes = [...mocks.values()].flat().flatMap(({ cause }) => (cause === undefined ? [] : [cause]));
  return JSON.parse(JSON.stringify(event), (key, value) =>
    key === "cause" && typeof value === "object" && value !== null
      ? (causes.find((cause) => stringify(parsed(cause)) === stringify(value)) ?? stringify(value))
      : value,
  ) as JsonObject;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/**
 * The recorder sorted events of branches by their texts and took their ids away: each gets its place back from the run of
 * the same case, where an event that tells the same stands.
 */
function inOrder(one: ConformanceCase, made: readonly JsonObject[]): JsonObject[] {
  const left = [...(one.expected.events ?? [])];
  return made.map((event) => {
    const same = (other: JsonObject): boolean => other.type === event.type && match(detailsIn(other), detailsIn(event));
    const exact = left.findIndex(same);
    const at = exact < 0 ? left.findIndex((other) => other.type === event.type) : exact;
    if (at < 0) throw new Error(`${one.id} has no ${String(event.type)}`);
    const [found] = left.splice(at, 1);
    const details = found.reconstructed === true ? event : found;
    return { ...details, id: event.id, previousEventId: event.previousEventId };
  });
}

const detailsIn = (event: JsonObject): Json =>
  Object.entries(event).find(([key]) => key.endsWith("EventDetails"))?.[1] ?? {};

/** Since then a distributed Map iterates over the members of objects. */
const OBJECTS_ITERATED = Date.UTC(2025, 8, 11);

/** What a replay of a recorded execution has to be told: what its history does not hold. */
export function optionsOf({ one }: Recorded): ReplayOptions {
  const behave = recordedAnswers(
    new Map([...one.mocks].filter(([, all]) => all.some(({ behaviour }) => behaviour !== undefined))),
  );
  return {
    type: one.type,
    identity: one.identity,
    at: one.at,
    objects: memoryStore(one.objects),
    refuseObjects: one.recorded < OBJECTS_ITERATED,
    missing: ({ request }) =>
      one.mocks.get(request.state)?.some(({ behaviour }) => behaviour !== undefined) ? behave(request) : undefined,
  };
}

export { machineOf };
