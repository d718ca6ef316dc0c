import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { LiveRun } from "../../packages/asl-viewer/src/controllers/live-run.js";
import {
  CODES,
  type DebugClient,
  type DebugError,
  debugInPage,
  type Start,
} from "../../packages/asl-viewer/src/debugging/index.js";
import { type Children, closeMarks, openText, Timeline } from "../../packages/asl-viewer/src/timeline/index.js";
import { Dice } from "../debug/support/walk.js";
import { machine, pass } from "./machines.js";
import { files } from "./map-machines.js";

const RUNS = Number(process.env.ASL_PROPERTY_RUNS ?? 20);
const SEED = Number(process.env.ASL_PROPERTY_SEED ?? 20260101);

/** The distributed Map with a wait in each child, so that the clock moves. */
const waits = structuredClone(files) as typeof files & { States: { Each: { ItemProcessor: { States: object } } } };
Object.assign(waits.States.Each.ItemProcessor.States, {
  Fetch: { Type: "Wait", Seconds: 3, Next: "Big?" },
  "Big?": { Type: "Choice", Choices: [{ Variable: "$", NumericGreaterThan: 2, Next: "Parse" }], Default: "Small" },
  ...(machine({ Small: pass() }).States as object),
});

interface Live {
  readonly run: LiveRun;
  readonly client: DebugClient;
}

async function begun(start: Omit<Extract<Start, { kind: "definition" }>, "kind">): Promise<Live> {
  const client = await debugInPage();
  const run = new LiveRun(() => {});
  run.follow(client);
  await client.start({ kind: "definition", ...start });
  await taken({ run, client });
  return { run, client };
}

const taken = ({ run, client }: Live) =>
  vi.waitFor(async () => expect(run.standing?.revision).toBe((await client.standing()).revision));

const input = { files: [0, 1, 2, 3, 4, 5] };

/** How states stand and which edges were taken, by ids. */
const marksOf = (timeline: Timeline, count = timeline.length) => {
  const { nodes, edges } = closeMarks(timeline, count, undefined);
  return { nodes: Object.fromEntries(nodes), edges: Object.fromEntries(edges) };
};

/** The run as it is saved, at the moment at which it stands. */
async function recorded({ client, run: { standing } }: Live): Promise<Timeline> {
  const { run } = await openText(JSON.stringify(await client.save()), "run.json");
  return new Timeline({ ...run!, now: { count: run!.events.length, at: standing!.clock } });
}

/** Nothing is known of these children from before. */
const copyOf = (children: Children): Children =>
  new Map([...children].map(([mapRun, all]) => [mapRun, all.map((child) => ({ ...child }))]));

