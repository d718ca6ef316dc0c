import { describe, expect, it } from "vitest";
import { DebugSession, type Scene } from "../../packages/asl-core/src/debug/index.js";
import {
  evaluate,
  outline,
  retries,
  scopes,
  stack,
  stages,
  threads,
} from "../../packages/asl-core/src/debug/inspect/index.js";
import { whyChoice, whyEventValue, whyFailure, whyValue } from "../../packages/asl-core/src/debug/why/index.js";
import { toPointer, valueAt } from "../../packages/asl-core/src/definition/location.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import type { Event } from "../../packages/asl-core/src/kernel/index.js";
import { type OwnCase, prepare } from "../harness/own-case.js";
import { ownCases } from "./support/own-cases.js";

const finished = async (one: OwnCase): Promise<DebugSession> => {
  const { machine, options } = prepare(one);
  const session = DebugSession.start({ machine }, options);
  await session.continue();
  return session;
};

/** Every position of a short run; of a longer one some, and the stages of their steps. */
function* positions(session: DebugSession): Generator<Scene> {
  const stride = Math.max(1, Math.floor(session.length / 30));
  for (let step = 0; step <= session.length; step += stride) {
    const whole = session.past.sceneAt({ step, stage: 0 });
    yield whole;
    for (let stage = 1; stage < 6; stage++) {
      let scene: Scene;
      try {
        scene = session.past.sceneAt({ step, stage });
      } catch (error) {
        if (error instanceof RangeError) break;
        throw error;
      }
      yield scene;
    }
  }
}

/** The first members of every level. */
function pointers(value: Json, found: string[] = [""], keys: (string | number)[] = []): string[] {
  if (found.length > 5 || typeof value !== "object" || value === null) return found;
  for (const [key, member] of Object.entries(value).slice(0, 2)) {
    found.push(toPointer([...keys, key]));
    pointers(member, found, [...keys, key]);
  }
  return found;
}

const shownBy = ({ type, details }: Event): Json | undefined => {
  if (type.endsWith("StateEntered")) return (details as { input: Json }).input;
  if (type.endsWith("StateExited")) return (details as { output: Json }).output;
  return undefined;
};

describe("at every position of every case", () => {
  it.each(ownCases)("everything can be looked at: $name", async ({ one }) => {
    const session = await finished(one);
    const { past } = session;
    for (const scene of positions(session)) {
      expect(outline(scene, past)).toHaveLength(scene.machine.nodes.length);
      for (const { id, state } of threads(scene, past)) {
        const frames = stack(scene, past, id);
        expect(frames[0].state).toBe(state);
        for (const frame of frames) {
          expect(evaluate(scene, past, frame.id, "{% $states.context.State.Name %}")).toBe(frame.name);
          const all = scopes(scene, past, frame.id);
          const last = stages(scene, past, frame.id).findLast(({ stage }) => stage === "output");
          expect(all.find(({ name }) => name === "Output")?.value).toEqual(last?.value);
          retries(scene, past, frame.id);
        }
      }
    }
  });

  it.each(ownCases)("values come from where they come from: $name", async ({ one }) => {
    const session = await finished(one);
    const { past } = session;
    let left = 40;
    for (const scene of positions(session))
      for (const { id } of threads(scene, past).slice(0, 2))
        for (const { name, value, frame } of scopes(scene, past, id)) {
          if (left-- < 0) return;
          for (const pointer of pointers(value)) {
            const why = whyValue(scene, past, id, name, pointer, frame);
            expect(why.value).toEqual(valueAt(value, pointer));
            expect(why.end, why.text).not.toBe("unknown");
          }
        }
  });
});

describe("of every event of every case", () => {
  it.each(ownCases)("it can be asked why: $name", async ({ one }) => {
    const session = await finished(one);
    const { past, scene } = session;
    for (const { number: execution, events } of scene.executions)
      for (const event of events.slice(0, 200)) {
        const ref = { execution, event: event.id };
        const value = shownBy(event);
        if (value !== undefined)
          for (const pointer of pointers(value)) {
            const why = whyEventValue(scene, past, ref, pointer);
            expect(why.value).toEqual(valueAt(value, pointer));
            expect(why.end, why.text).not.toBe("unknown");
          }
        if (event.type === "ChoiceStateExited") expect(whyChoice(scene, past, ref).taken).toBe(event.via);
        if (/^(Task|LambdaFunction|Activity|Evaluation)(\w*Failed|TimedOut)$/.test(event.type))
          expect(whyFailure(scene, past, ref).links.length).toBeGreaterThan(0);
        if (event.type === "ExecutionFailed") expect(whyFailure(scene, past, ref).text).toContain("failed");
      }
  });
});
