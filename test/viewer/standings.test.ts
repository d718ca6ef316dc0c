import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { DebugHost } from "../../packages/asl-viewer/src/debugging/host/index.js";
import {
  type Channel,
  CODES,
  channelPair,
  DebugClient,
  type DebugError,
  type Notifications,
  type Standing,
} from "../../packages/asl-viewer/src/debugging/index.js";
import { Dice } from "../debug/support/walk.js";
import { machine, task } from "./machines.js";
import { files } from "./map-machines.js";

const RUNS = Number(process.env.ASL_PROPERTY_RUNS ?? 25);
const SEED = Number(process.env.ASL_PROPERTY_SEED ?? 20260101);

/** The distributed Map with another state in it. */
const edited = structuredClone(files) as typeof files & { States: { Each: { ItemProcessor: object } } };
Object.assign(
  edited.States.Each.ItemProcessor,
  machine({ Fetch: task("Look"), Look: task("Parse"), Parse: task(undefined) }),
);

/** All of its children at once. */
const wide = structuredClone(files) as typeof files & { States: { Each: { MaxConcurrency: number } } };
wide.States.Each.MaxConcurrency = 1000;

/** Which texts from the host are lost on their way. */
type Loses = (text: string) => boolean;

function lossy(inner: Channel, loses: Loses): Channel {
  return {
    send: (text) => {
      if (!loses(text)) inner.send(text);
    },
    onText: (hear) => inner.onText(hear),
    onClose: (hear) => inner.onClose(hear),
    close: (reason) => inner.close(reason),
  };
}

/** A client that hears every standing, and what came over its channel. */
class Seat {
  readonly client: DebugClient;
  readonly heard: Standing[] = [];
  readonly sizes: number[] = [];

  constructor(host: DebugHost, loses: Loses = () => false) {
    const [here, there] = channelPair();
    const counted = (text: string): boolean => {
      if (isStop(text)) this.sizes.push(text.length);
      return loses(text);
    };
    host.connect(lossy(there, counted));
    this.client = new DebugClient(here);
    this.client.on("stopped", (standing) => void this.heard.push(standing));
  }

  get last(): Standing {
    return this.heard.at(-1)!;
  }
}

const isStop = (text: string): boolean => text.includes('"method":"stopped"');
const silence = () => new Promise((resolve) => setTimeout(resolve));

/** A run of a distributed Map whose tasks are answered by hand. */
async function begun(
  count: number,
  loses?: Loses,
  definition: object = files,
): Promise<{ seat: Seat; host: DebugHost }> {
  const host = new DebugHost({ starts: true });
  const seat = new Seat(host, loses);
  await seat.client.start({
    kind: "definition",
    text: JSON.stringify(definition),
    input: { files: [...Array(count).keys()] },
  });
  await silence();
  return { seat, host };
}

/** What moves or changes a run, with all that may be refused. */
async function act({ client }: Seat, standing: Standing, dice: Dice): Promise<void> {
  const { waiting, threads, executions, length } = standing;
  const [one, of] = [dice.roll(executions.length), executions.length];
  const thread = threads[dice.roll(Math.max(1, threads.length))]?.id ?? "0:1";
  const waits = waiting[dice.roll(Math.max(1, waiting.length))]?.id ?? thread;
  const actions = [
    () => client.continue(),
    () => client.continue(),
    () => client.step("into", thread),
    () => client.answer(waits, { answered: dice.roll(9) }),
    () => client.answer(waits, { answered: dice.roll(9) }),
    () => client.fail(waits, "Odd", "by hand"),
    () => client.back("step"),
    () => client.back("over"),
    () => client.goTo({ execution: one, count: dice.roll(executions[one].known + 1) }),
    () => client.goTo({ position: { step: dice.roll(length + 1), stage: 0 } }),
    () => client.set(thread, "Input", "", { changed: of }),
    () => client.jump(thread, "Fetch", {}),
    () => client.reload(JSON.stringify(dice.roll(2) === 0 ? files : edited)),
    () => client.restart(),
    () => client.breakpoints([{ state: "Parse" }]),
  ];
  await actions[dice.roll(actions.length)]().catch((error: DebugError) => {
    if (error.code !== CODES.RANGE) throw error;
  });
}

const property = (check: (dice: Dice) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), (seed) => check(new Dice(seed))),
    { numRuns: RUNS, seed: SEED },
  );

