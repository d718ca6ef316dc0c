const lambda = (more) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "orders", "Payload.$": "$" },
  ...more,
});

const definition = {
  StartAt: "Read orders",
  States: {
    "Read orders": lambda({ OutputPath: "$.Payload", Next: "Each order" }),
    "Each order": {
      Type: "Map",
      ItemsPath: "$.orders",
      MaxConcurrency: 12,
      ItemProcessor: {
        StartAt: "Check",
        States: {
          Check: lambda({
            OutputPath: "$.Payload",
            Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 1, MaxAttempts: 3 }],
            Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Note" }],
            Next: "Ok?",
          }),
          "Ok?": {
            Type: "Choice",
            Choices: [{ Variable: "$.total", NumericGreaterThan: 45, Next: "Pack" }],
            Default: "Note",
          },
          Pack: lambda({ ResultSelector: { "id.$": "$.Payload.id" }, End: true }),
          Note: { Type: "Pass", Result: "noted", End: true },
        },
      },
      Next: "Wait",
    },
    Wait: { Type: "Wait", Seconds: 86_400, Next: "Report" },
    Report: lambda({ Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 2 }], End: true }),
  },
};

const full = (order) => ({
  ...order,
  address: { street: "12 Some Street", town: "Some Town", country: "Some Country" },
  notes: `${"A note of the customer. ".repeat(12)}${order.id}`,
  lines: Array.from({ length: 8 }, (_, line) => ({ sku: `SKU-${order.id}-${line}`, count: line, price: 12.5 * line })),
});

/** A run close to AWS's limit of 25,000 events: 1,930 iterations, retries, caught errors, a day's wait; it fails at its end. */
export function manyOrders({ loadMachine, runSync, success, failure, toAws }) {
  const orders = Array.from({ length: 1930 }, (_, i) => ({
    id: `order-${i}`,
    total: (i * 37) % 100,
    customer: `Person ${i}`,
  }));
  const machine = loadMachine(definition);
  const handler = ({ state, arguments: given, attempt, iteration }) => {
    const [item = 0] = iteration;
    const timing = { takes: 40 + ((item * 17) % 300) };
    if (state === "Read orders") return success({ Payload: { orders } }, timing);
    if (state === "Report") return failure("Reports.Failed", '{"errorMessage":"disk full"}', timing);
    if (state === "Check" && item % 97 === 5) return failure("Broken", "The item has no price", timing);
    if (state === "Check" && item % 13 === 4 && attempt === 0) return failure("Busy", "Try again", timing);
    return success({ Payload: state === "Check" ? full(given.Payload) : given.Payload }, timing);
  };
  const { events, execution } = runSync(machine, { input: { day: "2026-11-21" }, handler });
  return { definition, text: JSON.stringify({ events: toAws(events, machine, execution.identity) }) };
}
