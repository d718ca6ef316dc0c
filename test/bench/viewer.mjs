import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium, flags } from "../../scripts/chromium.mjs";
import { exists, root } from "../../scripts/workspace.mjs";
import { block, containers, editedAnew } from "./graph-machines.mjs";
import { manyOrders } from "./history-machines.mjs";
import { inPage } from "./viewer-page.mjs";

/**
 * What the viewer must reach in Chromium, in milliseconds of the wall clock but for the last: a machine of 100 states from
 * its text to the painted picture, in a page that has stood for two seconds, or from the first byte of a page that holds
 * it; one of 1,000 laid out in the worker; one container edited and laid out again; a frame while a picture of 1,000 or 5,000
 * states is moved, near and far, nineteen times in twenty; a history of 25,000 events from its text to the indexed run; from a wanted place to its frame, nineteen times in twenty; a search
 * of all data; megabytes of heap with all of it held.
 */
export const VIEWER_FLOORS = {
  paint: 300,
  layout: 1500,
  again: 50,
  pan: 16,
  open: 1000,
  scrub: 16,
  filter: 50,
  memory: 250,
};

const APPLICATION = "packages/asl-viewer/dist/app/index.html";
const PARTS = "packages/asl-viewer/dist/app/page.js";

/** What is drawn; without a floor it only tells what the very first picture of a page takes. */
const KINDS = {
  paint: { definition: block(100, "State"), floor: VIEWER_FLOORS.paint, stood: 2000 },
  cold: { definition: block(100, "State") },
  layout: { definition: block(1000, "State"), floor: VIEWER_FLOORS.layout },
  "in containers": { definition: containers(40, 24), floor: VIEWER_FLOORS.layout },
};

/** Everything is done this often, in a page of its own; the middle one counts. */
const machines = ({ rounds }) =>
  inChromium("P1", async (newPage, blank) => {
    const rows = [];
    for (const [what, { definition, floor, stood = 0 }] of Object.entries(KINDS)) {
      const found = await several(rounds, newPage, async (page) => {
        await page.waitForTimeout(stood);
        return page.evaluate(inPage.draw, JSON.stringify(definition));
      });
      rows.push({ states: statesIn(definition), what, ...found, floor, ok: !(found.time > floor) });
    }
    return [...rows, await held(rounds, blank), ...(await again(newPage)), ...(await panned(newPage))];
  });

/** A page that holds a machine, as `asl graph --interactive` writes it: from the first byte to the painted picture. */
async function held(rounds, blank) {
  const { graphOf, placementsOf } = await import(`${root}/packages/asl-viewer/dist/drawing/index.js`);
  const { pageText, partsIn } = await import(`${root}/packages/asl-viewer/dist/page/index.js`);
  const definition = block(100, "State");
  const path = join(mkdtempSync(join(tmpdir(), "asl-bench-")), "page.html");
  const content = {
    title: "machine",
    files: [{ name: "machine.asl.json", text: JSON.stringify(definition) }],
    placements: await placementsOf(graphOf(definition)),
  };
  writeFileSync(path, pageText(partsIn(readFileSync(PARTS, "utf8")), content));
  const found = await several(rounds, blank, async (page) => {
    await page.addInitScript({ content: `(function ${inPage.watch})()` });
    await page.goto(`file://${path}`);
    return page.evaluate(inPage.watched);
  });
  rmSync(dirname(path), { recursive: true });
  const floor = VIEWER_FLOORS.paint;
  return { states: statesIn(definition), what: "held", ...found, floor, ok: found.time <= floor };
}

/** One container of forty edited, each time another one, and none whose layout is known. */
async function again(newPage) {
  const texts = [containers(40, 24), ...Array.from({ length: 8 }, (_, round) => editedAnew(40, 24, round))];
  const page = await newPage();
  const times = await page.evaluate(
    inPage.edit,
    texts.map((text) => JSON.stringify(text)),
  );
  const states = statesIn(texts[0]);
  const [laid, painted] = [middle(times.map(({ laid }) => laid)), middle(times.map(({ painted }) => painted))];
  const ok = laid <= VIEWER_FLOORS.again;
  return [
    { states, what: "again", time: laid, longest: 0, floor: VIEWER_FLOORS.again, ok },
    { states, what: "again painted", time: painted, longest: 0, ok: true },
  ];
}

/** Pictures of which a part is seen, moved at the size they are read in and from afar. */
async function panned(newPage) {
  const rows = [];
  for (const definition of [block(1000, "State"), containers(40, 24), block(5000, "State"), containers(200, 24)]) {
    const page = await newPage();
    await page.evaluate(inPage.draw, JSON.stringify(definition));
    const { time, slowest } = await page.evaluate(inPage.pan, [1, 0.5, 0.2]);
    await page.close();
    const floor = VIEWER_FLOORS.pan;
    rows.push({ states: statesIn(definition), what: "pan", time, longest: slowest, floor, ok: time <= floor });
  }
  return rows;
}

/** In one page: what is kept between two openings counts as memory. */
const history = ({ rounds }) =>
  inChromium("P2", async (newPage) => {
    const { text, definition } = manyOrders(await import(`${root}/packages/asl-core/dist/index.js`));
    const page = await newPage();
    await page.evaluate(inPage.draw, JSON.stringify(definition));
    const opened = [];
    for (let round = 0; round < rounds; round++) opened.push(await page.evaluate(inPage.open, text));
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.collectGarbage");
    await session.send("Performance.enable");
    const { metrics } = await session.send("Performance.getMetrics");
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value;
    const measured = {
      events: opened[0].events,
      open: middle(opened.map(({ time }) => time)),
      longest: Math.max(...opened.map(({ longest }) => longest)),
      ...(await page.evaluate(inPage.scrub, 300)),
      ...(await page.evaluate(inPage.filter, ["person 17", "sku-order-9", "nowhere"])),
      memory: heap / 1e6,
    };
    const ok = ["open", "scrub", "filter", "memory"].every((name) => measured[name] <= VIEWER_FLOORS[name]);
    return [{ ...measured, ok }];
  });

/** The parts by their names; each gives its rows, `[]` where the application is not built or there is no Chromium. */
export const VIEWERS = { P1: machines, P2: history };

async function several(rounds, newPage, act) {
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const page = await newPage();
    found.push(await act(page));
    await page.close();
  }
  return { time: middle(found.map(({ time }) => time)), longest: middle(found.map(({ longest }) => longest)) };
}

async function inChromium(id, act) {
  const executablePath = findChromium();
  if (executablePath === undefined || !exists(APPLICATION)) {
    console.error(`\n*** ${id} IS NOT MEASURED: ${executablePath ? "asl-viewer is not built" : "no Chromium"}. ***\n`);
    return [];
  }
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const blank = () => browser.newPage({ viewport: { width: 1280, height: 800 } });
    return await act(async () => {
      const page = await blank();
      await page.goto(`file://${root}/${APPLICATION}`);
      await page.waitForFunction("document.querySelector('asl-viewer')?.layouter !== undefined");
      return page;
    }, blank);
  } finally {
    await browser.close();
  }
}

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const statesIn = (definition) =>
  Object.values(definition.States).reduce(
    (sum, { Branches = [] }) => sum + 1 + Branches.reduce((inner, branch) => inner + statesIn(branch), 0),
    0,
  );
