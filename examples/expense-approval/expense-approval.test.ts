import { exploreSchedules, loadMachine } from "asl-core/testing";
import { aslMatchers } from "asl-core/testing/vitest";
import { describe, expect, it } from "vitest";

expect.extend(aslMatchers);

const machine = await loadMachine("expense-approval.asl.yaml", { from: import.meta.url });

const input = {
  expenseId: "E-2207",
  employee: "Barbara Liskov",
  manager: "Frances Allen",
  director: "John Backus",
  amount: 420,
  currency: "EUR",
  purpose: "Conference ticket",
};
const paid = { "Pay out": { output: {} } };
const approval = { approved: true, by: "Frances Allen" };

describe("the approval of an expense", () => {
  it("pays what the manager approves", async () => {
    const run = await machine.run({ input, answers: { ...paid, "Ask manager": { output: approval, takes: "2h" } } });
    expect(run).toSucceedWith({ expenseId: "E-2207", paid: 420, approvedBy: "Frances Allen" });
    expect(run).toHaveVisited(["Ask manager", "Pay out"]);
    expect(run).not.toHaveVisited("Ask director");
    expect(run).toHaveSent("Pay out", expect.objectContaining({ TableName: "payouts" }));
    expect(run).toTake("2h");
  });

  it("takes an answer in the last moment of the third day", async () => {
    const session = machine.start({ input, answers: paid });
    await session.runUntil("Ask manager");
    for (let report = 0; report < 6; report++) {
      await session.advance("11h");
      await session.heartbeat("Ask manager");
    }
    await session.advance("6h", { before: true });
    await session.answer("Ask manager", approval);
    expect(session.run()).toTake("3d");
    expect(session.run()).toSucceed();
  });

  it("asks the director in the very moment the manager's time is over", async () => {
    const session = machine.start({ input, answers: paid });
    await session.runUntil("Ask manager");
    await session.advance("12h");
    expect(session.waiting.map(({ state }) => state)).toEqual(["Ask director"]);
    await expect(session.answer("Ask manager", approval)).rejects.toThrow("Ask manager");
    await session.answer("Ask director", { approved: true, by: "John Backus" });
    expect(session.run()).toHaveSent("Pay out", expect.objectContaining({ Item: expect.anything() }));
  });

  it("gives up after two and a half days of silence", async () => {
    const session = machine.start({ input, answers: paid });
    await session.finish();
    expect(session.run()).toFailWith("Expense.Unanswered", /Neither the manager nor the director/);
    expect(session.run()).toTake({ atLeast: "60h", atMost: "60h" });
  });

  it("decides the same however answers, heartbeats and timeouts take turns", async () => {
    const answers = { ...paid, "Ask manager": { output: approval, takes: "12h", heartbeats: ["6h", "12h"] } };
    const { runs } = await exploreSchedules(machine, { input, answers }, { runs: 30 }, (run) => {
      expect(run).toSucceed();
    });
    expect(runs).toBe(30);
  });
});
