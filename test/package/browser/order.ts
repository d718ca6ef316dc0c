import { failure, loadMachine, readDefinition, runSync, success, type TaskRequest, toAws } from "asl-core";

const DEFINITION = `
StartAt: Price
States:
  Price:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
    Parameters: { FunctionName: price, Payload.$: $ }
    ResultSelector: { total.$: $.Payload }
    Retry: [{ ErrorEquals: [Busy], IntervalSeconds: 3, JitterStrategy: FULL }]
    ResultPath: $.price
    Next: Each
  Each:
    Type: Map
    ItemsPath: $.lines[?(@.qty > 0)]
    MaxConcurrency: 1
    ItemProcessor:
      StartAt: Line
      States:
        Line:
          QueryLanguage: JSONata
          Type: Pass
          Output: "{% $states.input.(name & ' × ' & qty) %}"
          End: true
    Next: Both
  Both:
    Type: Parallel
    Branches:
      - { StartAt: Rest, States: { Rest: { Type: Wait, Seconds: 86400, End: true } } }
      - { StartAt: Id, States: { Id: { Type: Pass, Parameters: { id.$: States.UUID() }, End: true } } }
    End: true
`;

const INPUT = {
  lines: [
    { name: "tea", qty: 2 },
    { name: "nothing", qty: 0 },
    { name: "世界", qty: 1 },
  ],
};

const price = (request: TaskRequest) =>
  request.attempt === 0 ? failure("Busy", "try again") : success({ Payload: 42 }, { takes: 250 });

/** Everything one run gives, as text. It reads YAML, both query languages, retries with jitter and draws at random. */
export async function order(): Promise<string> {
  const machine = loadMachine(await readDefinition(DEFINITION, { format: "yaml" }));
  const { status, output, error, duration, events, execution } = runSync(machine, {
    input: INPUT,
    handler: price,
    seed: 7,
  });
  const history = toAws(events, machine, execution.identity);
  return JSON.stringify({ status, output, error, duration, history });
}
