import { css } from "lit";
import { textareaStyle } from "./textarea-style.js";

/** How forms look, in panes and dialogs. */
export const formStyle = css`
  ${textareaStyle}
  form {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 10px 12px;
  }
  p {
    margin: 0;
  }
  h3 {
    margin: 4px 0 -4px;
    font-size: 11px;
    font-weight: 600;
    color: var(--asl-dim);
    text-transform: uppercase;
    letter-spacing: 0.04em;
  }
  .resource,
  .hint,
  .dim {
    color: var(--asl-dim);
    font-size: 12px;
    overflow-wrap: anywhere;
  }
  .resource {
    margin-top: -6px;
    font-family: var(--asl-mono);
  }
  .request {
    max-height: 190px;
    min-height: 44px;
    border: 1px solid var(--asl-border);
    border-radius: 6px;
  }
  .choice,
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 14px;
    align-items: center;
  }
  .choice label:not(.field) {
    display: inline-flex;
    gap: 5px;
    align-items: center;
  }
  input[type="radio"],
  input[type="checkbox"] {
    flex: none;
    min-height: 0;
    margin: 0;
    accent-color: var(--asl-accent);
  }
  .field {
    display: grid;
    gap: 3px;
    font-size: 12px;
    color: var(--asl-dim);
  }
  .field input,
  .field select,
  .field textarea {
    width: 100%;
    color: var(--asl-ink);
    font-size: 13px;
  }
  .primary {
    min-height: 30px;
    padding: 0 14px;
    font-weight: 600;
    color: var(--asl-ground);
    background: var(--asl-accent);
  }
  .primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--asl-accent) 85%, var(--asl-ink));
  }
  .quiet {
    color: var(--asl-accent);
  }
  .bad {
    color: var(--asl-failure);
    overflow-wrap: anywhere;
  }
`;
