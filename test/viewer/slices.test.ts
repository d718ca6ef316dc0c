import { describe, expect, it } from "vitest";
import { Reading } from "../../packages/asl-viewer/src/controllers/reading.js";
import { inSlices } from "../../packages/asl-viewer/src/controllers/slices.js";

/** Works for so many milliseconds in steps of one, and yields the share that is done. */
function* working(milliseconds: number): Generator<number, string> {
  for (let done = 0; done < milliseconds; done++) {
    const until = performance.now() + 1;
    while (performance.now() < until);
    yield done / milliseconds;
  }
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
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const onProgress = (words: string, share?: number) => void said.push([words, share]);
    expect(await inSlices(working(200), "Comparing", { onProgress })).toBe("done");
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
    expect(said.length).toBeGreaterThan(0);
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
    setTimeout(reading.cancel, 20);
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
    const reading = new Reading(host);
    const words = new Set<string>();
    const work = reading.during("Comparing", "b.json", (options) => inSlices(working(500), "Comparing", options));
    const timer = setInterval(() => words.add(reading.words), 5);
    await work;
    clearInterval(timer);
    expect([...words]).toContain("b.json: Comparing");
    expect(reading.words).toBe("");
  });
});
