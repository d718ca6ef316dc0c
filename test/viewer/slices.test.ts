import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Reading } from "../../packages/asl-viewer/src/controllers/reading.js";
import { inSlices } from "../../packages/asl-viewer/src/controllers/slices.js";

/** Whoever looks at the clock finds it a millisecond later. */
let now = 0;
beforeEach(() => void vi.spyOn(performance, "now").mockImplementation(() => ++now));
afterEach(() => void vi.restoreAllMocks());

/** Works in so many steps, and yields the share that is done. */
function* working(steps: number): Generator<number, string> {
  for (let done = 0; done < steps; done++) yield done / steps;
  return "done";
}

function* endless(): Generator<undefined, never> {
  for (;;) yield;
}

const host: ConstructorParameters<typeof Reading>[0] = {
  reader: undefined,
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};

describe("inSlices", () => {
  it("gives others a turn, says how far it has come, and gives what the work gives", async () => {
    const said: [string, number | undefined][] = [];
    const onProgress = (words: string, share?: number) => void said.push([words, share]);
    let isOver = false;
    const work = inSlices(working(200), "Comparing", { onProgress }).finally(() => (isOver = true));
    for (let i = 0; i < 1000; i++) await Promise.resolve();
    expect([isOver, said.length]).toEqual([false, 1]);
    expect(await work).toBe("done");
    expect(said).toHaveLength(5);
    const shares = said.map(([, share]) => share as number);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(said[0][0]).toBe("Comparing");
  });

  it("does little work without any turn of others", async () => {
    let isOver = false;
    const work = inSlices(working(1), "x").then(() => (isOver = true));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(isOver).toBe(true);
    await work;
  });

  it("fails as its work does", async () => {
    function* failing(): Generator<undefined, never> {
      yield;
      throw new RangeError("no");
    }
    await expect(inSlices(failing(), "x")).rejects.toThrow("no");
  });
});

describe("work that a viewer tells of", () => {
  it("is given up on demand", async () => {
    const reading = new Reading(host);
    const work = reading.during("Comparing", "b.json", (options) => inSlices(endless(), "Comparing", options));
    setTimeout(reading.cancel);
    await expect(work).rejects.toMatchObject({ name: "AbortError" });
    expect(reading.words).toBe("");
  });

  it("is given up for what comes after it", async () => {
    const reading = new Reading(host);
    const work = reading.during("Comparing", "", (options) => inSlices(endless(), "Comparing", options));
    const ended = expect(work).rejects.toMatchObject({ name: "AbortError" });
    const found = await reading.read('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}', "a.asl.json");
    expect(found.kind).toBe("definition");
    await ended;
  });

  it("is told of with its file once it takes a while", async () => {
    const told: string[] = [];
    const reading: Reading = new Reading({ ...host, requestUpdate: () => void told.push(reading.words) });
    const work = (steps: number) =>
      reading.during("Comparing", "b.json", (options) => inSlices(working(steps), "Comparing", options));
    await work(100);
    expect(told).toEqual([""]);
    await work(500);
    expect(told).toContain("b.json: Comparing");
    expect(reading.words).toBe("");
  });
});
