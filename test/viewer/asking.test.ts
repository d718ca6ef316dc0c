import { describe, expect, it, vi } from "vitest";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";
import { askingIn } from "../../packages/asl-viewer/src/controllers/asking.js";
import { Cursor } from "../../packages/asl-viewer/src/controllers/cursor.js";
import type { Debuggable } from "../../packages/asl-viewer/src/controllers/debuggable.js";
import { Debugging } from "../../packages/asl-viewer/src/controllers/debugging.js";
import { Going } from "../../packages/asl-viewer/src/controllers/going.js";
import type { Place } from "../../packages/asl-viewer/src/controllers/hash.js";
import { Opened } from "../../packages/asl-viewer/src/controllers/opened.js";
import { startAgain } from "../../packages/asl-viewer/src/controllers/start-again.js";
import { stepsTo, stopWords } from "../../packages/asl-viewer/src/controllers/steps-to.js";
import { debugInPage } from "../../packages/asl-viewer/src/debugging/index.js";
import { openText, outlineOf } from "../../packages/asl-viewer/src/timeline/index.js";
import { machine, task } from "./machines.js";
import { files } from "./map-machines.js";

const each = machine({
  Each: { Type: "Map", ItemProcessor: machine({ Ask: task("Last"), Last: task(undefined) }), End: true },
});

/** A viewer without a page: its debugger, its cursor, and what takes the cursor about. */
interface Viewer {
  readonly debugging: Debugging;
  readonly cursor: Cursor;
  readonly going: Going;
}

async function viewer(definition: JsonObject, input: Json): Promise<Viewer> {
  const opened = new Opened();
  const text = JSON.stringify(definition);
  await opened.open(await openText(text, "each.asl.json"), "each.asl.json");
  const lit = { addController: () => {}, requestUpdate: () => {} };
  const cursor = new Cursor(lit as never, opened);
  const element = { ...lit, opened, cursor, open: async () => {} };
  const host = Object.assign(new EventTarget(), element) as unknown as Debuggable;
  const debugging = new Debugging(host, async () => ({ debugInPage, startAgain }));
  const going = new Going(host, debugging);
  await debugging.start({ input });
  return { debugging, cursor, going };
}

/** On until so many tasks wait, and everything is taken in. */
async function waiting(it: Viewer, count: number): Promise<void> {
  for (let tries = 0; tries < 9 && (it.debugging.run.standing?.waiting.length ?? 0) < count; tries++) {
    await it.debugging.continue();
    await taken(it);
  }
}

const taken = ({ debugging: { run, asked } }: Viewer) =>
  vi.waitFor(async () => expect(run.standing?.revision).toBe((await asked!.standing()).revision));

const visitsOf = ({ debugging: { run } }: Viewer, name: string) =>
  run.timeline.visits.visits.filter(({ node }) => run.outline.nodes[node].name === name);

/** What the form of the chosen visit is of, and what it offers beside. */
function form({ debugging: { run }, cursor }: Viewer): readonly [readonly number[] | undefined, readonly string[]] {
  const asking = askingIn(run, cursor.node, cursor.visit);
  return [asking?.task?.iteration, asking?.others.map(({ text }) => text) ?? []];
}

function choose({ cursor, debugging: { run } }: Viewer, visit: { index: number; node: number }): void {
  cursor.select({ node: run.outline.nodes[visit.node].pointer, visit: visit.index });
}

