import { define } from "../elements/define.js";
import { AslGraph } from "../elements/graph/asl-graph.js";
import { AslViewer } from "../elements/viewer/asl-viewer.js";
import { createLayouter, type Layouter } from "../layout/index.js";
import { FILES, type PageFile } from "../page/index.js";
import { checker } from "./checker.js";
import { elkWorker, readyLayouter } from "./elk.js";
import { example } from "./example.js";
import { goLive } from "./live.js";
import { offerModules } from "./modules.js";
import { ownFiles, ownPlacements, pageParts } from "./offline.js";
import { workingReader } from "./reader.js";

/** Milliseconds that a page may stay empty while its files are opened. */
const PATIENCE = 50;

/** The page: one viewer that fills it; what is dropped or pasted anywhere goes to it, and so do keys nobody else takes. */
async function start(): Promise<void> {
  const files = ownFiles();
  const viewer = document.querySelector("asl-viewer") as AslViewer;
  // Out of the page while it has nothing to show: what it showed then would be drawn for nothing.
  if (files.length > 0) viewer.remove();
  offerModules();
  define({ "asl-graph": AslGraph, "asl-viewer": AslViewer });
  customElements.upgrade(viewer);
  let begin = () => {};
  const rest = new Promise<void>((resolve) => (begin = resolve)).then(defineRest);
  equip(viewer, files.length === 0 ? readyLayouter() : createLayouter({ worker: elkWorker }), rest);
  const shown = files.length === 0 ? goLive(viewer) : showFiles(viewer, files);
  if (files.length > 0) await shown.then(painted);
  begin();
  await Promise.all([shown, rest]);
}

/** Gives the viewer what it has of its page. `rest`: when all is there that the first picture does not need. */
function equip(viewer: AslViewer, layouter: Layouter, rest: Promise<void>): void {
  layouter.know(ownPlacements());
  if (document.getElementById(FILES) === null) viewer.example = example;
  viewer.page = pageParts;
  document.addEventListener("paste", (event) => {
    if (event.defaultPrevented || (event.target as Element).closest?.("asl-viewer")) return;
    viewer.takePaste(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === document.body) viewer.press(event);
  });
  viewer.reader = workingReader();
  viewer.checker = checker(rest);
  viewer.layouter = layouter;
  viewer.hidden = false;
}

/** Opens files, and puts the viewer into the page once they are open, or take a while. */
async function showFiles(viewer: AslViewer, files: readonly PageFile[]): Promise<void> {
  const opened = openAll(viewer, files);
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  document.body.prepend(viewer);
  await opened;
  await viewer.updateComplete;
}

async function openAll(viewer: AslViewer, files: readonly PageFile[]): Promise<void> {
  for (const { text, name, compared } of files)
    await (compared ? viewer.compare(text, name, compared === true ? "after" : compared) : viewer.open(text, name));
}

/** Defines the elements that the first picture does not need; they take what they were given before. */
async function defineRest(): Promise<void> {
  const { REST } = await import("../elements/rest.js");
  define(REST);
}

/** When what stands now is on the screen. A page that nobody sees has no frames. */
const painted = (): Promise<unknown> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 5 * PATIENCE);
  });

start().catch((error) => document.body.append(`This browser cannot show the page: ${error}`));