describe("states inside a distributed Map of a run that is debugged", { timeout: 120_000 }, () => {
  it("are marked with all its child executions together, as those of a recording are, at every place", async () => {
    const live = await begun({ text: JSON.stringify(waits), input, answers: "Parse: {error: ParseError}" });
    while ((await live.client.continue()).reason !== "end");
    await taken(live);
    const whole = await recorded(live);
    const { timeline } = live.run;
    expect(timeline.length).toBe(whole.length);
    for (let count = 1; count <= whole.length; count++) expect(marksOf(timeline, count)).toEqual(marksOf(whole, count));
    const { nodes, edges } = marksOf(timeline);
    expect(Object.values(nodes).map(({ status, count = "" }) => `${status} ${count}`.trim())).toEqual([
      "tolerated 3✕",
      "succeeded 6",
      "failed 3✕",
      "succeeded 6",
      "succeeded 3",
    ]);
    expect(Object.values(edges)).toContainEqual({ taken: true, count: 3 });
  });

  it("are marked as those of a recording after any moves and changes", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const dice = new Dice(seed);
        const live = await begun({ text: JSON.stringify(waits), input });
        for (let i = 0; i < 12; i++) {
          await act(live, dice);
          await taken(live);
          if (live.run.standing!.live) expect(marksOf(live.run.timeline)).toEqual(marksOf(await recorded(live)));
        }
      }),
      { numRuns: RUNS, seed: SEED },
    ));

  it("are counted on where few of many children stand otherwise, as they would be counted anew", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const dice = new Dice(seed);
        const many = { files: [...Array(70).keys()] };
        const live = await begun({ text: JSON.stringify(waits), input: many, answers: "Parse: {output: {}}" });
        await live.client.continue();
        const { length } = await live.client.standing();
        await live.client.goTo({ position: { step: Math.floor(length * (0.7 + dice.roll(30) / 100)), stage: 0 } });
        await taken(live);
        marksOf(live.run.timeline, live.run.position);
        for (let i = 0; i < 10; i++) {
          await act(live, dice);
          await taken(live);
          marksOf(live.run.timeline, live.run.position);
        }
        const { timeline, position } = live.run;
        const marks = marksOf(timeline, position);
        const anew = timeline.standing(copyOf(timeline.run.children ?? new Map()), timeline.run.now!);
        expect(marks).toEqual(marksOf(anew, position));
        expect(marksOf(timeline, position)).toEqual(marks);
      }),
      { numRuns: Math.ceil(RUNS / 4), seed: SEED },
    ));

  it("are unmarked where the run has gone back to before them, and when another execution is looked at", async () => {
    const live = await begun({ text: JSON.stringify(waits), input });
    for (let i = 0; i < 5; i++) await live.client.continue();
    await taken(live);
    const marked = () => Object.values(marksOf(live.run.timeline, live.run.position).nodes).filter(({ note }) => note);
    expect(marked()).not.toEqual([]);
    await live.client.goTo({ execution: 0, count: 2 });
    await taken(live);
    expect(marked()).toEqual([]);
    await live.client.goTo({ position: { step: live.run.standing!.length, stage: 0 } });
    await live.run.look(1);
    expect(marked()).toEqual([]);
    await live.run.look(0);
    expect(marked()).not.toEqual([]);
  });

  it("are asked for in portions, each event once", async () => {
    const live = await begun({ text: JSON.stringify(waits), input });
    const asked = vi.spyOn(live.client, "passages");
    for (let i = 0; i < 8; i++) {
      await live.client.continue();
      await taken(live);
    }
    const seen = new Map<number, number>();
    for (const { value } of asked.mock.settledResults as { value: { execution: number; to: number }[] }[])
      for (const { execution, to } of value) {
        expect(to).toBeGreaterThan(seen.get(execution) ?? 0);
        seen.set(execution, to);
      }
    expect(seen.size).toBeGreaterThan(1);
    await expect(live.client.passages([{ execution: 99, from: 0 }])).rejects.toMatchObject({ code: CODES.RANGE });
    const many = Array.from({ length: 10_001 }, () => ({ execution: 0, from: 0 }));
    await expect(live.client.passages(many)).rejects.toMatchObject({ code: CODES.LIMIT });
  });
});

async function act({ client, run }: Live, dice: Dice): Promise<void> {
  const { waiting, threads, executions, length } = run.standing!;
  const thread = threads[dice.roll(Math.max(1, threads.length))]?.id ?? "0:1";
  const waits = waiting[dice.roll(Math.max(1, waiting.length))]?.id ?? thread;
  const one = dice.roll(executions.length);
  const actions = [
    () => client.continue(),
    () => client.continue(),
    () => client.step("into", thread),
    () => client.answer(waits, 1),
    () => client.fail(waits, "Odd", "by hand"),
    () => client.back("over"),
    () => client.goTo({ execution: one, count: dice.roll(executions[one].known + 1) }),
    () => client.goTo({ position: { step: length, stage: 0 } }),
    () => client.fireTimer(thread),
    () => client.restart(),
  ];
  await actions[dice.roll(actions.length)]().catch((error: DebugError) => {
    if (error.code !== CODES.RANGE) throw error;
  });
}
