import { css } from "lit";
import { endingStyle } from "../shared/ending-style.js";

/** How the panes of a viewer lie, wide and narrow. */
export const viewerStyle = css`
  ${endingStyle}
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 320px;
    container-type: inline-size;
  }
  .top,
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    gap: 6px;
    padding: 4px 10px;
    background: var(--asl-panel);
    border-bottom: 1px solid var(--asl-border);
  }
  .top {
    position: relative;
    min-height: 40px;
  }
  /* It comes after the first picture: its place is kept. */
  .top asl-export:not(:defined) {
    flex: none;
    width: 30px;
  }
  .title {
    margin: 0;
    font-weight: 650;
    font-size: 14px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 40px;
  }
  .trail {
    display: flex;
    align-items: center;
    min-width: 0;
    overflow: auto hidden;
    scrollbar-width: none;
    white-space: nowrap;
    border-left: 1px solid var(--asl-border);
    padding-left: 4px;
  }
  .trail button,
  .trail .here {
    flex: none;
    padding: 0 5px;
    font-size: 13px;
    border: none;
    background: none;
  }
  .trail button:hover {
    background: var(--asl-hover);
  }
  .trail .here,
  .trail [aria-current] {
    font-weight: 600;
  }
  .trail .mark {
    color: var(--asl-dim);
  }
  .top .room {
    flex: 1;
  }
  .top select {
    max-width: 200px;
  }
  .rest {
    display: none;
  }
  .rest summary {
    display: grid;
    place-items: center;
    width: 26px;
    height: 26px;
    border: 1px solid var(--asl-control, transparent);
    border-radius: 6px;
    cursor: pointer;
    list-style: none;
  }
  .rest summary:hover {
    background: var(--asl-hover);
  }
  .rest summary svg {
    width: 16px;
    height: 16px;
    stroke: currentColor;
    stroke-linecap: round;
  }
  .rest div {
    position: absolute;
    top: 100%;
    right: 4px;
    z-index: 6;
    display: grid;
    width: max-content;
    padding: 4px;
    background: var(--asl-raised);
    border: 1px solid var(--asl-border);
    border-radius: 8px;
    box-shadow: 0 6px 20px #0003;
  }
  .rest button {
    justify-content: start;
    min-height: 30px;
    padding: 0 10px;
  }
  .bar select {
    max-width: 104px;
  }
  .ending {
    padding: 1px 9px;
  }
  @media (forced-colors: active) {
    .trail [aria-current] {
      outline-offset: -2px;
    }
    .top .ending.ending {
      color: CanvasText;
      background: Canvas;
      border: 1px solid CanvasText;
    }
  }
  .fact {
    color: var(--asl-dim);
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .bar {
    gap: 2px;
  }
  .bar .gap {
    width: 8px;
  }
  .bar select {
    margin-left: 8px;
    padding: 0 4px;
  }
  .where {
    display: flex;
    gap: 5px;
    align-items: baseline;
    min-width: 0;
    margin-left: 10px;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
    color: var(--asl-dim);
  }
  .where b {
    color: var(--asl-ink);
  }
  .what {
    margin-left: 8px;
    color: var(--asl-ink);
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .which {
    font-weight: 600;
    color: var(--asl-ink);
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .when {
    margin-left: auto;
    color: var(--asl-dim);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .reading {
    display: flex;
    flex: none;
    gap: 10px;
    align-items: center;
    padding: 4px 12px;
    font-size: 12px;
    border-bottom: 1px solid var(--asl-border);
  }
  .reading progress {
    flex: 0 1 180px;
    accent-color: var(--asl-accent);
  }
  .reading span {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .notes {
    flex: none;
    padding: 5px 12px;
    background: var(--asl-altered);
    border-bottom: 1px solid var(--asl-border);
    font-size: 12px;
    max-height: 60px;
    overflow: auto;
  }
  .fault {
    display: flex;
    flex: none;
    gap: 10px;
    justify-content: space-between;
    padding: 8px 12px;
    background: var(--asl-gone);
    border-bottom: 1px solid var(--asl-failure);
    overflow-wrap: anywhere;
  }
  .fault p {
    margin: 2px 0 0;
    color: var(--asl-dim);
  }
  .welcome {
    flex: 1;
    overflow: auto;
    display: flex;
    flex-direction: column;
    justify-content: center;
    align-items: center;
    text-align: center;
    padding: 24px;
    gap: 4px;
  }
  .welcome h1 {
    margin: 0 0 6px;
    font-size: clamp(22px, 4vw, 34px);
    letter-spacing: -0.02em;
  }
  .welcome p {
    max-width: 560px;
    margin: 4px 0;
    font-size: 15px;
    color: var(--asl-dim);
  }
  .welcome code {
    font-family: var(--asl-mono);
    font-size: 0.92em;
  }
  .welcome .choices {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin: 16px 0 8px;
  }
  .welcome button {
    min-height: 36px;
    padding: 0 16px;
    border-color: var(--asl-border);
    color: var(--asl-ink);
  }
  .welcome .primary {
    background: var(--asl-accent);
    border-color: var(--asl-accent);
    color: var(--asl-ground);
  }
  .welcome .small {
    font-size: 13px;
  }
  .drop {
    position: absolute;
    inset: 8px;
    z-index: 5;
    display: grid;
    place-items: center;
    font-size: 22px;
    font-weight: 600;
    color: var(--asl-accent);
    background: color-mix(in srgb, var(--asl-ground) 85%, transparent);
    border: 2px dashed var(--asl-accent);
    border-radius: 12px;
    pointer-events: none;
  }
  .said:not(:empty) {
    position: absolute;
    left: 50%;
    bottom: 18px;
    translate: -50%;
    margin: 0;
    padding: 6px 14px;
    background: var(--asl-raised);
    border: 1px solid var(--asl-border);
    border-radius: 8px;
    box-shadow: 0 3px 12px #0003;
  }
  .said {
    margin: 0;
  }
  @container (max-width: 1199px) {
    .fact.widest {
      display: none;
    }
  }
  @container (max-width: 899px) {
    .word,
    .fact.wide,
    .when {
      display: none;
    }
    .where {
      margin-left: 4px;
    }
  }
  @container (max-width: 700px) {
    .top:has(.trail) {
      flex-wrap: wrap;
    }
    .top .trail {
      order: 9;
      flex: 1 0 100%;
      padding: 0;
      border-left: none;
    }
  }
  @container (max-width: 560px) {
    .top .more {
      display: none;
    }
    .rest {
      display: block;
    }
    .top .title {
      max-width: 38%;
    }
    .loop,
    .what {
      display: none;
    }
    .bar button {
      min-width: 24px;
      padding: 0 3px;
    }
    .top,
    .bar {
      padding-inline: 6px;
    }
    .top {
      gap: 1px;
    }
    .top .ending {
      margin-inline: 4px;
    }
    .top .fact {
      display: none;
    }
  }
  @container (max-width: 420px) {
    .bar .gap {
      width: 2px;
    }
    .bar select {
      max-width: 58px;
      margin-left: 2px;
    }
    .which {
      display: none;
    }
  }
  @container (max-width: 340px) {
    .top button {
      min-width: 24px;
      padding: 0 2px;
    }
    .top .ending {
      margin-inline: 1px;
      padding: 1px 5px;
    }
  }
`;
