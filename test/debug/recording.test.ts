import { describe, expect, it } from "vitest";
import { DebugSession, type Recording, RecordingError } from "../../packages/asl-core/src/debug/index.js";
import { redact } from "../../packages/asl-core/src/debug/redact.js";
import { failure, success } from "../../packages/asl-core/src/drivers/handler.js";
import type { Json } from "../../packages/asl-core/src/json.js";
import { loadMachine } from "../../packages/asl-core/src/machine/load.js";
import { prepare } from "../harness/own-case.js";
import { ownCases } from "./support/own-cases.js";
import { Dice, walk } from "./support/walk.js";

const throughText = (recording: Recording): Recording => JSON.parse(JSON.stringify(recording)) as Recording;

/** Everything that can be seen at a position. */
function seen(session: DebugSession, step: number): string {
  session.goTo({ step, stage: 0 });
  const { now, executions, waiting } = session.scene;
  return JSON.stringify([
    now,
    executions.map(({ execution, events, iteration }) => [execution, events, iteration]),
    waiting,
  ]);
}

describe("a recording", () => {
  it.each(ownCases)("gives every position again, and goes on the same: $name", async ({ one }) => {
    const { machine, options } = prepare(one);
    const session = DebugSession.start({ machine }, options);
    for (let i = 0; i < 7; i++) await session.step("stage");
    await session.step("over");
    const opened = DebugSession.open(throughText(session.save()), {
      handler: options.handler,
      objects: options.objects,
    });
    expect(opened.position).toEqual({ step: session.length, stage: 0 });
    await walk(opened, new Dice(7), 10);
    while ((await session.continue()).reason !== "end");
    expect(opened.length).toBe(session.length);
    const whole = DebugSession.open(throughText(session.save()));
    for (let step = 0; step <= session.length; step++) {
      const before = seen(session, step);
      expect(seen(session, step), `step ${step} twice`).toBe(before);
      expect(seen(whole, step), `step ${step} of the recording`).toBe(before);
      expect(seen(opened, step), `step ${step} of what went on`).toBe(before);
    }
  });

  const task = (more: object) => ({ Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...more });
  const MACHINE = {
    StartAt: "Split",
    States: {
      Split: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "A",
            States: {
              A: task({
                Parameters: { "p.$": "$.password" },
                Retry: [{ ErrorEquals: ["E"] }],
                TimeoutSeconds: 9,
                End: true,
              }),
            },
          },
          { StartAt: "B", States: { B: { Type: "Wait", Seconds: 5, End: true } } },
        ],
        Next: "Choose",
      },
      Choose: {
        Type: "Choice",
        Choices: [{ Variable: "$[0].secret", StringEquals: "s3cret", Next: "Yes" }],
        Default: "No",
      },
      Yes: { Type: "Pass", End: true },
      No: { Type: "Succeed" },
    },
  };

  async function recorded(): Promise<DebugSession> {
    const input = { password: "hunter2", list: [1, { passwordHint: true }], text: '{"password":"inner"}' };
    const handler = ({ attempt }: { attempt: number }) =>
      attempt === 0 ? failure("E", '{"secret":"x"}') : success({ secret: "s3cret", n: 1 });
    const session = DebugSession.start({ machine: loadMachine(MACHINE as never) }, { input: input as Json, handler });
    await session.continue();
    return session;
  }

  it("keeps changes", async () => {
    const session = await recorded();
    session.goTo({ step: 3, stage: 0 });
    session.set("0:1", "Variables", "/v", 1);
    session.breakpoints.add({ state: "Choose", stage: "afterInputPath" });
    await session.continue();
    session.set("0:1", "Input", "/0/secret", "other");
    session.breakpoints.set([]);
    await session.continue();
    session.goTo({ step: session.length - 1, stage: 0 });
    session.reload({
      machine: loadMachine({
        ...MACHINE,
        States: {
          ...MACHINE.States,
          Choose: { ...MACHINE.States.Choose, Default: "New" },
          New: { Type: "Pass", Next: "No" },
          No: { Type: "Pass", Result: 5, End: true },
        },
      } as never),
    });
    await session.continue();
    const opened = DebugSession.open(throughText(session.save()));
    for (let step = 0; step <= session.length; step++) expect(seen(opened, step)).toBe(seen(session, step));
  });

  it("has no secrets where it is redacted, and says so", async () => {
    const session = await recorded();
    const recording = throughText(session.save({ redact: [/^password$/, "hint"] }));
    const text = JSON.stringify(recording);
    expect(text).not.toMatch(/hunter2|"inner"/);
    expect(recording.start.input).toEqual({
      password: "[redacted]",
      list: [1, { passwordHint: false }],
      text: '{"password":"[redacted]"}',
    });
    expect(recording.redacted).toEqual(["^password$", "hint"]);
    expect(DebugSession.open(recording).events().length).toBe(session.events().length);
  });

  it("has what is equal to a secret nowhere else either", async () => {
    const session = await recorded();
    const { start } = session.save();
    const recording = { ...start, input: { password: "hunter22", to: "hunter22", text: '{"to":"hunter22"}' } };
    expect(JSON.stringify(redact({ ...session.save(), start: recording }, ["password"]))).not.toContain("hunter22");
  });

  it("that does not come out the same for being redacted says so", async () => {
    const session = await recorded();
    const recording = throughText(session.save({ redact: ["secret"] }));
    const { stop } = DebugSession.open(recording);
    expect(stop.text).toContain("the recording was redacted and does not come out the same");
  });

  it.each([
    ["no object", null, "this is no recording"],
    ["another format", { format: "har" }, "this is no recording"],
    [
      "another version",
      { format: "asl-recording", version: 2 },
      "the recording has version 2; this is read here: version 1",
    ],
    [
      "a damaged version",
      { format: "asl-recording", version: { a: 1 } },
      'the recording has version {"a":1}; this is read here: version 1',
    ],
    ["another kernel", { format: "asl-recording", version: 1, kernel: 99 }, "made by kernel 99"],
    ["nothing else", { format: "asl-recording", version: 1, kernel: 1 }, "the recording is damaged"],
  ])("that is %s is refused with a reason", (_, recording, reason) => {
    expect(() => DebugSession.open(recording as never)).toThrow(reason);
    expect(() => DebugSession.open(recording as never)).toThrow(RecordingError);
  });

  it("whose parts have another form is refused in words", async () => {
    const recording = { ...throughText((await recorded()).save()), stages: 5 };
    expect(() => DebugSession.open(recording as never)).toThrow("a part of it is missing or has another form");
  });

  it("that is damaged anywhere opens or is refused with a reason", async () => {
    const text = JSON.stringify((await recorded()).save());
    const dice = new Dice(11);
    for (let i = 0; i < 1500; i++) {
      const recording = JSON.parse(text) as Json;
      damage(recording, dice);
      try {
        DebugSession.open(recording as never);
      } catch (error) {
        expect(error, JSON.stringify(recording)).toBeInstanceOf(RecordingError);
      }
    }
  });
});

const JUNK: Json[] = [null, -1, 1e9, "x", [], {}, true, 0.5, "Begin"];

/** Changes one value somewhere. */
function damage(value: Json, dice: Dice): void {
  let holder = value as Record<string, Json>;
  for (;;) {
    const keys = Object.keys(holder);
    const key = dice.of(keys);
    const inner = holder[key];
    const goesOn = typeof inner === "object" && inner !== null && Object.keys(inner).length > 0 && dice.roll(6) > 0;
    if (goesOn) holder = inner as Record<string, Json>;
    else {
      if (dice.roll(4) === 0 && !Array.isArray(holder)) delete holder[key];
      else holder[key] = dice.of(JUNK);
      return;
    }
  }
}
