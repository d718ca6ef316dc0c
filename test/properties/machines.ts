import fc from "fast-check";
import {
  failure,
  pending,
  success,
  type TaskHandler,
  type TaskOutcome,
} from "../../packages/asl-core/src/drivers/handler.js";
import type { Json, JsonObject } from "../../packages/asl-core/src/json.js";

/** A random machine, what its tasks answer, and how its run is disturbed. */
export interface Scenario {
  readonly definition: JsonObject;
  readonly input: Json;
  readonly outcomes: readonly TaskOutcome[];
  readonly abortAfter: number | undefined;
  readonly events: number;
}

/** Answers the first call with the first outcome, and starts over when all have been given. */
export function handlerOf({ outcomes }: Scenario): TaskHandler {
  let calls = 0;
  return () => outcomes[calls++ % outcomes.length];
}

/** A state that does not know its name, nor what comes after it. */
type Maker = (place: Place) => JsonObject;
interface Place {
  /** A name nobody else has, for a state or a variable. */
  fresh(): string;
  /** Names of the block's states, in order, and where this one stands. */
  names: string[];
  at: number;
  jsonata: boolean;
}

const RESOURCES = [
  "arn:aws:lambda:us-east-1:123456789012:function:work",
  "arn:aws:states:::lambda:invoke",
  "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  "arn:aws:states:::states:startExecution.sync:2",
  "arn:aws:states:us-east-1:123456789012:activity:work",
];
const ERRORS = [
  "E1",
  "E2",
  "States.Timeout",
  "States.TaskFailed",
  "States.HeartbeatTimeout",
  "States.QueryEvaluationError",
];

const seconds = fc.integer({ min: 1, max: 20 });
const oneIn = (n: number) => fc.integer({ min: 1, max: n }).map((drawn) => drawn === n);
const names: fc.Arbitrary<string[]> = fc.oneof(
  fc.constant(["States.ALL"] as string[]),
  fc.uniqueArray(fc.constantFrom(...ERRORS), { minLength: 1, maxLength: 2 }),
);

/** States.ALL must stand last. */
const policies = <T>(entry: (errors: string[]) => fc.Arbitrary<T>) =>
  fc
    .array(names, { maxLength: 2 })
    .map((lists) => lists.filter((list, i) => list[0] !== "States.ALL" || i === lists.length - 1))
    .chain((lists) => fc.tuple(...lists.map(entry)));

const retriers = policies((ErrorEquals) =>
  fc.record(
    {
      ErrorEquals: fc.constant(ErrorEquals),
      IntervalSeconds: seconds,
      MaxAttempts: fc.integer({ min: 0, max: 2 }),
      BackoffRate: fc.constantFrom(1, 1.5, 2),
      MaxDelaySeconds: fc.integer({ min: 21, max: 60 }),
      JitterStrategy: fc.constantFrom("FULL", "NONE"),
    },
    { requiredKeys: ["ErrorEquals"] },
  ),
);

interface CatchPlan {
  ErrorEquals: string[];
  target: number;
  keep: boolean;
  broken: boolean;
}
const catchers = policies((ErrorEquals) =>
  fc.record({ ErrorEquals: fc.constant(ErrorEquals), target: fc.nat(), keep: fc.boolean(), broken: oneIn(8) }),
);

const any = (place: Place, number: number): string => place.names[number % place.names.length];
const rest = ({ names: all, at }: Place): JsonObject => (at + 1 < all.length ? { Next: all[at + 1] } : { End: true });

function recovery(place: Place, retry: JsonObject[], plans: CatchPlan[]): JsonObject {
  const Catch = plans.map(({ ErrorEquals, target, keep, broken }) => ({
    ErrorEquals,
    Next: any(place, target),
    ...(keep && !place.jsonata && { ResultPath: "$.error" }),
    ...(keep && place.jsonata && { Assign: { [place.fresh()]: "{% $states.errorOutput.Error %}" } }),
    ...(broken && place.jsonata && { Output: "{% $error('no') %}" }),
  }));
  return { ...(retry.length > 0 && { Retry: retry as Json }), ...(Catch.length > 0 && { Catch: Catch as Json }) };
}

