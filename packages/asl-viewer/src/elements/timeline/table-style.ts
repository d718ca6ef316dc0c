import { css } from "lit";
import { rowStyle } from "../shared/row-style.js";

/** Height of a row of a table of a run. */
export const TABLE_ROW = 28;

/** How a table of a run looks. */
export const tableStyle = css`
  ${rowStyle}
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 90px;
    container-type: inline-size;
  }
  .bar {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 4px 8px;
    font-size: 12px;
  }
  .bar .total {
    margin-left: auto;
    color: var(--asl-dim);
  }
  .table {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-height: 0;
    overflow: auto hidden;
  }
  .head,
  .row {
    display: grid;
    grid-template-columns:
      44px minmax(130px, 1.3fr) minmax(130px, 1fr) 52px 48px 72px 72px 72px minmax(90px, 1fr)
      minmax(100px, 1.6fr) minmax(100px, 1.6fr);
    align-items: center;
    gap: 8px;
    padding: 0 10px 0 6px;
    white-space: nowrap;
  }
  .visit .head,
  .visit .row {
    grid-template-columns:
      44px minmax(130px, 1.3fr) minmax(130px, 1fr) 48px 72px 72px 72px minmax(90px, 1fr)
      minmax(100px, 1.6fr) minmax(100px, 1.6fr);
  }
  .head {
    flex: none;
    min-width: 980px;
    box-sizing: border-box;
    font-size: 12px;
    color: var(--asl-dim);
    background: var(--asl-panel);
    border-block: 1px solid var(--asl-border);
    border-left: 3px solid transparent;
  }
  .head button {
    min-height: 24px;
    padding: 0 3px;
    margin-left: -3px;
    border: none;
    background: none;
    color: inherit;
    font-size: 12px;
  }
  .head i {
    padding-left: 3px;
    font-style: normal;
  }
  .list {
    flex: 1;
    min-width: 980px;
    min-height: 0;
    overflow: hidden auto;
  }
  .room {
    position: relative;
  }
  .row {
    position: absolute;
    left: 0;
    right: 0;
    height: ${TABLE_ROW}px;
  }
  .number,
  .visits,
  .tries,
  .start,
  .total,
  .own {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .row .number,
  .row .start {
    color: var(--asl-dim);
  }
  .row .state,
  .row .visit {
    padding-left: calc(var(--depth) * 14px);
    font-weight: 600;
  }
  .status i {
    display: inline-block;
    min-width: 1.1em;
    font-style: normal;
    text-align: center;
  }
  .row .input,
  .row .output {
    font: 11px var(--asl-mono);
    color: var(--asl-dim);
  }
  .row .error {
    color: var(--asl-failure);
  }
  .is-unreached > .state,
  .is-unreached > .visit,
  .is-unreached > .status {
    color: var(--asl-dim);
    font-weight: 400;
  }
  .is-failed > .status {
    color: var(--asl-failure);
  }
  .is-timed-out > .status {
    color: var(--asl-timeout);
  }
  .is-caught > .status {
    color: var(--asl-error);
  }
  .is-succeeded > .status,
  .is-retried > .status,
  .is-tolerated > .status {
    color: var(--asl-success);
  }
  .is-running > .status {
    color: var(--asl-running);
  }
  .is-waiting > .status {
    color: var(--asl-waiting);
  }
  .is-aborted > .status {
    color: var(--asl-aborted);
  }
  .row[aria-selected="true"] > .status,
  .row[aria-selected="true"] > .error {
    color: inherit;
  }
  .none {
    margin: auto;
    color: var(--asl-dim);
  }
`;
