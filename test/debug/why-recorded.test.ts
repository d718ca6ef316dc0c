import { describe, expect, it } from "vitest";
import type { Scene } from "../../packages/asl-core/src/debug/scene.js";
import {
  follow,
  type ValueWhy,
  whyChoice,
  whyEventValue,
  whyFailure,
} from "../../packages/asl-core/src/debug/why/index.js";
import { toPointer, valueAt } from "../../packages/asl-core/src/definition/location.js";
import { isObject, type Json } from "../../packages/asl-core/src/json.js";
import type { Event } from "../../packages/asl-core/src/kernel/index.js";
import { recordedCases, shared } from "../harness/load.js";
import { recordedRun } from "../harness/recorded-run.js";
import { SimplePast } from "./support/simple-past.js";

const FOLDER = shared("conformance/executions");

/** The past of a test finds every position from the start: long runs take too long. */
const LONGEST = 120;

/** Runs without child executions, once more from their inputs. */
function* made(): Generator<{ name: string; past: SimplePast; scene: Scene }> {
  for (const { area, case: one } of recordedCases(FOLDER!)) {
    const recorded = recordedRun(one);
    if (recorded === undefined || recorded.run.children.length > 0) continue;
    if (recorded.run.events.length > LONGEST) continue;
    const past = new SimplePast(recorded.machine, recorded.start, recorded.run.inputs);
    expect(past.kept[0]).toEqual(recorded.run.events);
    yield { name: area, past, scene: past.end() };
  }
}

let known: ReturnType<typeof pasts> | undefined;
function pasts(): { name: string; past: SimplePast; scene: Scene }[] {
  known ??= [...made()];
  return known;
}

/** Pointers to some values inside one: the first members of every level. */
function pointers(value: Json, found: string[] = [""], keys: (string | number)[] = []): string[] {
  if (found.length > 6 || typeof value !== "object" || value === null) return found;
  for (const [key, member] of Object.entries(value).slice(0, 3)) {
    const inner = [...keys, key];
    found.push(toPointer(inner));
    pointers(member, found, inner);
  }
  return found;
}

const shownBy = ({ type, details }: Event): Json | undefined => {
  if (type.endsWith("StateEntered")) return (details as { input: Json }).input;
  if (type.endsWith("StateExited")) return (details as { output: Json }).output;
  return undefined;
};

describe.runIf(FOLDER !== undefined)("why, on recorded executions", () => {
  it("takes each Choice the way the run took it", () => {
    let count = 0;
    for (const { name, past, scene } of pasts())
      for (const { type, id, previous, via } of past.kept[0]) {
        if (type !== "ChoiceStateExited") continue;
        count++;
        expect([name, id, whyChoice(scene, past, { execution: 0, event: previous }).taken]).toEqual([name, id, via]);
      }
    expect(count).toBeGreaterThan(10);
  }, 60_000);

  it("finds where values came from, and never another value", () => {
    const unknown: string[] = [];
    let count = 0;
    for (const { name, past, scene } of pasts()) {
      for (const event of past.kept[0]) {
        const value = shownBy(event);
        if (value === undefined) continue;
        for (const pointer of pointers(value)) {
          const why = whyEventValue(scene, past, { execution: 0, event: event.id }, pointer);
          expect(why.value).toEqual(valueAt(value, pointer));
          check(why, past, scene);
          count++;
          if (why.end === "unknown") unknown.push(`${name} ${event.id} ${event.type} ${pointer}: ${why.text}`);
        }
      }
    }
    expect(unknown).toEqual([]);
    expect(count).toBeGreaterThan(1000);
  }, 60_000);

  it("says of each failure what the run made of it", () => {
    const outcomes = new Set<string>();
    for (const { name, past, scene } of pasts()) {
      for (const event of past.kept[0]) {
        if (!/^(Task|LambdaFunction|Activity)(\w*Failed|TimedOut)$/.test(event.type)) continue;
        const why = whyFailure(scene, past, { execution: 0, event: event.id });
        const { outcome } = why.links.at(-1)!;
        outcomes.add(outcome);
        const after = past.kept[0].slice(event.id);
        const next = after.find(
          ({ type, via }) => via?.startsWith("catch") || /Scheduled$/.test(type) || type === "ExecutionFailed",
        );
        if (outcome === "caught") expect([name, next?.via?.startsWith("catch")]).toEqual([name, true]);
        if (outcome === "ended") expect([name, next?.type]).toEqual([name, "ExecutionFailed"]);
      }
    }
    expect([...outcomes].sort()).toEqual(["caught", "ended", "retried"]);
  }, 60_000);
});

/** Literals are what the definition says; reads have the value they are listed with. */
function check(why: ValueWhy, past: SimplePast, scene: Scene): void {
  const last = why.links.at(-1);
  if (why.end === "execution input") {
    const { document, keys } = last!.source;
    const path = document === "context" ? keys.slice(2) : keys;
    expect(valueAt(scene.executions[0].execution.input, toPointer(path))).toEqual(why.value);
  }
  if (why.end === "literal" && last?.pointer) {
    const written = valueAt(past.machine.definition, last.pointer);
    if (written !== null && !isObject(written) && typeof written !== "string") expect(written).toEqual(why.value);
  }
  for (const { source, value } of why.reads) {
    if (value !== undefined) expect(follow(scene, past, source).value).toEqual(value);
  }
}
