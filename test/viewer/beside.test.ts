import { describe, expect, it, vi } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { Cursor } from "../../packages/asl-viewer/src/controllers/cursor.js";
import { debugAgain, recordedInput } from "../../packages/asl-viewer/src/controllers/debug-again.js";
import type { Debuggable } from "../../packages/asl-viewer/src/controllers/debuggable.js";
import { Debugging } from "../../packages/asl-viewer/src/controllers/debugging.js";
import { Opened } from "../../packages/asl-viewer/src/controllers/opened.js";
import { startAgain } from "../../packages/asl-viewer/src/controllers/start-again.js";
import { debugInPage } from "../../packages/asl-viewer/src/debugging/index.js";
import { openText, remember } from "../../packages/asl-viewer/src/timeline/index.js";
import { historyOf, recordingOf } from "./history.js";
import { machine, pass, task } from "./machines.js";

const definition = machine({ A: task("B"), B: task("C"), C: pass() }) as JsonObject;
const history = historyOf(definition, { id: 7 }, { A: [{ n: 5 }], B: [{ n: 6 }] });

/** A page without elements, in which texts are open. */
async function page(...texts: (readonly [text: string, name: string])[]) {
  const opened = new Opened();
  const host = Object.assign(new EventTarget(), {
    ...{ addController: () => {}, requestUpdate: () => {}, opened, open: async () => {} },
  }) as unknown as Debuggable;
  const cursor = Object.assign(host, { cursor: new Cursor(host, opened) }).cursor;
  for (const [text, name] of texts) await opened.open(remember(await openText(text, name), text, name), name);
  cursor.begin(opened.timeline!, undefined);
  return { opened, cursor, debugging: new Debugging(host, async () => ({ debugInPage, startAgain })) };
}

const written = [JSON.stringify(definition), "m.asl.json"] as const;
const recorded = () => page(written, [history, "history.json"]);
const outputs = ({ opened }: { opened: Opened }) =>
  opened.timeline!.events.flatMap(({ type, details }) =>
    type === "TaskSucceeded" ? [(details as unknown as JsonObject).output] : [],
  );

describe("a recorded run that is debugged", () => {
  it("begins with its input, stops at breakpoints, and has its tasks give what they gave", async () => {
    const at = await recorded();
    expect(recordedInput(at.opened)).toEqual({ id: 7 });
    await at.debugging.setBreakpoints([{ state: "B" }]);
    expect(await debugAgain(at.opened, at.debugging, { id: 7 })).toBe("");
    await vi.waitFor(() => expect(at.debugging.run.standing?.stop.state).toBe("A"));
    expect(at.debugging.run.position).toBe(0);
    await at.debugging.continue();
    await vi.waitFor(() => expect(at.debugging.run.standing?.stop).toMatchObject({ reason: "breakpoint", state: "B" }));
    await at.debugging.continue();
    await vi.waitFor(() => expect(at.debugging.run.standing?.status).toBe("SUCCEEDED"));
    expect(outputs(at)).toEqual([{ n: 5 }, { n: 6 }]);
  });

  it.each<[string, () => ReturnType<typeof page>, readonly Json[]]>([
    ["a history", recorded, [{ n: 5 }, { n: 6 }]],
    ["a recording", async () => page([await recordingOf(definition, { id: 7 }), "r.json"]), [{ id: 7 }, { id: 7 }]],
  ])("begins with another input, of %s, and its tasks still answer", async (_, make, answers) => {
    const at = await make();
    expect(await debugAgain(at.opened, at.debugging, { id: 8 })).toBe("");
    await at.debugging.continue();
    await vi.waitFor(() => expect(at.debugging.run.standing?.status).toBe("SUCCEEDED"));
    expect(at.opened.timeline!.events[0].details).toMatchObject({ input: { id: 8 } });
    expect(outputs(at)).toEqual(answers);
  });

  it("is shown again where it was left once the debugging ends, and the debugged one on demand", async () => {
    const at = await recorded();
    const { timeline, history: before, graph } = at.opened;
    at.cursor.seek(4);
    at.cursor.select({ node: "/States/A" });
    const { place } = at.cursor;
    await at.debugging.start({ input: { id: 9 } });
    await vi.waitFor(() => expect(at.debugging.run.standing?.stop.state).toBe("A"));
    expect([at.opened.history, at.debugging.beside.shown]).toEqual([undefined, undefined]);
    at.debugging.stop();
    expect([at.opened.timeline, at.opened.history, at.opened.graph]).toEqual([timeline, before, graph]);
    expect([at.cursor.place, at.debugging.beside.shown]).toEqual([place, "recorded"]);
    at.debugging.beside.turn();
    expect([at.opened.history, at.debugging.beside.shown]).toEqual([undefined, "debugged"]);
    at.debugging.beside.turn();
    expect([at.opened.history, at.cursor.place]).toEqual([before, place]);
    await at.opened.open(await openText(...written), written[1]);
    expect(at.debugging.beside.shown).toBeUndefined();
  });

  it("is not shown again where something else is opened instead", async () => {
    const at = await recorded();
    await at.debugging.start({});
    at.debugging.leave();
    expect([at.opened.history, at.debugging.beside.shown]).toEqual([undefined, undefined]);
  });

  it("is told apart from a definition alone, whose debugged run stays", async () => {
    const at = await page(written);
    await at.debugging.start({});
    await vi.waitFor(() => expect(at.debugging.run.standing).toBeDefined());
    await at.debugging.step("over");
    const { timeline } = at.opened;
    at.debugging.stop();
    expect([at.opened.timeline, at.debugging.beside.shown]).toEqual([timeline, undefined]);
  });
});
