import type { View } from "../../controllers/pan-zoom.js";
import type { Graph } from "../../graph/index.js";
import type { Box, Layout } from "../../layout/index.js";
import type { NodeMark, Status } from "../../markers.js";
import { colours } from "../shared/colours.js";
import { html } from "../shared/html.js";

/** What the small picture shows. */
export interface Minimap {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly marks: ReadonlyMap<string, NodeMark> | undefined;
  readonly view: View;
  readonly window: { readonly width: number; readonly height: number };
}

const [WIDEST, HIGHEST] = [168, 148];
/** A picture that would be thinner is drawn so wide, or so high, whatever its shape. */
const THINNEST = 20;

/** Custom properties by status: a small picture has no room for signs. */
const COLOUR: Readonly<Record<Status, string>> = {
  unreached: "--asl-lane-line",
  unknown: "--asl-lane-line",
  running: "--asl-running",
  waiting: "--asl-waiting",
  succeeded: "--asl-success",
  retried: "--asl-success",
  caught: "--asl-error",
  failed: "--asl-failure",
  "timed-out": "--asl-timeout",
  aborted: "--asl-aborted",
  tolerated: "--asl-success",
  mocked: "--asl-mocked",
};

/** The small picture; pointers on it go to places of the large one. */
export const minimap = (go: (event: PointerEvent) => void) =>
  html`<canvas class="map" part="minimap" aria-hidden="true" @pointerdown=${go} @pointermove=${go}></canvas>`;

/** Draws the whole machine with a frame around what is seen. O(states). */
export function drawMinimap(canvas: HTMLCanvasElement, { graph, layout, marks, view, window }: Minimap): void {
  const scale = Math.min(WIDEST / layout.width, HIGHEST / layout.height, 0.3);
  const across = Math.max(scale, Math.min(THINNEST / layout.width, 0.3));
  const down = Math.max(scale, Math.min(THINNEST / layout.height, 0.3));
  const [width, height] = [layout.width * across, layout.height * down];
  const ratio = devicePixelRatio || 1;
  const isWhole = view.scale * layout.width <= window.width + 1 && view.scale * layout.height <= window.height + 1;
  const isCramped = window.width < 420 || window.height < 280;
  canvas.hidden = isCramped || (isWhole && view.x >= -1 && view.y >= -1);
  if (canvas.hidden) return;
  Object.assign(canvas, { width: width * ratio, height: height * ratio });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const paper = canvas.getContext("2d");
  if (paper === null) return;
  const placed = (box: Box, least: number) =>
    [box.x * across, box.y * down, Math.max(least, box.width * across), Math.max(least, box.height * down)] as const;
  const style = getComputedStyle(canvas);
  const colour = colours(canvas, style);
  paper.scale(ratio, ratio);
  for (const [id, box] of layout.nodes) {
    const status = marks?.get(id)?.status;
    const inside = graph.inside.has(id) && box.title > 0;
    paper.fillStyle = colour(status === undefined ? "--asl-line" : COLOUR[status]);
    paper.globalAlpha = inside ? 0.25 : 0.9;
    paper.fillRect(...placed(box, 2));
  }
  paper.globalAlpha = 1;
  paper.strokeStyle = colour("--asl-accent");
  paper.lineWidth = 1.5;
  const { x, y, scale: by } = view;
  paper.strokeRect(...placed({ x: -x / by, y: -y / by, width: window.width / by, height: window.height / by }, 4));
}

/** The place of the picture a pointer that is down means in the small one. */
export function placeIn(event: PointerEvent, { width, height }: Layout): { x: number; y: number } | undefined {
  if (event.type === "pointermove" && event.buttons === 0) return undefined;
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return { x: ((event.clientX - box.left) / box.width) * width, y: ((event.clientY - box.top) / box.height) * height };
}
