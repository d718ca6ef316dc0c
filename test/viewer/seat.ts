import { expect } from "vitest";
import { DebugHost, type HostOptions } from "../../packages/asl-viewer/src/debugging/host/index.js";
import {
  channelPair,
  DebugClient,
  type DebugError,
  KnownEvents,
  type Notifications,
  type Standing,
  type Start,
} from "../../packages/asl-viewer/src/debugging/index.js";

/** A task that may fail, a Choice on its answer, and two ends. */
export const ORDER = {
  StartAt: "Charge",
  States: {
    Charge: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "charge", "Payload.$": "$" },
      ResultSelector: { "paid.$": "$.Payload.paid" },
      ResultPath: "$.charge",
      Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2 }],
      Catch: [{ ErrorEquals: ["Declined"], ResultPath: "$.error", Next: "Sorry" }],
      Next: "Paid?",
    },
    "Paid?": {
      Type: "Choice",
      Choices: [{ Variable: "$.charge.paid", NumericGreaterThan: 100, Next: "Ship" }],
      Default: "Sorry",
    },
    Ship: { Type: "Pass", Parameters: { "to.$": "$.charge" }, ResultPath: "$.shipped", End: true },
    Sorry: { Type: "Fail", Error: "NotPaid", Cause: "too little" },
  },
};
/** The same as a text. */
export const TEXT = JSON.stringify(ORDER, null, 2);

/** A client at a host, and all it was told. */
export interface Seat {
  readonly client: DebugClient;
  readonly known: KnownEvents;
  readonly told: [string, unknown][];
  readonly host: DebugHost;
  /** The last standing. */
  standing(): Standing;
}

/** Seats a client. */
export function sit(host: DebugHost): Seat {
  const [here, there] = channelPair();
  host.connect(there);
  const client = new DebugClient(here);
  const known = new KnownEvents(client);
  const told: [string, unknown][] = [];
  const names: (keyof Notifications)[] = [
    "stopped",
    "running",
    "started",
    "cut",
    "breakpoints",
    "log",
    "reloaded",
    "changed",
    "ended",
  ];
  for (const name of names) client.on(name, (params: unknown) => void told.push([name, params]));
  const standing = () => told.findLast(([name]) => name === "stopped")![1] as Standing;
  return { client, known, told, host, standing };
}

/** Seats a client that begins a run. */
export async function begin(start: Start, options: HostOptions = {}): Promise<Seat> {
  const seat = sit(new DebugHost({ starts: true, ...options }));
  await seat.client.start(start);
  return seat;
}

/** A run of the order. */
export const order = (more: Partial<Extract<Start, { kind: "definition" }>> = {}): Start => ({
  kind: "definition",
  text: TEXT,
  name: "order.asl.json",
  input: { id: 7 },
  ...more,
});
/** Answers with which the order is shipped. */
export const PAID = "Charge: { output: { Payload: { paid: 150 } } }";

/** With what a call is refused. */
export const refused = async (work: Promise<unknown>): Promise<DebugError> =>
  work.then(
    () => expect.fail("it was not refused"),
    (error) => error as DebugError,
  );

/** A run that has ended, with all its events known. */
export async function ended(): Promise<Seat> {
  const seat = await begin(order({ answers: PAID }));
  await seat.client.continue();
  await seat.known.update(seat.standing());
  return seat;
}

/** What the execution's events are. */
export const typesOf = ({ known }: Seat): string[] => known.of(0).map(({ type }) => type);
