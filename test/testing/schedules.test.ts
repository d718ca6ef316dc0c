import { exploreSchedules, ScheduleError, type TestMachine } from "asl-core/testing";
import { describe, expect, it } from "vitest";
import { machineOf, task } from "./support.js";

/** Two branches that each take two steps. */
const branches = (): Promise<TestMachine> =>
  machineOf({
    Split: {
      Type: "Parallel",
      Branches: [
        { StartAt: "A1", States: { A1: task({ Next: "A2" }), A2: task() } },
        { StartAt: "B1", States: { B1: task({ Next: "B2" }), B2: task() } },
      ],
      End: true,
    },
  });

/** The order in which tasks are asked. */
async function orders(machine: TestMachine, runs: number, takes?: Record<string, number>): Promise<Set<string>> {
  const seen = new Set<string>();
  let asked: string[] = [];
  const answers = (state: string) => () => {
    asked.push(state);
    return { type: "success", output: 1, takes: takes?.[state] ?? 0 };
  };
  const options = { answers: { A1: answers("A1"), A2: answers("A2"), B1: answers("B1"), B2: answers("B2") } };
  await exploreSchedules(machine, options, { runs }, () => {
    seen.add(asked.join(" "));
    asked = [];
  });
  return seen;
}

describe("exploring schedules", () => {
  it.each([{ runs: 0 }, { runs: -1 }, { runs: NaN }, { runs: 1.5 }, { first: NaN }])("refuses %j", async (wrong) => {
    await expect(exploreSchedules(await branches(), {}, wrong, () => {})).rejects.toThrow(RangeError);
  });

  it.each<[string, unknown[], RegExp]>([
    ["options in the place of the check", [{}, () => {}, { runs: 5 }], /its fourth argument is the check/],
    ["no check", [{}, { runs: 5 }], /its fourth argument is the check/],
    [
      "an option it does not have",
      [{}, { rnus: 5 }, () => {}],
      /has no option "rnus": did you mean runs\? known are runs, first/,
    ],
  ])("refuses %s", async (_, given, message) => {
    const explore = exploreSchedules as (...given: unknown[]) => Promise<unknown>;
    await expect(explore(await branches(), ...given)).rejects.toThrow(message);
    await expect(explore(await branches(), ...given)).rejects.toThrow(TypeError);
  });

  it("finds every order in which branches can take turns", async () => {
    expect([...(await orders(await branches(), 200))].sort()).toEqual([
      "A1 A2 B1 B2",
      "A1 B1 A2 B2",
      "A1 B1 B2 A2",
      "B1 A1 A2 B2",
      "B1 A1 B2 A2",
      "B1 B2 A1 A2",
    ]);
  });

  it("keeps what is due at different moments in its order", async () => {
    const seen = await orders(await branches(), 50, { A1: 1, B1: 2 });
    expect([...seen].sort()).toEqual(["A1 B1 A2 B2", "B1 A1 A2 B2"]);
  });

  it("gives the same run for the same schedule", async () => {
    const machine = await branches();
    const [one, two] = await Promise.all([1, 2].map(() => machine.run({ strict: false, schedule: 7 })));
    expect(one.events).toEqual(two.events);
  });

  it("counts the orders it has seen", async () => {
    const machine = await branches();
    const { runs, orders: seen } = await exploreSchedules(machine, { strict: false }, { runs: 100 }, () => {});
    expect(runs).toBe(100);
    expect(seen).toBe(6);
    const line = await machineOf({ A: task({ Next: "B" }), B: task() });
    expect(await exploreSchedules(line, { strict: false }, { runs: 5 }, () => {})).toEqual({ runs: 5, orders: 1 });
  });

  it("says which schedule fails, and how to repeat it", async () => {
    const machine = await branches();
    let stock = 1;
    const options = () => {
      stock = 1;
      const answers = {
        default: { output: 1 },
        A2: () => stock--,
        B2: () => (stock > 0 ? stock : Promise.reject(new Error("sold out"))),
      };
      return { answers };
    };
    const check = ({ status }: { status: string }) => expect(status).toBe("SUCCEEDED");
    const error = (await exploreSchedules(machine, options, {}, check).catch(
      (reason: unknown) => reason,
    )) as ScheduleError;
    expect(error).toBeInstanceOf(ScheduleError);
    expect(error.message).toMatch(new RegExp(`^schedule ${error.schedule} fails .*\\n?`));
    expect(error.message).toContain(`machine.run({ …, schedule: ${error.schedule} })`);
    expect(error.cause).toMatchObject({ name: "AssertionError" });
    expect((await machine.run({ ...options(), schedule: error.schedule })).error).toBe("Error");
  });

  it("varies iterations and child executions", async () => {
    for (const ProcessorConfig of [{ Mode: "INLINE" }, { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }]) {
      const ItemProcessor = { ProcessorConfig, StartAt: "One", States: { One: task() } };
      const machine = await machineOf({ Each: { Type: "Map", ItemProcessor: ItemProcessor as never, End: true } });
      const seen = new Set<string>();
      let asked: number[] = [];
      const answers = { One: ({ iteration }: { iteration: readonly number[] }) => asked.push(iteration[0]) };
      await exploreSchedules(machine, { input: [1, 2, 3] as never, answers }, {}, () => {
        seen.add(asked.join(""));
        asked = [];
      });
      expect([...seen].sort()).toEqual(["012", "021", "102", "120", "201", "210"]);
    }
  });

  it("leaves a task's answer before the timeout of the same moment", async () => {
    const machine = await machineOf({ A: task({ TimeoutSeconds: 60, End: true }) });
    const options = { answers: { A: { output: 1, takes: "60s", heartbeats: ["30s", "60s"] } } };
    await exploreSchedules(machine, options, {}, ({ status }) => expect(status).toBe("SUCCEEDED"));
  });

  it("explores failing branches, too", async () => {
    const machine = await branches();
    const ends = new Set<string | null>();
    const options = { answers: { default: { output: 1 }, A2: { error: "A" }, B2: { error: "B" } } };
    await exploreSchedules(machine, options, {}, ({ error }) => ends.add(error));
    expect([...ends].sort()).toEqual(["A", "B"]);
  });
});
