import { nothing } from "lit";
import { cut } from "../../text.js";
import { changeAt, type Timeline, type Track, trackOf, type Watched, watchedName } from "../../timeline/index.js";
import { html } from "../shared/html.js";
import { FONT, LETTER, paperOf, TO_COME } from "./lane-chart.js";

/** What is seen of a run. */
interface Seen {
  readonly count: number;
  /** What is seen of the whole, as shares. */
  readonly span: readonly [from: number, to: number];
  /** Share of the whole line for an event's index. */
  readonly shareOf: (at: number) => number;
  readonly colour: (name: string) => string;
}

/** The fields that are watched, a track each: its value where the cursor is, and where it took another one. */
export function trackRows(
  timeline: Timeline,
  watched: readonly Watched[],
  count: number,
  seek: (count: number) => void,
  point: (event: MouseEvent) => void,
) {
  if (watched.length === 0) return nothing;
  return html`<div class="tracks" part="tracks" role="group" aria-label="Watched values">
    ${watched.map((one) => {
      const { changes } = trackOf(timeline, one);
      const at = changeAt(changes, count);
      const [name, now] = [watchedName(one), changes[at]?.text ?? "–"];
      const before = changes[at]?.at === count - 1 ? at - 1 : at;
      const to = (place: number, label: string, sign: string) =>
        html`<button aria-label="${label} of ${name}" title=${label} ?disabled=${changes[place] === undefined} @click=${() => seek(changes[place].at + 1)}>${sign}</button>`;
      return html`<div class="track" role="group" aria-label="${name}: ${now}">
        <canvas aria-hidden="true" @click=${point}></canvas>
        <span class="told"><span class="field" title=${name}>${name}</span> <b title=${now}>${now}</b>${to(before, "Change before", "‹")}${to(at + 1, "Next change", "›")}</span>
      </div>`;
    })}
  </div>`;
}

/** Draws the tracks. O(changes seen + pixels) beside the search for the first. */
export function paintTracks(root: ParentNode, timeline: Timeline, watched: readonly Watched[], seen: Seen): void {
  const canvases = root.querySelectorAll<HTMLCanvasElement>(".track canvas");
  watched.forEach((one, index) => {
    if (canvases[index] !== undefined) paintTrack(canvases[index], trackOf(timeline, one), seen);
  });
}

function paintTrack(canvas: HTMLCanvasElement, track: Track, { count, span: [from, to], shareOf, colour }: Seen): void {
  const { paper, width, height } = paperOf(canvas);
  const x = (at: number) => ((shareOf(at) - from) / (to - from)) * width;
  const { changes } = track;
  for (let index = firstSeen(changes, shareOf, from); index < changes.length; index++) {
    const left = Math.max(0, x(changes[index].at));
    if (left > width) break;
    const right = index + 1 < changes.length ? Math.min(width, x(changes[index + 1].at)) : width;
    paintValue(paper, track, index, [left, right - left, height], colour);
  }
  const now = Math.max(0, x(count - 1));
  paper.globalAlpha = TO_COME;
  paper.fillStyle = colour("--asl-ground");
  if (now < width) paper.fillRect(now, 0, width - now, height);
  paper.globalAlpha = 1;
  paper.fillStyle = colour("--asl-ink");
  paper.fillRect(Math.max(0, now - 0.75), 0, 1.5, height);
}

/** Numbers are drawn as high as they are, between the least and the greatest. */
function paintValue(
  paper: CanvasRenderingContext2D,
  { changes, range }: Track,
  index: number,
  [left, width, height]: readonly [number, number, number],
  colour: (name: string) => string,
): void {
  const { text, number } = changes[index];
  const [least, greatest] = range ?? [0, 0];
  const share = number === undefined || range === undefined ? 1 : (number - least) / (greatest - least);
  const tall = range === undefined ? height - 4 : 2 + share * (height - 6);
  paper.globalAlpha = range === undefined ? 0.14 : 0.22;
  paper.fillStyle = colour("--asl-accent");
  paper.fillRect(left, height - 2 - tall, Math.max(1, width - 1), tall);
  paper.globalAlpha = 1;
  paper.fillRect(left, height - 2 - tall, 1.2, tall);
  const room = Math.floor((width - 8) / LETTER);
  if (room < 2) return;
  paper.font = `11px ${FONT}`;
  paper.fillStyle = colour("--asl-ink");
  paper.fillText(cut(text, room), left + 5, height / 2 + 4);
}

/** The last change at or before a share. */
function firstSeen(changes: Track["changes"], shareOf: (at: number) => number, share: number): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shareOf(changes[middle].at) <= share) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