const pass: fc.Arbitrary<Maker> = fc.constantFrom<Maker[]>(
  (place) => ({
    Type: "Pass",
    ...(place.jsonata ? { Output: { a: "{% $states.input %}" } } : { ResultPath: "$.a" }),
    ...rest(place),
  }),
  (place) => ({
    Type: "Pass",
    ...(place.jsonata
      ? { Assign: { [place.fresh()]: "{% $now() %}" } }
      : { Assign: { [`${place.fresh()}.$`]: "States.UUID()" } }),
    ...rest(place),
  }),
  (place) => ({
    Type: "Pass",
    ...(place.jsonata ? { Output: "{% $states.input.no.where %}" } : { InputPath: null }),
    ...rest(place),
  }),
);
const wait: fc.Arbitrary<Maker> = seconds.map((Seconds) => (place) => ({ Type: "Wait", Seconds, ...rest(place) }));
const fails: fc.Arbitrary<Maker> = fc
  .constantFrom(...ERRORS, undefined)
  .map((name) => () => ({ Type: "Fail", ...(name !== undefined && { Error: name }), Cause: "because" }));
const succeed: fc.Arbitrary<Maker> = fc.constant(() => ({ Type: "Succeed" }));

/** Chooses by the clock, which moves on, so that a loop may end; a loop that does not ends at the limit of events. */
const choice: fc.Arbitrary<Maker> = fc
  .tuple(fc.nat(), fc.integer({ min: 0, max: 59 }))
  .map(([target, second]) => (place): JsonObject => {
    if (place.at + 1 >= place.names.length) return { Type: "Succeed" };
    const limit = `2026-01-01T00:00:${String(second).padStart(2, "0")}.500Z`;
    const condition: JsonObject = place.jsonata
      ? { Condition: `{% $states.context.State.EnteredTime < '${limit}' %}` }
      : { Variable: "$$.State.EnteredTime", TimestampLessThan: limit };
    return {
      Type: "Choice",
      Choices: [{ ...condition, Next: any(place, target) }],
      Default: place.names[place.at + 1],
    };
  });

const task: fc.Arbitrary<Maker> = fc
  .record({
    Resource: fc.constantFrom(...RESOURCES),
    TimeoutSeconds: fc.option(fc.integer({ min: 10, max: 20 }), { nil: undefined }),
    HeartbeatSeconds: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    retry: retriers,
    plans: catchers,
  })
  .map(({ Resource, TimeoutSeconds, HeartbeatSeconds, retry, plans }) => (place) => ({
    Type: "Task",
    Resource,
    ...(place.jsonata ? { Arguments: parameters(Resource) } : { Parameters: parameters(Resource) }),
    ...(TimeoutSeconds !== undefined && { TimeoutSeconds }),
    ...(HeartbeatSeconds !== undefined && { HeartbeatSeconds }),
    ...recovery(place, retry as JsonObject[], plans),
    ...rest(place),
  }));

