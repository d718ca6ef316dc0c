import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { graphOf } from "../../packages/asl-viewer/src/graph/index.js";
import { createLayouter } from "../../packages/asl-viewer/src/layout/index.js";
import { order } from "./machines.js";

const require = createRequire(new URL("../../packages/asl-viewer/package.json", import.meta.url));
/** What elk's worker is made of, on this thread. */
const { Worker: Elk } = require("elkjs/lib/elk-worker.min.js") as { Worker: new () => Worker };

/** A worker that fails at the first question it is asked after so many answers. */
function failingAfter(answers: number): Worker {
  const elk = new Elk();
  const events = new EventTarget();
  const layouts = new Set<unknown>();
  let answered = 0;
  const worker = {
    addEventListener: events.addEventListener.bind(events),
    terminate: () => {},
    postMessage(message: { cmd: string; id: number }) {
      if (message.cmd === "layout") layouts.add(message.id);
      if (message.cmd === "layout" && answered >= answers)
        queueMicrotask(() => events.dispatchEvent(new Event("error")));
      else elk.postMessage(message);
    },
    set onmessage(listen: Worker["onmessage"]) {
      elk.onmessage = (answer) => {
        if (layouts.has((answer.data as { id: number }).id)) answered++;
        listen?.call(elk, answer);
      };
    },
  };
  return worker as unknown as Worker;
}

describe("a worker that lays out", () => {
  it("is done without where it fails at once", async () => {
    let made = 0;
    const layouter = createLayouter({
      worker: () => {
        made++;
        return failingAfter(0);
      },
    });
    await expect(layouter.layout(graphOf(order))).resolves.toMatchObject({ direction: "down" });
    expect(made).toBe(1);
  });

  it("is made anew where it fails later, what was asked being refused", async () => {
    let made = 0;
    const layouter = createLayouter({ worker: () => failingAfter(made++ === 0 ? 1 : 1000) });
    const asked = () => layouter.layout(graphOf(order), { direction: "right" });
    await expect(layouter.layout(graphOf(order))).resolves.toMatchObject({ direction: "down" });
    await expect(asked()).rejects.toThrow("the worker that lays graphs out has failed");
    await expect(asked()).resolves.toMatchObject({ direction: "right" });
    expect(made).toBe(2);
  });
});
