import { css, unsafeCSS } from "lit";
import { FONTS, SIZES } from "../../layout/index.js";
import { COLOURS, GROWN, styleOf } from "../../shapes/index.js";

/** The picture's own rules, and how it lies in its window. Colours come from the element, not from the picture. */
export const graphStyle = [
  unsafeCSS(styleOf("auto")),
  css`
    :host {
      position: relative;
      height: 100%;
      min-height: 120px;
    }
    .surface {
      position: relative;
      height: 100%;
      touch-action: none;
      cursor: grab;
    }
    .surface > .asl-graph.asl-graph {
      ${unsafeCSS(
        Object.keys(COLOURS)
          .map((name) => `${name}:inherit`)
          .join(";"),
      )};
      display: block;
      width: 100%;
      height: 100%;
      font-family: var(--asl-font);
    }
    .surface:active {
      cursor: grabbing;
    }
    .surface text {
      user-select: none;
    }
    .asl-node {
      cursor: pointer;
    }
    .asl-start,
    .asl-end {
      cursor: inherit;
    }
    .asl-node:hover > .asl-outline {
      filter: brightness(0.97);
    }
    .asl-selected > .asl-outline {
      stroke: var(--asl-accent);
    }
    .asl-current > .asl-outline {
      stroke: var(--asl-current);
      filter: drop-shadow(0 0 2px var(--asl-current)) drop-shadow(0 0 5px var(--asl-current));
    }
    .asl-current.asl-selected > .asl-outline {
      filter: drop-shadow(0 0 1.5px var(--asl-accent)) drop-shadow(0 0 5px var(--asl-current));
    }
    .mid :is(.asl-label, .asl-times, .asl-badge, .asl-side, .asl-lane) > text,
    .mid .asl-detail,
    .mid .asl-turn,
    .mid .asl-lost,
    .mid .asl-watch,
    .far .asl-retry,
    .blocks .asl-problem,
    .far .asl-name,
    .far .asl-icon,
    .far .asl-times,
    .blocks .asl-strip,
    .picture:not(.far) > .far-marks,
    .calm .asl-edge.asl-catch:not(.asl-taken, .near, .over),
    .calm .asl-label.asl-catch:not(.asl-taken, .near, .over) {
      display: none;
    }
    .mid :is(.asl-label, .asl-times) > rect {
      fill: var(--asl-edge);
      transform: scale(0.16, 0.5);
      transform-origin: center;
      transform-box: fill-box;
    }
    .mid .asl-times > rect {
      transform: scale(0.4, 0.5);
    }
    .mid .asl-detailed > .asl-name {
      transform: translateY(${SIZES.detailLine / 2}px);
    }
    .mid :is(.asl-badge, .asl-side) > rect {
      width: 18px;
    }
    .picture .asl-lane > text {
      font-size: ${FONTS.label.size}px;
    }
    .snug.snug :is(.asl-detail, .asl-label > text, .asl-times > text, .asl-badge > text, .asl-side > text),
    .snug.snug :is(.asl-turn > text, .asl-watch > text, .asl-lane > text) {
      font-size: ${GROWN}px;
    }
    .far-name {
      pointer-events: none;
    }
    text.far-name,
    .far-marks > text {
      font-weight: 600;
      text-anchor: middle;
    }
    circle.far-name {
      fill: var(--asl-dim);
    }
    .far-marks > .asl-far-count {
      stroke: var(--asl-ground);
      stroke-width: 0.3em;
      paint-order: stroke;
    }
    .asl-bar > rect {
      fill: var(--asl-success);
    }
    .asl-bar > :is(.asl-bar-failed, .asl-bar-timed-out) {
      fill: var(--asl-failure);
    }
    .asl-bar > :is(.asl-bar-caught, .asl-bar-tolerated) {
      fill: var(--asl-error);
    }
    .asl-bar > .asl-bar-aborted {
      fill: var(--asl-aborted);
    }
    .asl-bar > :is(.asl-bar-running, .asl-bar-waiting) {
      fill: var(--asl-running);
    }
    .asl-bar > .asl-bar-unknown,
    .asl-bar > .asl-bar-unreached {
      fill: var(--asl-lane-line);
    }
    .asl-strip,
    .asl-turn,
    [data-times] {
      cursor: pointer;
    }
    .asl-turn-step:hover > rect,
    .asl-times:hover > rect,
    .asl-label[data-times]:hover > rect {
      fill: var(--asl-hover);
    }
    .focused .asl-node:not(.lit),
    .focused .asl-edge:not(.lit),
    .focused .asl-label:not(.lit),
    .focused .asl-times:not(.lit),
    .focused .far-name:not(.lit) {
      opacity: 0.15;
    }
    .ran .asl-edge:not(.asl-taken) {
      opacity: var(--asl-fainter, 0.45);
    }
    .asl-is-unreached {
      opacity: var(--asl-faint, 0.72);
    }
    .searching .asl-node:not(.hit, .asl-container),
    .searching .asl-edge,
    .searching .asl-label {
      opacity: 0.25;
    }
    .hit > .asl-outline {
      stroke: var(--asl-accent);
      stroke-width: 3;
    }
    .running-pulse,
    .asl-is-running > .asl-badge {
      animation: pulse 1.6s ease-in-out infinite;
    }
    @keyframes pulse {
      50% {
        opacity: 0.55;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .asl-is-running > .asl-badge {
        animation: none;
      }
    }
    .toolbar,
    .search {
      position: absolute;
      display: flex;
      align-items: center;
      gap: 2px;
      padding: 3px;
      background: var(--asl-raised);
      border: 1px solid var(--asl-border);
      border-radius: 9px;
      box-shadow: 0 1px 4px #0002;
    }
    .toolbar {
      left: 10px;
      bottom: 10px;
    }
    .search {
      top: 10px;
      left: 10px;
      gap: 6px;
      padding-left: 5px;
    }
    .percent {
      width: 44px;
      text-align: center;
      font-variant-numeric: tabular-nums;
      color: var(--asl-dim);
      font-size: 12px;
    }
    .map {
      position: absolute;
      right: 10px;
      bottom: 10px;
      background: var(--asl-raised);
      border: 1px solid var(--asl-border);
      border-radius: 8px;
      box-shadow: 0 1px 4px #0002;
      cursor: crosshair;
      touch-action: none;
    }
    .preview {
      position: absolute;
      z-index: 3;
      max-width: 250px;
      padding: 5px 8px;
      font-size: 12px;
      pointer-events: none;
      overflow-wrap: anywhere;
      background: var(--asl-raised);
      border: 1px solid var(--asl-border);
      border-radius: 6px;
      box-shadow: 0 2px 8px #0003;
    }
    .busy,
    .fault {
      position: absolute;
      inset: 0;
      margin: auto;
      width: fit-content;
      max-width: 90%;
      height: fit-content;
      padding: 6px 12px;
      text-align: center;
      color: var(--asl-dim);
      background: var(--asl-raised);
      border: 1px solid var(--asl-border);
      border-radius: 9px;
      font-variant-numeric: tabular-nums;
    }
    .busy button {
      min-height: 24px;
      margin-left: 4px;
      border: 1px solid var(--asl-border);
    }
    .clock {
      display: inline-block;
      min-width: 3.5ch;
    }
    @container (max-width: 420px) {
      .map {
        display: none;
      }
    }
    :host {
      container-type: inline-size;
    }
  `,
];
