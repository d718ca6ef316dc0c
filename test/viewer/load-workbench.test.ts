import { expect, it, vi } from "vitest";
import { loadWorkbench } from "../../packages/asl-viewer/src/elements/shared/load-workbench.js";
import { EventMenu } from "../../packages/asl-viewer/src/elements/timeline/event-menu.js";
import { Overlays } from "../../packages/asl-viewer/src/elements/viewer/overlays.js";

vi.mock("../../packages/asl-viewer/src/elements/workbench.js", () => {
  throw new Error("there is no such file");
});

/** A viewer, and what it was asked to say. */
function viewer() {
  const said: string[] = [];
  const host = Object.assign(new EventTarget(), { addController: () => undefined, requestUpdate: vi.fn() });
  host.addEventListener("asl-say", (event) => said.push((event as CustomEvent<{ text: string }>).detail.text));
  return { host: host as never as EventTarget, said };
}

it.each<[string, (host: EventTarget) => void]>([
  ["the list of commands", (host) => new Overlays(host as never).show("palette")],
  [
    "the menu of an event",
    (host) => {
      new EventMenu(host as never);
      host.dispatchEvent(new CustomEvent("asl-menu", { detail: { at: 0, x: 0, y: 0 } }));
    },
  ],
  ["what a pane shows", loadWorkbench],
])("says that %s cannot be loaded", async (_, act) => {
  const { host, said } = viewer();
  act(host);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  expect(said[0]).toMatch(/no such file|error/i);
});

it("says it once for an element that is drawn again and again", async () => {
  const { host, said } = viewer();
  loadWorkbench(host);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  loadWorkbench(host);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(said).toHaveLength(1);
});
