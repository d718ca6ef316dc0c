import { css } from "lit";

/** How stages and scopes look in an inspector. */
export const stagesStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    flex: 1 1 auto;
    min-height: 0;
    background: none;
    overflow: visible;
  }
  .rail {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
    padding: 8px 8px 4px;
    color: var(--asl-dim);
  }
  .rail button {
    border-color: var(--asl-border);
    color: var(--asl-ink);
  }
  .rail .bad {
    color: var(--asl-failure);
  }
  .facts {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 2px 10px 6px;
    font-size: 12px;
    color: var(--asl-dim);
  }
  .facts label {
    margin-left: auto;
    display: flex;
    gap: 4px;
    align-items: center;
  }
  .facts select {
    min-height: 24px;
    padding: 0 2px;
    font-size: 12px;
  }
  .set {
    min-height: 24px;
    color: var(--asl-accent);
    border-color: color-mix(in srgb, var(--asl-accent) 45%, transparent);
  }
  .facts > .set:not(label + .set) {
    margin-left: auto;
  }
  meter {
    width: 70px;
    height: 9px;
  }
  asl-json {
    flex: 1 1 auto;
    min-height: 66px;
  }
  .editing {
    padding: 2px 10px 10px;
  }
  .editing p {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 10px;
    align-items: center;
    margin: 6px 0 0;
    font-size: 12px;
    color: var(--asl-dim);
  }
  .primary {
    padding: 0 14px;
    font-weight: 600;
    color: var(--asl-ground);
    background: var(--asl-accent);
  }
  .note,
  .none {
    flex: none;
    margin: 8px 12px 0;
    font-size: 12px;
    color: var(--asl-dim);
    overflow-wrap: anywhere;
  }
  .none {
    margin-top: 14px;
    font-size: inherit;
  }
  .scope {
    display: flex;
    flex-direction: column;
    flex: none;
  }
  .scope asl-json {
    max-height: 260px;
    min-height: 42px;
  }
  h3 {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    margin: 10px 12px 2px;
    font-size: 11px;
    font-weight: 600;
    color: var(--asl-dim);
    text-transform: uppercase;
    letter-spacing: 0.04em;
  }
  h3 .set {
    font-size: 12px;
    text-transform: none;
    letter-spacing: 0;
  }
`;
