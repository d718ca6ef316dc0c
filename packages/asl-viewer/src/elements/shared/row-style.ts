import { css } from "lit";

/** Rows of lists that are chosen from: one line each, what is too long for it cut off. */
export const rowStyle = css`
  .row {
    border-left: 3px solid transparent;
    cursor: pointer;
  }
  .row > * {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .row:hover {
    background: var(--asl-hover);
  }
  .row[aria-selected="true"] {
    background: var(--asl-chosen);
    border-left-color: var(--asl-accent);
  }
`;
