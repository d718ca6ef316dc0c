import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LayingOut } from "../../packages/asl-viewer/src/controllers/laying-out.js";
import { graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import type { Layout, Layouter } from "../../packages/asl-viewer/src/layout/index.js";
import { order } from "./machines.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A layouter that never answers by itself. */
function held() {
  let answer: (layout: Layout) => void = () => undefined;
  const layouter = {
    layout: vi.fn(() => new Promise<Layout>((resolve) => (answer = resolve))),
    close: vi.fn(),
  };
  const host = { layouter: layouter as unknown as Layouter, addController: vi.fn(), requestUpdate: vi.fn() };
  const laying = new LayingOut(host as never, () => host.layouter);
  return { laying, host, layouter, answer: (layout: Layout) => answer(layout) };
}

const graph = graphOf(order);
const layout = { width: 1 } as Layout;

it("says what is laid out and for how long, in one part too, once it takes a while", async () => {
  const { laying, host, answer } = held();
  const laid = laying.layOut(graph, "down");
  expect(laying.words).toBe("");
  vi.advanceTimersByTime(300);
  expect([laying.words, laying.seconds]).toEqual(["Laying out 9 states with 10 transitions", 0]);
  vi.advanceTimersByTime(3000);
  expect(laying.seconds).toBe(3);
  expect(host.requestUpdate).toHaveBeenCalledTimes(4);
  answer(layout);
  expect(await laid).toBe(layout);
  expect(laying.words).toBe("");
  vi.advanceTimersByTime(3000);
  expect(laying.seconds).toBe(3);
});

it("ends at a person's word though a part goes on, says so, and goes on when asked", async () => {
  const { laying, host, layouter, answer } = held();
  const laid = laying.layOut(graph, "down");
  vi.advanceTimersByTime(2500);
  laying.stop();
  expect(await laid).toBeUndefined();
  expect([laying.words, laying.stopped, laying.seconds]).toEqual(["", true, 2]);
  answer(layout);
  await Promise.resolve();
  expect([laying.words, laying.stopped]).toEqual(["", true]);
  laying.resume();
  expect(host.requestUpdate).toHaveBeenLastCalledWith("layouter", expect.anything());
  const again = laying.layOut(graph, "down");
  expect(laying.stopped).toBe(false);
  answer(layout);
  expect(await again).toBe(layout);
  expect(layouter.layout).toHaveBeenCalledTimes(2);
});

it("begins anew where its host left the page meanwhile, also where that has no layouter", async () => {
  const { laying, host } = held();
  const laid = laying.layOut(graph, "down");
  laying.hostDisconnected();
  expect(await laid).toBeUndefined();
  expect(host.requestUpdate).not.toHaveBeenCalledWith("layouter", expect.anything());
  laying.hostConnected();
  const [, before] = host.requestUpdate.mock.lastCall ?? [];
  expect(before).not.toBe(undefined);
  expect(before).not.toBe(host.layouter);
});

it("begins anew where somebody else has ended the layouter that both have, but not for ever", async () => {
  const { laying, layouter, answer } = held();
  const ended = () => Promise.reject(new DOMException("ended", "AbortError"));
  layouter.layout.mockImplementationOnce(ended);
  const laid = laying.layOut(graph, "down");
  await vi.waitFor(() => expect(layouter.layout).toHaveBeenCalledTimes(2));
  answer(layout);
  expect(await laid).toBe(layout);
  layouter.layout.mockImplementation(ended);
  await expect(laying.layOut(graph, "down")).rejects.toThrow("ended");
});

it("gives up what was being laid out for what is to be laid out now", async () => {
  const { laying, answer } = held();
  const first = laying.layOut(graph, "down");
  const second = laying.layOut(graph, "right");
  answer(layout);
  expect([await first, await second]).toEqual([undefined, layout]);
  expect(laying.stopped).toBe(false);
});
