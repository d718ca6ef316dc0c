import { css } from "lit";

/** How the debugger's pane looks. */
export const debuggerStyle = css`
  :host {
    height: 100%;
    overflow: auto;
    container-type: inline-size;
  }
  .columns {
    columns: 3 250px;
    column-gap: 18px;
    padding: 0 12px 12px;
  }
  section {
    break-inside: avoid;
    padding-top: 4px;
  }
  h2 {
    margin: 8px 0 3px;
    font-size: 11px;
    font-weight: 600;
    color: var(--asl-dim);
    text-transform: uppercase;
    letter-spacing: 0.04em;
  }
  h2 em {
    font-style: normal;
    font-weight: 400;
    text-transform: none;
    letter-spacing: 0;
  }
  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .rows li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
    border-radius: 6px;
    padding-left: 6px;
    min-height: 28px;
  }
  .rows li:hover {
    background: var(--asl-hover);
  }
  .here {
    box-shadow: inset 3px 0 var(--asl-current);
    background: color-mix(in srgb, var(--asl-current) 16%, transparent);
  }
  .name {
    flex: 1;
    min-width: 90px;
    display: flex;
    gap: 6px;
    align-items: center;
    justify-content: flex-start;
    overflow-wrap: anywhere;
  }
  button.name {
    padding: 0;
    white-space: normal;
    text-align: left;
    flex-wrap: wrap;
    gap: 0 6px;
  }
  .name span {
    color: var(--asl-dim);
    font-size: 12px;
  }
  label.name span {
    font-size: inherit;
  }
  label.name span {
    color: inherit;
  }
  .state {
    color: var(--asl-dim);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .dot {
    flex: none;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--asl-failure);
    border: 2px solid var(--asl-failure);
  }
  .dot.log {
    border-radius: 2px;
    rotate: 45deg;
  }
  .dot.off {
    background: none;
  }
  .when {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font: 11px var(--asl-mono);
    color: var(--asl-dim);
  }
  .message {
    flex-basis: 100%;
    margin: 0 0 4px;
    font-size: 12px;
    color: var(--asl-failure);
    overflow-wrap: anywhere;
  }
  .edit {
    flex-basis: 100%;
    display: grid;
    gap: 4px;
    padding: 2px 6px 8px 0;
  }
  .edit label {
    display: grid;
    gap: 2px;
    font-size: 12px;
    color: var(--asl-dim);
  }
  .edit input,
  .add input {
    width: 100%;
    font: 12px var(--asl-mono);
    color: var(--asl-ink);
  }
  .add {
    display: flex;
    gap: 6px;
    margin-top: 4px;
  }
  .add input {
    flex: 1;
  }
  .add select {
    max-width: 110px;
    padding: 0 2px;
  }
  .add button {
    border-color: var(--asl-border);
  }
  input[type="checkbox"] {
    min-height: 0;
    width: auto;
    margin: 0;
    accent-color: var(--asl-accent);
  }
  .none {
    margin: 2px 0;
    color: var(--asl-dim);
  }
  kbd {
    font: 12px var(--asl-mono);
    padding: 0 5px;
    border: 1px solid var(--asl-border);
    border-radius: 4px;
  }
  .answers li {
    padding: 4px 0;
    border-bottom: 1px solid var(--asl-border);
  }
  .answers code {
    font: 12px var(--asl-mono);
    color: var(--asl-dim);
    overflow-wrap: anywhere;
  }
  .answers asl-json {
    max-height: 160px;
    min-height: 24px;
  }
  .log {
    max-height: 240px;
    overflow: auto;
    font: 12px/1.5 var(--asl-mono);
    overflow-wrap: anywhere;
  }
`;
