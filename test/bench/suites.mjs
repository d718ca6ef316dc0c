/** Test files as people write them, for a machine of 20 states. */

const PAY = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "pay", "Payload.$": "$" },
  ResultSelector: { "paid.$": "$.Payload.paid" },
  ResultPath: "$.payment",
  TimeoutSeconds: 30,
  Retry: [{ ErrorEquals: ["Bank.Busy"], IntervalSeconds: 2, MaxAttempts: 2, BackoffRate: 2 }],
  Catch: [{ ErrorEquals: ["Card.Declined"], ResultPath: "$.error", Next: "Tell customer" }],
  Next: "Prepare",
};
const call = (name, next) => ({
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: name, "Payload.$": "$" },
  ResultSelector: { "value.$": "$.Payload" },
  ResultPath: `$.${name}`,
  ...next,
});
const pass = (result, next) => ({ Type: "Pass", Result: result, ResultPath: "$.step", ...next });
const END = { End: true };
const to = (name) => ({ Next: name });

/** 20 states, those of branches and iterations counted. */
const MACHINE = {
  Comment: "An order from its check to its delivery",
  StartAt: "Check order",
  States: {
    "Check order": call("check", to("Is valid?")),
    "Is valid?": {
      Type: "Choice",
      Choices: [
        { Variable: "$.order.total", NumericLessThanEquals: 0, Next: "Refuse" },
        {
          And: [
            { Variable: "$.order.total", NumericGreaterThan: 1000 },
            { Variable: "$.order.customer", StringEquals: "new" },
          ],
          Next: "Wait for clerk",
        },
      ],
      Default: "Pay",
    },
    "Wait for clerk": { Type: "Wait", Seconds: 3600, ...to("Ask clerk") },
    "Ask clerk": call("clerk", to("Pay")),
    Pay: PAY,
    Prepare: {
      Type: "Parallel",
      Branches: [
        { StartAt: "Reserve", States: { Reserve: call("reserve", to("Reserved")), Reserved: pass("reserved", END) } },
        { StartAt: "Print", States: { Print: call("print", to("Printed")), Printed: pass("printed", END) } },
      ],
      ResultPath: "$.prepared",
      ...to("Pack lines"),
    },
    "Pack lines": {
      Type: "Map",
      ItemsPath: "$.order.lines",
      ItemProcessor: {
        StartAt: "Weigh",
        States: {
          Weigh: pass({ grams: 200 }, to("Wrap")),
          Wrap: call("wrap", to("Label")),
          Label: pass("labelled", END),
        },
      },
      ResultPath: "$.packed",
      ...to("Ship"),
    },
    Ship: call("ship", to("On its way")),
    "On its way": { Type: "Wait", Seconds: 86_400, ...to("Deliver") },
    Deliver: pass("delivered", to("Done")),
    Done: { Type: "Succeed", OutputPath: "$.step" },
    "Tell customer": call("tell", to("Refuse")),
    Refuse: { Type: "Fail", Error: "Order.Refused", Cause: "see the log" },
  },
};

const ANSWERS = ["Check order", "Ask clerk", "Reserve", "Print", "Wrap", "Ship", "Tell customer"]
  .map((name) => `    ${name}: { output: { Payload: { ok: true } } }`)
  .join("\n");

/** Each turn another way through the machine. */
const CASES = [
  (n) => `  - name: delivers order ${n}
    input: { order: { id: ${n}, total: ${(n % 900) + 1}, customer: known, lines: [{ sku: a }, { sku: b }] } }
    answers:
      Pay: { output: { Payload: { paid: true } }, takes: 2s }
    expect:
      output: delivered
      path: [Check order, Is valid?, Pay, Prepare, Reserve, Print, Reserved, Printed, Pack lines, Weigh, Wrap, Weigh, Wrap, Label, Label, Ship, On its way, Deliver, Done]
      takes: { atLeast: 1d, atMost: 2d }
`,
  (n) => `  - name: asks the clerk about order ${n}
    input: { order: { id: ${n}, total: ${n + 1001}, customer: new, lines: [] } }
    answers:
      Pay: [{ error: Bank.Busy }, { output: { Payload: { paid: true } } }]
    expect:
      output: delivered
      visited: { Ask clerk: 1, Wrap: 0 }
      states: { Pay: { attempts: 2, contains: { output: { payment: { paid: true } } } } }
`,
  (n) => `  - name: tells the customer of order ${n} that the card was declined
    input: { order: { id: ${n}, total: 70, customer: known, lines: [{ sku: a }] } }
    answers:
      Pay: { error: Card.Declined, cause: limit }
    expect:
      error: Order.Refused
      visited: { Tell customer: 1, Prepare: 0 }
      sentContains: { Tell customer: { Payload: { order: { id: ${n} }, error: { Error: Card.Declined } } } }
`,
  (n) => `  - name: refuses order ${n}
    input: { order: { id: ${n}, total: 0, customer: known, lines: [] } }
    expect: { error: Order.Refused, path: [Check order, Is valid?, Refuse] }
`,
];

/** Files of a suite by their names: the definition, and so many test files of so many cases. */
export function suite(files, cases) {
  const tests = Array.from({ length: files }, (_, file) => [
    `order-${file}.asl.test.yaml`,
    testFile(file * cases, cases),
  ]);
  return { "order.asl.json": JSON.stringify(MACHINE, null, 2), ...Object.fromEntries(tests) };
}

const testFile = (from, cases) => `definition: order.asl.json
defaults:
  answers:
${ANSWERS.replaceAll(/^/gm, "  ")}
cases:
${Array.from({ length: cases }, (_, n) => CASES[n % CASES.length](from + n)).join("")}`;
