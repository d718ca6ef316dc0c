import { css } from "lit";

/** Height of the strip that shows the whole run. */
const STRIP = 30;

/** How a timeline looks. */
export const timelineStyle = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 90px;
    height: 100%;
  }
  .strip {
    height: ${STRIP}px;
    flex: none;
    cursor: ew-resize;
    touch-action: none;
    border-bottom: 1px solid var(--asl-border);
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
  }
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    gap: 4px;
    padding: 2px 8px;
    font-size: 12px;
    color: var(--asl-dim);
  }
  .bar button {
    min-height: 24px;
  }
  .bar span {
    margin-right: auto;
    font-variant-numeric: tabular-nums;
  }
  .tracks {
    flex: none;
    max-height: 40%;
    overflow: hidden auto;
    border-bottom: 1px solid var(--asl-border);
  }
  .track {
    position: relative;
    height: 26px;
    cursor: pointer;
  }
  .track + .track {
    border-top: 1px solid var(--asl-border);
  }
  .told {
    position: absolute;
    inset: 0 auto 0 0;
    display: flex;
    align-items: center;
    gap: 4px;
    max-width: min(45%, 300px);
    padding-left: 8px;
    font-size: 12px;
    background: var(--asl-ground);
    border-right: 1px solid var(--asl-border);
    cursor: default;
  }
  .told .field,
  .told b {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .told .field {
    flex: 0 1 auto;
    color: var(--asl-key);
  }
  .told b {
    flex: 0 2 auto;
    min-width: 20px;
  }
  .told button {
    flex: none;
    min-width: 24px;
    min-height: 24px;
    padding: 0;
    border: none;
  }
  .lanes {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    cursor: pointer;
  }
  .lanes canvas {
    position: sticky;
    top: 0;
    float: left;
  }
  .hint {
    position: absolute;
    z-index: 2;
    max-width: 260px;
    padding: 5px 8px;
    font-size: 12px;
    pointer-events: none;
    background: var(--asl-raised);
    border: 1px solid var(--asl-border);
    border-radius: 6px;
    box-shadow: 0 2px 8px #0003;
    overflow-wrap: anywhere;
  }
  .none {
    margin: auto;
    color: var(--asl-dim);
  }
`;
