import { css } from "lit";
import { problemSignStyle } from "./problem-sign-style.js";

/** Height of a row where there are many. */
export const PROBLEM_ROW = 46;

/** How a list of problems looks. */
export const problemsStyle = [
  problemSignStyle,
  css`
    :host {
      display: flex;
      flex-direction: column;
      height: 100%;
      min-height: 60px;
    }
    .total,
    .none {
      margin: 0;
      padding: 5px 12px;
      color: var(--asl-dim);
      font-size: 12px;
    }
    .total {
      border-bottom: 1px solid var(--asl-border);
    }
    .none {
      padding-block: 12px;
      font-size: 13px;
    }
    .list {
      position: relative;
      flex: 1;
      min-height: 0;
      overflow: auto;
    }
    .room {
      position: relative;
    }
    .row {
      display: grid;
      grid-template-columns: 16px minmax(0, 1fr);
      gap: 2px 8px;
      padding: 5px 12px 5px 9px;
      border-left: 3px solid transparent;
      cursor: pointer;
      font-size: 13px;
      line-height: 18px;
      overflow-wrap: anywhere;
    }
    .row > svg {
      margin-top: 2px;
    }
    .row:hover {
      background: var(--asl-hover);
    }
    .row[aria-selected="true"] {
      background: var(--asl-chosen);
      border-left-color: var(--asl-accent);
    }
    .hint,
    .place {
      color: var(--asl-dim);
    }
    .place {
      grid-column: 2;
      display: flex;
      flex-wrap: wrap;
      gap: 0 12px;
      font-size: 12px;
    }
    .at,
    .code {
      font-family: var(--asl-mono);
    }
    .many .row {
      position: absolute;
      left: 0;
      right: 0;
      box-sizing: border-box;
      height: ${PROBLEM_ROW}px;
    }
    .many :is(.message, .place) {
      overflow: hidden;
      white-space: nowrap;
      text-overflow: ellipsis;
    }
    .many .place {
      flex-wrap: nowrap;
    }
    .list:focus-visible [aria-selected="true"] {
      outline: 2px solid var(--asl-accent);
      outline-offset: -2px;
    }
  `,
];
