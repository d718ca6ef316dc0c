import { css } from "lit";
import { rowStyle } from "../shared/row-style.js";

/** Height of a row of a list of events. */
export const EVENT_ROW = 28;

/** How rows of events look. */
export const eventRowStyle = css`
  ${rowStyle}
  :host([absolute]) {
    --when: max-content;
  }
  .room {
    position: relative;
    min-width: 100%;
  }
  .row {
    position: absolute;
    left: 0;
    right: 0;
    height: ${EVENT_ROW}px;
    display: grid;
    grid-template-columns: 52px var(--when, 76px) minmax(150px, 210px) minmax(90px, 1fr) minmax(0, 1.4fr);
    align-items: center;
    gap: 8px;
    padding: 0 10px 0 6px;
    white-space: nowrap;
  }
  .row.later > * {
    color: var(--asl-dim);
    font-style: italic;
  }
  .id,
  .time {
    text-align: right;
    color: var(--asl-dim);
    font-variant-numeric: tabular-nums;
    font-size: 12px;
  }
  .type {
    padding-left: calc(var(--depth) * 10px);
  }
  .bad .type,
  .bad .about {
    color: var(--asl-failure);
  }
  .good .type {
    color: var(--asl-success);
  }
  .good[aria-selected="true"] .type {
    color: inherit;
  }
  .plain .type {
    color: var(--asl-dim);
  }
  .state {
    font-weight: 500;
  }
  .about {
    color: var(--asl-dim);
  }
  .many {
    grid-column: 3 / -1;
    color: var(--asl-dim);
    font-style: italic;
  }
`;

/** How a list of events looks. */
export const eventsStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 90px;
    container-type: inline-size;
  }
  .filters {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 4px 8px;
    border-bottom: 1px solid var(--asl-border);
    font-size: 12px;
  }
  .search {
    display: flex;
    align-items: center;
    gap: 6px;
    flex: 1 1 170px;
    max-width: 340px;
    color: var(--asl-dim);
  }
  .search svg {
    width: 14px;
    height: 14px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
  }
  .search input {
    flex: 1;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
  }
  .total {
    margin-left: auto;
    color: var(--asl-dim);
    font-variant-numeric: tabular-nums;
  }
  .around {
    display: flex;
    flex: none;
    align-items: center;
    min-height: 26px;
    padding: 0 8px;
    overflow: auto hidden;
    scrollbar-width: none;
    white-space: nowrap;
    font-size: 12px;
    background: var(--asl-inside);
    border-bottom: 1px solid var(--asl-border);
  }
  .around span {
    padding-right: 5px;
    color: var(--asl-dim);
  }
  .around i {
    color: var(--asl-dim);
    font-style: normal;
  }
  .around button {
    flex: none;
    min-height: 24px;
    padding: 0 5px;
    font-size: 12px;
    font-weight: 600;
    border: none;
    background: none;
  }
  .around button:hover {
    background: var(--asl-hover);
  }
  .list {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .none {
    margin: auto;
    color: var(--asl-dim);
  }
  @container (max-width: 560px) {
    .row {
      grid-template-columns: 40px minmax(110px, 1.2fr) minmax(70px, 1fr);
    }
    .time,
    .about {
      display: none;
    }
  }
`;
