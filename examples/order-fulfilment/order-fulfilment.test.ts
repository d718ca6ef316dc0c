import { exploreSchedules, loadMachine, type TaskRequest, type TestAnswers } from "asl-core/testing";
import { aslMatchers } from "asl-core/testing/vitest";
import { expect, it } from "vitest";

expect.extend(aslMatchers);

const machine = await loadMachine("order-fulfilment.asl.json", { from: import.meta.url });

const input = {
  orderId: "A-1042",
  customer: { email: "ada@example.com", card: "card_4242", address: "12 St James's Square, London" },
  items: [
    { sku: "KEY-88", quantity: 1 },
    { sku: "MUG-BLUE", quantity: 2 },
    { sku: "GEAR-7", quantity: 40 },
  ],
  packingSeconds: 5400,
};
const shelfOf = (request: TaskRequest) => {
  const { sku } = (request.arguments as { Payload: { sku: string } }).Payload;
  return { Payload: { shelf: `shelf of ${sku}` } };
};
const answers: TestAnswers = {
  "Check order": { output: { Payload: { valid: true, total: 74.5 } } },
  "Charge card": { output: { Payload: { chargeId: "ch_7f3a" } } },
  "Reserve item": shelfOf,
  Ship: { output: { Payload: { trackingNumber: "TRK-550182" } } },
  "Release items": { output: { Payload: { released: 3 } } },
  "Tell customer": { output: { MessageId: "0b5a9d1e" } },
};

it("keeps shelves in the order of items, whichever is reserved first", async () => {
  const shelves = ["shelf of KEY-88", "shelf of MUG-BLUE", "shelf of GEAR-7"];
  const { orders } = await exploreSchedules(machine, { input, answers }, { runs: 50 }, (run) => {
    expect(run).toHaveSent("Ship", expect.objectContaining({ Payload: expect.objectContaining({ shelves }) }));
  });
  expect(orders).toBeGreaterThan(10);
});

it("never ships when the card is declined, whatever else is under way", async () => {
  const declined = { ...answers, "Charge card": { error: "Payments.Declined" } };
  await exploreSchedules(machine, { input, answers: declined }, { runs: 50 }, (run) => {
    expect(run).toFailWith("Payments.Declined");
    expect(run).toHaveVisited("Release items", 1);
    expect(run).not.toHaveVisited("Ship");
  });
});