function parameters(resource: string): JsonObject {
  if (resource.includes(":sqs:")) return { QueueUrl: "q", MessageBody: "m" };
  if (resource.endsWith("lambda:invoke")) return { FunctionName: "f", Payload: {} };
  return resource.includes("startExecution")
    ? { StateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:other" }
    : {};
}

type Block = (fresh: () => string, jsonata: boolean) => JsonObject;

const parallel = (inner: fc.Arbitrary<Block>): fc.Arbitrary<Maker> =>
  fc
    .tuple(fc.array(inner, { minLength: 1, maxLength: 3 }), retriers, catchers)
    .map(([branches, retry, plans]) => (place) => ({
      Type: "Parallel",
      Branches: branches.map((branch) => branch(place.fresh, place.jsonata)),
      ...recovery(place, retry as JsonObject[], plans),
      ...rest(place),
    }));

const map = (inner: fc.Arbitrary<Block>): fc.Arbitrary<Maker> =>
  fc
    .record({
      items: fc.integer({ min: 0, max: 5 }),
      MaxConcurrency: fc.integer({ min: 0, max: 3 }),
      distributed: oneIn(4),
      ToleratedFailureCount: fc.integer({ min: 0, max: 2 }),
      broken: oneIn(5),
      block: inner,
      retry: retriers,
      plans: catchers,
    })
    .map(({ items, MaxConcurrency, distributed, ToleratedFailureCount, broken, block, retry, plans }) => (place) => {
      const processor = block(place.fresh, place.jsonata);
      const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
      return {
        Type: "Map",
        ...(place.jsonata
          ? { Items: Array.from({ length: items }, (_, i) => i) }
          : { ItemsPath: `$$.Execution.Input.lists[${items}]` }),
        ...(broken &&
          place.jsonata && { ItemSelector: "{% $states.context.Map.Item.Value = 2 ? $error('two') : 1 %}" }),
        ItemProcessor: distributed ? { ProcessorConfig, ...processor } : processor,
        MaxConcurrency,
        ...(distributed && { ToleratedFailureCount, Label: place.fresh() }),
        ...recovery(place, retry as JsonObject[], plans),
        ...rest(place),
      };
    });

/** A chain of states, every one reachable, with an end. */
const blockOf = (state: fc.Arbitrary<Maker>): fc.Arbitrary<Block> =>
  fc
    .tuple(fc.array(state, { maxLength: 3 }), fc.oneof(state, succeed, fails))
    .map(([makers, last]) => (fresh, jsonata) => {
      const all = [...makers, last];
      const own = all.map(fresh);
      const states = all.map((make, at) => [own[at], make({ fresh, names: own, at, jsonata })]);
      return { StartAt: own[0], States: Object.fromEntries(states) as JsonObject };
    });

const leaf = fc.oneof({ weight: 2, arbitrary: pass }, wait, choice, { weight: 4, arbitrary: task });
const shallow = blockOf(leaf);
const nested = (inner: fc.Arbitrary<Block>): fc.Arbitrary<Block> =>
  blockOf(
    fc.oneof(
      { weight: 4, arbitrary: leaf },
      { weight: 3, arbitrary: parallel(inner) },
      { weight: 3, arbitrary: map(inner) },
    ),
  );

const takes = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 25_000 }));
const outcome: fc.Arbitrary<TaskOutcome> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.jsonValue({ maxDepth: 1 }), takes)
      .map(([output, time]) => success(plain(output), { takes: time })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.option(fc.constantFrom(...ERRORS), { nil: undefined }),
        takes,
        fc.constantFrom("schedule", "start", "submit", "run" as const),
      )
      .map(([error, time, stage]) => failure(error, "why", { takes: time, stage })),
  },
  fc
    .array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 3 })
    .map((heartbeats) => pending({ heartbeats: heartbeats.sort((a, b) => a - b) })),
);

/** JSON has no -0. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** Random machines of up to three levels of Parallel and Map. */
export const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    block: nested(nested(shallow)),
    jsonata: fc.boolean(),
    TimeoutSeconds: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined, freq: 4 }),
    outcomes: fc.array(outcome, { minLength: 1, maxLength: 8 }),
    abortAfter: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined, freq: 5 }),
    events: fc.constantFrom(60, 400, 1000),
  })
  .map(({ block, jsonata, TimeoutSeconds, outcomes, abortAfter, events }) => {
    let count = 0;
    const definition = {
      ...(jsonata && { QueryLanguage: "JSONata" }),
      ...(TimeoutSeconds !== undefined && { TimeoutSeconds }),
      ...block(() => `S${++count}`, jsonata),
    };
    const lists = [0, 1, 2, 3, 4, 5].map((length) => Array.from({ length }, (_, i) => i));
    return { definition, input: { lists }, outcomes, abortAfter, events };
  });