describe("the form that answers a task", () => {
  it("is of the chosen iteration and of no other, whichever the run stands in", async () => {
    const page = await viewer(each, [1, 2, 3]);
    await waiting(page, 3);
    const visits = visitsOf(page, "Ask");
    for (const [at, visit] of visits.entries()) {
      choose(page, visit);
      expect(form(page)).toEqual([[at], [0, 1, 2].filter((one) => one !== at).map((one) => `Each[${one}]`)]);
    }
  });

  it("answers out of order, and stays with what is chosen, which then waits for nothing", async () => {
    const page = await viewer(each, [1, 2]);
    await waiting(page, 2);
    const [first, second] = visitsOf(page, "Ask");
    choose(page, second);
    const { run } = page.debugging;
    const { task: asked } = askingIn(run, page.cursor.node, page.cursor.visit)!;
    expect(await page.debugging.answer(asked!.id, { output: "second" }, true)).toBe(true);
    await taken(page);
    expect(page.cursor.visit?.index).toBe(second.index);
    expect(form(page)).toEqual([undefined, ["Each[0]"]]);
    choose(page, run.timeline.visits.visits[first.index]);
    expect(form(page)).toEqual([[0], []]);
    await page.debugging.continue();
    await taken(page);
    expect(visitsOf(page, "Last").map(({ frame }) => frame)).toEqual([second.frame]);
  });

  it("is of the visit of the thread that is chosen, also in a child execution", async () => {
    const page = await viewer(each, [1, 2]);
    await waiting(page, 2);
    const { run } = page.debugging;
    for (const at of [1, 0, 1]) {
      const thread = run.standing!.threads.find(({ name }) => name.startsWith(`iteration ${at} `))!;
      await page.going.toThread(thread.id, thread.state);
      expect([page.cursor.visit?.index, form(page)[0]]).toEqual([visitsOf(page, "Ask")[at].index, [at]]);
    }
    const whole = await viewer(files, { files: [7, 8] });
    await waiting(whole, 2);
    await whole.going.toThread("2:1", whole.debugging.run.standing!.waiting[1].path);
    expect([whole.debugging.run.execution, form(whole)]).toEqual([2, [[1], ["Each[0]"]]]);
  });

  it("is of the stop's task where the states of child executions have no visits", async () => {
    const page = await viewer(files, { files: [7, 8] });
    await waiting(page, 2);
    const { run } = page.debugging;
    const { id, path, iteration } = run.standing!.waiting.find((one) => one.id === run.standing!.stop.task)!;
    const node = run.outline.nodes.find((one) => one.path === path)!.pointer;
    const asking = askingIn(run, node, undefined);
    expect([asking?.task?.id, asking?.others.map(({ text }) => text)]).toEqual([id, [`Each[${1 - iteration[0]}]`]]);
    expect(askingIn(run, run.outline.nodes[0].pointer, undefined)).toBeUndefined();
  });
});

describe("where a run stands", () => {
  it("is said with the numbers of the iterations around", async () => {
    const page = await viewer(each, [1, 2]);
    const words = () => stopWords(page.debugging.run);
    expect(words()).toBe('at the beginning in "Each"');
    await waiting(page, 1);
    expect(words()).toBe('the task in "Each[0] ▸ Ask" waits for an answer');
    await page.debugging.answer(page.debugging.run.standing!.waiting[0].id, { output: 1 });
    await page.debugging.step("over");
    await taken(page);
    expect(words()).toMatch(/"Each\[\d\] ▸ (Ask|Last)"/);
  });

  it.each([
    ["Split › branch 1 › Each › item › Inner › item › A", [2, 0], ["Split › branch 1", "Each[2]", "Inner[0]", "A"]],
    ["Split › branch 1 › Each › item › Inner › item › A", [2], ["Split › branch 1", "Each[2]", "Inner", "A"]],
    ["Split › branch 0 › B", [], ["Split › branch 0", "B"]],
    ["Split", [], ["Split"]],
  ])("leads to %s in %j", (path, iteration, steps) => {
    const map = (inner: JsonObject) => ({ Type: "Map", ItemProcessor: inner, End: true });
    const inner = machine({ Each: map(machine({ Inner: map(machine({ A: task(undefined) })) })) });
    const split = { Type: "Parallel", Branches: [machine({ B: task(undefined) }), inner], End: true };
    const outline = outlineOf(machine({ Split: split }));
    expect(stepsTo(outline, outline.nodes.find((one) => one.path === path)!, iteration)).toEqual(steps);
  });
});

describe("a place of a link in a run that is debugged", () => {
  it.each<[Place, Partial<Place>]>([
    [
      { count: 3, node: "/States/Each" },
      { count: 3, node: "/States/Each" },
    ],
    [{ node: "/States/Each" }, { node: "/States/Each" }],
    [{ count: 999, visit: 2 }, { visit: 2 }],
  ])("leads to %j", async (place, reached) => {
    const page = await viewer(each, [1, 2]);
    await waiting(page, 2);
    const { run } = page.debugging;
    await page.going.toPlace(place);
    expect(page.cursor.place).toMatchObject({ count: run.position, ...reached });
    expect(page.going.isThere(true)).toBe(true);
  });

  it("leads into the child execution it names; where that is not there, to where the run stands", async () => {
    const page = await viewer(files, { files: [7, 8] });
    await waiting(page, 2);
    const { run } = page.debugging;
    const map = visitsOf(page, "Each")[0].index;
    await page.going.toPlace({ within: [{ visit: map, number: 1 }], count: 2 });
    expect([run.execution, page.cursor.count]).toEqual([2, 2]);
    await page.going.toPlace({ within: [{ visit: map, number: 7 }], count: 2 });
    expect([run.execution, page.cursor.count]).toEqual([0, run.position]);
  });
});
