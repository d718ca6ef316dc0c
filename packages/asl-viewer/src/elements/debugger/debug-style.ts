import { css } from "lit";

/** How the debugger's bar and messages look in a viewer. */
export const debugStyle = css`
  .bar.debug {
    background: color-mix(in srgb, var(--asl-current) 9%, var(--asl-panel));
  }
  .bar.debug > button {
    color: var(--asl-accent);
  }
  .stands {
    flex: 1;
    min-width: 60px;
    margin-left: 10px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .stands.error {
    color: var(--asl-failure);
  }
  .stands.task {
    color: var(--asl-waiting);
  }
  .stands.going {
    color: var(--asl-running);
  }
  .begin {
    color: var(--asl-accent);
    border-color: color-mix(in srgb, var(--asl-accent) 45%, transparent);
  }
  .away {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    padding: 3px 12px;
    font-size: 12px;
    background: var(--asl-chosen);
    border-bottom: 1px solid var(--asl-border);
    font-variant-numeric: tabular-nums;
  }
  .away button,
  .notes button {
    min-height: 24px;
    color: var(--asl-accent);
    border-color: color-mix(in srgb, var(--asl-accent) 45%, transparent);
    background: var(--asl-ground);
  }
  .notes.lost,
  .notes.changed,
  .notes:has(button) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
  }
  .fault strong,
  .fault li,
  .fault p {
    white-space: pre-line;
  }
  .fault ul {
    margin: 2px 0 0;
    padding-left: 18px;
  }
  .fault details ul {
    max-height: 22vh;
    overflow: auto;
  }
  .lost {
    background: var(--asl-gone);
  }
  dialog.ask {
    width: min(720px, calc(100vw - 24px));
  }
  .sheet .inner > asl-start,
  .sheet .inner > asl-edit {
    background: none;
    margin: 0 -12px -8px;
  }
  @container (max-width: 899px) {
    .bar.debug {
      flex-wrap: wrap;
    }
    .stands {
      flex-basis: 100%;
      margin: 0 4px 2px;
      white-space: normal;
    }
  }
`;
