import { type AslViewer, register } from "../elements/index.js";
import { createLayouter } from "../layout/index.js";
import { checker } from "./checker.js";
import { elkWorker, readyLayouter } from "./elk.js";
import { goLive } from "./live.js";
import { offerModules } from "./modules.js";
import { ownFiles, ownPlacements, pageParts } from "./offline.js";
import { workingReader } from "./reader.js";

declare const __EXAMPLE__: readonly { readonly name: string; readonly text: string }[];

/** The page: one viewer that fills it; what is dropped or pasted anywhere goes to it, and so do keys nobody else takes. */
async function start(): Promise<void> {
  const files = ownFiles();
  const layouter = files.length === 0 ? readyLayouter() : createLayouter({ worker: elkWorker });
  layouter.know(ownPlacements());
  offerModules();
  register();
  const viewer = document.querySelector("asl-viewer") as AslViewer;
  viewer.example = __EXAMPLE__;
  viewer.page = pageParts;
  document.addEventListener("paste", (event) => {
    if (event.defaultPrevented || (event.target as Element).closest?.("asl-viewer")) return;
    viewer.takePaste(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === document.body) viewer.press(event);
  });
  viewer.reader = workingReader();
  viewer.checker = checker();
  viewer.layouter = layouter;
  viewer.hidden = false;
  for (const { text, name, compared } of files)
    await (compared === true ? viewer.compare(text, name) : viewer.open(text, name));
  await goLive(viewer);
}

void start();
