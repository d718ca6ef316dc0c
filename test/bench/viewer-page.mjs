/** What is measured in the page, by functions that run there: they know nothing but their argument and the page. */
export const inPage = {
  /** From a definition's text to its picture on the screen. */
  async draw(text) {
    const viewer = document.querySelector("asl-viewer");
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ entryTypes: ["longtask"] });
    // The task that took the text from the test ends first.
    await new Promise((resolve) => setTimeout(resolve, 100));
    tasks.length = 0;
    const since = performance.now();
    const laid = new Promise((resolve) => viewer.addEventListener("asl-laid-out", resolve, { once: true }));
    await viewer.open(text, "machine.asl.json");
    await laid;
    await viewer.graphElement.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const time = performance.now() - since;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { time, longest: Math.max(0, ...tasks.map(({ duration }) => duration)) };
  },

  /** Before the page runs: notes when its first picture is on the screen. */
  watch() {
    globalThis.tasks = [];
    new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries())).observe({
      entryTypes: ["longtask"],
    });
    globalThis.painted = new Promise((resolve) =>
      addEventListener(
        "asl-laid-out",
        () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))),
        {
          once: true,
        },
      ),
    );
  },

  /** What was noted. */
  async watched() {
    const time = await globalThis.painted;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { time, longest: Math.max(0, ...globalThis.tasks.map(({ duration }) => duration)) };
  },

  /** From each edited text's graph to its layout, and from the text to its picture; nobody edits before that is painted. */
  async edit([first, ...texts]) {
    const viewer = document.querySelector("asl-viewer");
    const times = [];
    for (const text of [first, ...texts]) {
      const since = performance.now();
      const laid = new Promise((resolve) => viewer.addEventListener("asl-laid-out", resolve, { once: true }));
      await viewer.open(text, "machine.asl.json");
      const { milliseconds } = (await laid).detail;
      await viewer.graphElement.updateComplete;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      times.push({ laid: milliseconds, painted: performance.now() - since });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return times.slice(1);
  },

  /** The work of a frame while the picture is moved, at so many scales: the slowest but for one in twenty, and the most nodes that were drawn. */
  async pan(scales) {
    const { graphElement } = document.querySelector("asl-viewer");
    const surface = graphElement.renderRoot.querySelector(".surface");
    const { port1, port2 } = new MessageChannel();
    const frame = (deltaY) =>
      new Promise((resolve) =>
        requestAnimationFrame(() => {
          const since = performance.now();
          port1.onmessage = () => resolve(performance.now() - since);
          surface.dispatchEvent(new WheelEvent("wheel", { deltaY, bubbles: true, cancelable: true }));
          port2.postMessage(0);
        }),
      );
    const found = [];
    let nodes = 0;
    for (const scale of scales) {
      graphElement.zoom(scale, true);
      await new Promise((resolve) => setTimeout(resolve, 200));
      for (let at = 0; at < 60; at++) found.push(await frame(at % 20 < 14 ? 90 : -90));
      nodes = Math.max(nodes, graphElement.renderRoot.querySelectorAll(".asl-node").length);
    }
    found.sort((a, b) => a - b);
    return { time: found[Math.floor(found.length * 0.95)], slowest: found.at(-1), nodes };
  },

  /** From a history's text to what shows it. */
  async open(text) {
    const viewer = document.querySelector("asl-viewer");
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ entryTypes: ["longtask"] });
    // The task that took the text from the test ends first.
    await new Promise((resolve) => setTimeout(resolve, 100));
    tasks.length = 0;
    const since = performance.now();
    await viewer.open(text, "history.json");
    const time = performance.now() - since;
    await viewer.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return { time, events: viewer.timeline.length, longest: Math.max(0, ...tasks.map(({ duration }) => duration)) };
  },

  /** From a wanted place, in no order, to its frame: the slowest but for one in twenty, and the slowest. */
  async scrub(times) {
    const viewer = document.querySelector("asl-viewer");
    const { length } = viewer.timeline;
    const { port1, port2 } = new MessageChannel();
    const frame = (count) =>
      new Promise((resolve) =>
        requestAnimationFrame(() => {
          const since = performance.now();
          port1.onmessage = () => resolve(performance.now() - since);
          viewer.seek(count);
          port2.postMessage(0);
        }),
      );
    const found = [];
    for (let at = 0; at < times; at++) found.push(await frame((at * 7919 + 13) % length));
    found.sort((a, b) => a - b);
    return { middle: found[times >> 1], scrub: found[Math.floor(times * 0.95)], slowest: found[times - 1] };
  },

  /** The slowest of some searches. */
  filter(texts) {
    const { search } = document.querySelector("asl-viewer").timeline;
    search.prepare();
    const times = texts.map((text) => {
      const since = performance.now();
      search.find({ text });
      return performance.now() - since;
    });
    return { filter: Math.max(...times) };
  },
};
