import { css } from "lit";

/** How the items of a Map look. */
export const itemsStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 6px;
    min-height: 240px;
    box-sizing: border-box;
    padding: 8px 12px;
    height: 100%;
    font-size: 12px;
  }
  .total,
  .hint,
  .none {
    margin: 0;
    color: var(--asl-dim);
  }
  .hint {
    min-height: 1.4em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  canvas {
    display: block;
    flex: none;
    width: 100%;
    cursor: pointer;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .groups {
    display: flex;
    flex: none;
    flex-direction: column;
    gap: 2px;
    max-height: 150px;
    overflow: auto;
  }
  .groups button {
    flex: none;
    justify-content: flex-start;
    text-align: left;
    overflow: hidden;
    white-space: nowrap;
  }
  .groups strong,
  .failed > .sign,
  .chips .failed {
    color: var(--asl-failure);
  }
  .groups span {
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--asl-dim);
  }
  .link {
    min-height: 0;
    padding: 0 3px;
    text-decoration: underline;
  }
  .list {
    flex: 1;
    min-height: 120px;
    overflow: auto;
    border: 1px solid var(--asl-border);
    border-radius: 6px;
  }
  .room {
    position: relative;
  }
  .row {
    position: absolute;
    left: 0;
    right: 0;
    display: flex;
    align-items: center;
    gap: 8px;
    height: 26px;
    padding: 0 8px;
    cursor: pointer;
    white-space: nowrap;
  }
  .row:hover {
    background: var(--asl-hover);
  }
  .row[aria-selected="true"] {
    background: var(--asl-chosen);
  }
  .number {
    min-width: 44px;
    text-align: right;
    color: var(--asl-dim);
    font-variant-numeric: tabular-nums;
  }
  .words {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .succeeded > .sign,
  .chips .succeeded {
    color: var(--asl-success);
  }
  .running > .sign,
  .chips .running {
    color: var(--asl-running);
  }
  .aborted > .sign,
  .chips .aborted {
    color: var(--asl-aborted);
  }
`;
