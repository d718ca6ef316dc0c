import { describe, expect, it } from "vitest";
import { CODES } from "../../packages/asl-viewer/src/debugging/index.js";
import { begin, ended, order, refused } from "./seat.js";

describe("looking", () => {
  it("shows a visit at every place, and changes nothing", async () => {
    const seat = await ended();
    const before = JSON.stringify([(await seat.client.initialize()).session, await seat.client.save()]);
    const seen: string[] = [];
    for (let count = 1; count <= 11; count++)
      for (const { id, type } of seat.known.of(0).slice(0, count)) {
        if (!type.endsWith("StateEntered")) continue;
        const { state, stages, scopes } = await seat.client.inspect({ execution: 0, event: id, count });
        seen.push(`${count} ${state}: ${stages.at(-1)?.stage}, ${scopes.map(({ name }) => name).join(" ")}`);
      }
    expect(seen.filter((line) => / (Charge|Ship):/.test(line)).slice(0, 6)).toEqual([
      "2 Charge: afterParameters, Input Arguments Variables Context",
      "3 Charge: afterParameters, Input Arguments Variables Context",
      "4 Charge: afterParameters, Input Arguments Result Variables Context",
      "5 Charge: afterParameters, Input Arguments Result Variables Context",
      "6 Charge: output, Input Arguments Result Output Variables Context",
      "7 Charge: output, Input Arguments Result Output Variables Context",
    ]);
    expect(JSON.stringify([(await seat.client.initialize()).session, await seat.client.save()])).toBe(before);
  });

  it("tells why a Choice went its way, and what was asked about a failure", async () => {
    const seat = await begin(order({ answers: "Charge: [{ error: Busy }, { error: Declined }]" }));
    await seat.client.continue();
    const events = await seat.known.update(seat.standing());
    const { failure, retries } = await seat.client.inspect({ execution: 0, event: 2, count: events.length });
    expect(retries.attempts.map(({ error }) => error)).toEqual(["Busy", "Declined"]);
    expect(failure?.links[0]).toMatchObject({ outcome: "caught", state: "Charge" });
    const { choice } = await (await ended()).client.inspect({ execution: 0, event: 7, count: 7 });
    expect(choice).toMatchObject({
      taken: "choice 0",
      rules: [{ outcome: "true", condition: { operands: [{ value: 150 }, {}] } }],
    });
  });

  it("shows what was aborted with its branch as it was last", async () => {
    const both = {
      StartAt: "Both",
      States: {
        Both: {
          Type: "Parallel",
          Branches: [
            { StartAt: "Slow", States: { Slow: { Type: "Wait", Seconds: 9, End: true } } },
            { StartAt: "Bad", States: { Bad: { Type: "Fail", Error: "E" } } },
          ],
          End: true,
        },
      },
    };
    const seat = await begin({ kind: "definition", text: JSON.stringify(both), input: { a: 1 } });
    await seat.client.continue();
    const events = await seat.known.update(seat.standing());
    for (const { id, type } of events.filter(({ type }) => type.endsWith("StateEntered"))) {
      const seen = await seat.client.inspect({ execution: 0, event: id, count: events.length });
      expect([type, seen.scopes[0]]).toMatchObject([type, { name: "Input", value: { a: 1 } }]);
    }
  });

  it("says whether the session stands in the visit", async () => {
    const seat = await begin(order());
    await seat.client.continue();
    const { events } = seat.standing().executions[0];
    expect(await seat.client.inspect({ execution: 0, event: 2, count: events })).toMatchObject({
      here: true,
      frame: "0:1",
    });
    expect(await seat.client.inspect({ execution: 0, event: 2, count: 2 })).toMatchObject({ here: false });
    expect(await refused(seat.client.inspect({ execution: 0, event: 1, count: 3 }))).toMatchObject({
      code: CODES.RANGE,
    });
    expect(await refused(seat.client.inspect({ execution: 0, event: 3, count: 99 }))).toMatchObject({
      code: CODES.RANGE,
    });
    expect(await refused(seat.client.inspect({ execution: 5, event: 2, count: 2 }))).toMatchObject({
      code: CODES.RANGE,
    });
  });
});
