import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BackKind, DebugSession, type StepKind } from "../../packages/asl-core/src/debug/index.js";
import { runSync } from "../../packages/asl-core/src/drivers/virtual.js";
import { AWS_LIMITS } from "../../packages/asl-core/src/kernel/index.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { DebugHost } from "../../packages/asl-viewer/src/debugging/host/index.js";
import {
  CODES,
  channelPair,
  DebugClient,
  type DebugError,
  KnownEvents,
  type Standing,
} from "../../packages/asl-viewer/src/debugging/index.js";
import { Dice } from "../debug/support/walk.js";
import { handlerOf, type Scenario, scenario } from "../properties/machines.js";

const RUNS = Number(process.env.ASL_PROPERTY_RUNS ?? 60);
const SEED = Number(process.env.ASL_PROPERTY_SEED ?? 20260101);

/** A random machine behind a host, and a page in front of it. */
class Desk {
  session!: DebugSession;
  standing!: Standing;
  readonly client: DebugClient;
  readonly known: KnownEvents;
  private readonly host = new DebugHost();

  constructor(private readonly one: Scenario) {
    const [here, there] = channelPair();
    this.host.connect(there);
    this.client = new DebugClient(here);
    this.known = new KnownEvents(this.client);
    this.client.on("stopped", (standing) => void (this.standing = standing));
  }

  get options() {
    const { input, events, abortAfter } = this.one;
    const abort = abortAfter === undefined ? undefined : { after: abortAfter };
    return { input, limits: { ...AWS_LIMITS, events }, abort };
  }

  async open(): Promise<void> {
    const machine = loadMachine(this.one.definition);
    const makeHandler = () => handlerOf(this.one);
    await this.host.debug({
      title: "random",
      open: ({ breathe }) =>
        (this.session = DebugSession.start({ machine }, { ...this.options, makeHandler, breathe })),
    });
    await this.client.initialize();
  }

  /** What a page may do, with all that a session may refuse of it. */
  async act(dice: Dice): Promise<void> {
    const { client, standing } = this;
    const thread = standing.threads[dice.roll(Math.max(1, standing.threads.length))]?.id ?? "0:1";
    const [steps, backs] = [STEPS[dice.roll(STEPS.length)], BACKS[dice.roll(BACKS.length)]];
    const actions = [
      () => client.step(steps),
      () => client.step(steps, thread),
      () => client.back(backs),
      () => client.continue(),
      () => client.reverse(),
      () => client.goTo({ execution: 0, count: dice.roll(standing.executions[0].known + 1) }),
      () => client.goTo({ position: { step: dice.roll(standing.length + 1), stage: 0 } }),
      () => client.set(thread, "Input", "", { changed: dice.roll(5) }),
      () => client.fireTimer(thread),
      () => client.answer(standing.waiting[0]?.id ?? thread, { answered: true }),
      () => client.breakpoints([{ error: "*" }]),
    ];
    await actions[dice.roll(actions.length)]().catch((error: DebugError) => {
      if (error.code !== CODES.RANGE) throw error;
    });
  }

  /** What the page has is what the run has. */
  async checkEvents(): Promise<void> {
    const { session, standing, known } = this;
    const end = session.past.sceneAt({ step: session.length, stage: 0 });
    for (const { execution, events } of standing.executions) {
      const all = await known.update(standing, execution);
      const here = session.scene.executions[execution].events;
      const written = end.executions[execution].events.length > here.length ? end.executions[execution].events : here;
      expect(JSON.stringify(all)).toBe(JSON.stringify(written));
      expect(events).toBe(here.length);
    }
  }

  /** Any visit can be seen from any place, and nothing moves for it. */
  async checkLooks(dice: Dice): Promise<void> {
    const { client, session } = this;
    const before = JSON.stringify([session.stop, session.position, session.save()]);
    for (const { execution, known } of this.standing.executions.slice(0, 3)) {
      const entered = this.known.of(execution).filter(({ type }) => type.endsWith("StateEntered"));
      for (let i = 0; i < 3 && entered.length > 0; i++) {
        const { id: event, node, type } = entered[dice.roll(entered.length)];
        const count = event + dice.roll(known - event + 1);
        const { stages, scopes, state, choice } = await client.inspect({ execution, event, count });
        expect(state).toBe(session.program.machine.nodes[node].path);
        expect(scopes[0].name).toBe("Input");
        expect(choice === undefined).toBe(type !== "ChoiceStateEntered");
        expect(stages.length === 0 || stages[0].stage === "input").toBe(true);
      }
    }
    expect(JSON.stringify([session.stop, session.position, session.save()])).toBe(before);
  }
}

const STEPS: readonly StepKind[] = ["stage", "into", "over", "out", "visit", "error"];
const BACKS: readonly BackKind[] = ["stage", "step", "over", "out"];

const property = (check: (desk: Desk, dice: Dice, one: Scenario) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(scenario, fc.integer({ min: 1, max: 1_000_000 }), async (one, seed) => {
      const desk = new Desk(one);
      await desk.open();
      await check(desk, new Dice(seed), one);
    }),
    { numRuns: RUNS, seed: SEED },
  );

describe("any run behind the protocol", { timeout: 300_000 }, () => {
  it("writes the same events as without", () =>
    property(async (desk, _, one) => {
      const { client, known, options } = desk;
      const machine = loadMachine(one.definition);
      const { events } = runSync(machine, { ...options, handler: handlerOf(one) });
      for (let i = 0; i < 1000 && (await client.continue()).reason !== "end"; i++);
      expect(JSON.stringify(await known.update(desk.standing))).toBe(JSON.stringify(events));
    }));

  it("is known to a page event by event, wherever it goes and whatever it changes", () =>
    property(async (desk, dice) => {
      for (let i = 0; i < 12; i++) {
        await desk.act(dice);
        await desk.checkEvents();
      }
    }));

  it("can be looked at in every visit from every place, and stays where it is", () =>
    property(async (desk, dice) => {
      for (let i = 0; i < 4; i++) {
        await desk.act(dice);
        await desk.checkEvents();
        await desk.checkLooks(dice);
      }
      await desk.client.continue().catch(() => {});
      await desk.checkEvents();
      await desk.checkLooks(dice);
    }));
});