describe("where a run stands, as it is told to a client", { timeout: 120_000 }, () => {
  it("is what the host knows, after any moves and changes", () =>
    property(async (dice) => {
      const { seat } = await begun(5);
      for (let i = 0; i < 15; i++) {
        await act(seat, seat.last, dice);
        const { breakpoints, ...whole } = await seat.client.standing();
        expect(seat.last).toMatchObject(whole);
        expect(seat.last.executions).toEqual(whole.executions);
      }
    }));

  it("is the same for a client that misses some of it, and for one that comes later", () =>
    property(async (dice) => {
      const { seat, host } = await begun(5, (text) => isStop(text) && dice.roll(3) === 0);
      const later = new Seat(host);
      for (let i = 0; i < 15; i++) {
        await act(seat, await seat.client.standing(), dice);
        if (i === 5) await later.client.initialize();
        await silence();
        const revisions = seat.heard.map(({ revision }) => revision);
        expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
      }
      await seat.client.goTo({ execution: 0, count: 0 });
      for (let i = 0; i < 20; i++) await seat.client.breakpoints([]);
      await later.client.goTo({ execution: 0, count: 0 });
      await silence();
      expect(later.last).toEqual(await later.client.standing());
      for (const heard of seat.heard)
        for (const one of later.heard)
          if (one.revision === heard.revision) expect(heard.executions).toEqual(one.executions);
    }));

  it("is asked for where a change was missed, and what is told meanwhile comes after it", async () => {
    let isLost = false;
    const { seat } = await begun(3, (text) => isLost && isStop(text));
    const order: string[] = [];
    for (const name of ["running", "stopped", "log"] as const) seat.client.on(name, () => void order.push(name));
    isLost = true;
    await seat.client.continue();
    isLost = false;
    const asked = vi.spyOn(seat.client, "call");
    await seat.client.answer(seat.last.threads[0]?.id ?? "", {}).catch(() => {});
    await seat.client.continue();
    await silence();
    expect(asked.mock.calls.filter(([method]) => method === "standing")).toHaveLength(1);
    expect(seat.last).toEqual(await seat.client.standing());
    expect(order.slice(-2)).toEqual(["running", "stopped"]);
  });

  it("is asked for again where the run went on before the first answer came", async () => {
    const { seat, host } = await begun(3);
    const [here, there] = channelPair();
    const late: string[] = [];
    host.connect(lossy(there, (text) => late.length === 0 && text.includes('"files"') && late.push(text) > 0));
    const client = new DebugClient(here);
    const what = client.initialize();
    await silence();
    await seat.client.continue();
    there.send(late[0]);
    expect((await what).session?.standing).toEqual(seat.last);
  });

  it("is told in a few hundred bytes, however many children there are", async () => {
    const { seat } = await begun(400);
    for (let i = 0; i < 50; i++) {
      await seat.client.continue();
      await seat.client.answer(seat.last.waiting[0].id, {});
    }
    expect(seat.last.executions.length).toBeGreaterThan(20);
    expect(Math.max(...seat.sizes.slice(-20))).toBeLessThan(4000);
  });

  it("is told in a few hundred bytes, however many tasks wait, what they could be answered told once", async () => {
    const { seat } = await begun(250, undefined, wide);
    for (let i = 0; i < 250 && seat.last.waiting.length < 200; i++) await seat.client.continue();
    expect(seat.last.waiting).toHaveLength(200);
    const from = seat.sizes.length;
    const output = { stocked: "much of it ".repeat(100) };
    for (const at of [0, 100, 198, 50]) {
      await seat.client.answer(seat.last.waiting[at].id, output);
      await seat.client.continue();
      expect(seat.last).toMatchObject(await seat.client.standing());
    }
    expect(seat.last.suggestions).toEqual([{ path: "Each › item › Fetch", given: { output } }]);
    const sizes = seat.sizes.slice(from);
    // Each answer alone, then what it leads to: the next task, whose request is that answer.
    expect(Math.max(...sizes)).toBeLessThan(2500);
    expect(Math.max(...sizes.filter((_, at) => at % 2 === 0).slice(1))).toBeLessThan(1000);
  });

  it("keeps lists in which nothing changed", async () => {
    const { seat } = await begun(3);
    await seat.client.continue();
    const before = seat.last;
    const told: Notifications["breakpoints"][] = [];
    seat.client.on("breakpoints", (all) => void told.push(all));
    await seat.client.goTo({ position: before.position });
    expect(seat.last.revision).toBe(before.revision + 1);
    expect([seat.last.executions, seat.last.threads, seat.last.waiting]).toEqual([
      before.executions,
      before.threads,
      before.waiting,
    ]);
    expect(seat.last.executions).toBe(before.executions);
    expect(seat.last.threads).toBe(before.threads);
  });
});
