import { AssertionError } from "node:assert";
import assert from "node:assert/strict";
import { aslMatchers, type TestMachine } from "asl-core/testing";
import { expect as jest } from "expect";
import { beforeAll, describe, expect, it } from "vitest";
import { machineOf, task } from "./support.js";

expect.extend(aslMatchers);

let machine: TestMachine;
beforeAll(async () => {
  const Catch = [{ ErrorEquals: ["States.ALL"], ResultPath: "$.why", Next: "R" }];
  machine = await machineOf({
    A: task({ Retry: [{ ErrorEquals: ["Busy"] }], Catch, Next: "R" }),
    R: { Type: "Pass", Result: 1, End: true },
  });
});

const messageOf = (work: () => void): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

describe("an expectation that fails inside a handler", () => {
  it.each<[string, () => unknown]>([
    ["vitest", () => expect(1).toBe(2)],
    ["Jest", () => jest(1).toBe(2)],
    ["node:assert", () => assert.equal(1, 2)],
    ["a promise", async () => expect(1).toBe(2)],
  ])("ends the run, by %s, whatever is caught", async (_, work) => {
    const reason = await Promise.resolve()
      .then(work)
      .catch((thrown: unknown) => thrown);
    for (const options of [
      { answers: { A: work } },
      { answers: { A: { handler: work, takes: "1s" } } },
      { handler: work as never },
    ]) {
      const rejected = await machine.run(options).catch((thrown: unknown) => thrown);
      expect((rejected as Error).message).toBe((reason as Error).message);
      const session = machine.start(options);
      await expect(session.finish()).rejects.toThrow((reason as Error).message);
      await expect(session.finish()).rejects.toThrow((reason as Error).message);
    }
  });

  it("is given to the test as it was thrown", async () => {
    const mine = new AssertionError({ message: "mine" });
    const answers = {
      A: () => {
        throw mine;
      },
    };
    await expect(machine.run({ answers })).rejects.toBe(mine);
  });
});

describe("a mistake in a handler", () => {
  const mistaken = (): unknown => (undefined as unknown as { total: number }).total;

  it.each<[string, object]>([
    ["a function among the answers", { answers: { A: mistaken } }],
    ["a handler", { handler: mistaken }],
    ["a promise", { handler: async () => mistaken() }],
  ])("fails the task, and is named where a matcher fails: %s", async (_, options) => {
    const run = await machine.run(options);
    expect(run.status).toBe("SUCCEEDED");
    expect(run.mistakes).toMatchObject([{ path: "A", call: 0, text: expect.stringMatching(/^TypeError: .*total/) }]);
    const message = messageOf(() => expect(run).toSucceedWith(2));
    expect(message).toMatch(/^path: A \(caught TypeError\) → R$/m);
    expect(message).toMatch(/the handler of A \(call 1\) threw TypeError: .*total.* at .*thrown-in-handlers/);
  });
});

describe("the path of a failing matcher", () => {
  it("shows what was caught, with the tries before", async () => {
    const run = await machine.run({ answers: { A: [{ error: "Busy" }, { error: "Boom" }] } });
    expect(messageOf(() => expect(run).toSucceedWith(2))).toContain("path: A (2 tries, caught Boom) → R");
  });
});
