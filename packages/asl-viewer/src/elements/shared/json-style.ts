import { css } from "lit";

/** Height of a row, in pixels. */
export const JSON_ROW = 24;

/** How data looks. */
export const jsonStyle = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    font: 12px/${JSON_ROW}px var(--asl-mono);
  }
  :host([nested]) {
    background: none;
  }
  .tree {
    overflow: auto;
    min-height: 0;
    flex: 1;
  }
  .room {
    position: relative;
  }
  .row {
    position: absolute;
    left: 0;
    box-sizing: border-box;
    min-width: 100%;
    max-width: max(100%, 240px);
    height: ${JSON_ROW}px;
    display: flex;
    gap: 5px;
    white-space: pre;
    cursor: default;
    padding-right: 8px;
  }
  .row:hover {
    background: var(--asl-hover);
  }
  .chosen {
    background: var(--asl-chosen);
  }
  .added {
    background: var(--asl-added);
  }
  .changed {
    background: var(--asl-altered);
  }
  .removed {
    background: var(--asl-gone);
    text-decoration: line-through;
  }
  .twist {
    width: 10px;
    color: var(--asl-dim);
    flex: none;
  }
  .key {
    color: var(--asl-key);
  }
  .index,
  .colon,
  .count {
    color: var(--asl-dim);
  }
  .colon {
    margin-left: -5px;
  }
  .string {
    color: var(--asl-string);
  }
  .string,
  .count,
  .mark {
    flex: 0 1 auto;
    min-width: 3em;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .whole {
    flex: none;
    box-sizing: border-box;
    max-height: 12em;
    padding: 4px 10px;
    overflow: auto;
    font: 12px/1.45 var(--asl-mono);
    color: var(--asl-string);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    border-top: 1px solid var(--asl-border);
  }
  .number {
    color: var(--asl-number);
  }
  .literal {
    color: var(--asl-literal);
  }
  .size {
    align-self: center;
    padding: 0 6px;
    font: 10px/15px var(--asl-font);
    color: var(--asl-dim);
    border: 1px solid var(--asl-border);
    border-radius: 8px;
  }
  .mark {
    color: var(--asl-dim);
    font-style: italic;
  }
  .actions {
    position: sticky;
    right: 4px;
    margin-left: auto;
    display: flex;
    gap: 2px;
    background: var(--asl-raised);
    border-radius: 5px;
    font-family: var(--asl-font);
    font-size: 11px;
  }
  .actions button {
    min-height: 24px;
    padding: 0 5px;
    border-color: var(--asl-border);
  }
  .copied:not(:empty) {
    position: absolute;
    right: 8px;
    bottom: 6px;
    padding: 1px 8px;
    font: 12px/20px var(--asl-font);
    background: var(--asl-raised);
    border: 1px solid var(--asl-border);
    border-radius: 6px;
  }
  .note {
    margin: 4px 8px;
    color: var(--asl-dim);
  }
`;
