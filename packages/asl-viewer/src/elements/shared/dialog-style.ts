import { css } from "lit";

/** How the sheet of keys lies above the page. */
export const dialogStyle = css`
  dialog.sheet {
    padding: 0;
    max-width: min(860px, calc(100vw - 24px));
    max-height: calc(100vh - 40px);
    overflow: auto;
    font: 13px/1.45 var(--asl-font);
    color: var(--asl-ink);
    background: var(--asl-raised);
    border: 1px solid var(--asl-border);
    border-radius: 12px;
    box-shadow: 0 12px 40px #0006;
  }
  dialog.sheet::backdrop {
    background: #0006;
  }
  .sheet .inner {
    position: relative;
    padding: 16px 20px;
  }
  .sheet h2 {
    margin: 0 0 8px;
    font-size: 16px;
  }
  .sheet .close {
    position: absolute;
    top: 12px;
    right: 12px;
  }
  .sheet .groups {
    columns: 3 230px;
    column-gap: 28px;
  }
  .sheet .group {
    break-inside: avoid;
    margin-bottom: 14px;
  }
  .sheet h3 {
    margin: 0 0 4px;
    font-size: 12px;
    color: var(--asl-dim);
  }
  .sheet dl {
    margin: 0;
  }
  .sheet dl > div {
    display: flex;
    gap: 10px;
    padding: 2px 0;
    break-inside: avoid;
  }
  .sheet dt {
    flex: none;
    display: flex;
    gap: 4px;
    align-items: start;
    min-width: 72px;
  }
  .sheet dd {
    margin: 0;
  }
  .sheet .none {
    color: var(--asl-dim);
  }
`;
