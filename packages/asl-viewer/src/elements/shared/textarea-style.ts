import { css } from "lit";

/** How a field for a text of several lines looks. */
export const textareaStyle = css`
  textarea {
    padding: 6px 8px;
    font: 12px/1.5 var(--asl-mono);
    color: inherit;
    background: var(--asl-ground);
    border: 1px solid var(--asl-border);
    border-radius: 6px;
    resize: vertical;
  }
`;
