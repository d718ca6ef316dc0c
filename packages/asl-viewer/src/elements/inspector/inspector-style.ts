import { css } from "lit";

/** How an inspector looks. */
export const inspectorStyle = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 120px;
  }
  header {
    flex: none;
    padding: 10px 12px 6px;
  }
  h2 {
    margin: 0;
    font-size: 15px;
    overflow-wrap: anywhere;
  }
  h3 {
    margin: 10px 12px 2px;
    font-size: 11px;
    font-weight: 600;
    color: var(--asl-dim);
    text-transform: uppercase;
    letter-spacing: 0.04em;
  }
  header p {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    margin: 3px 0 0;
    color: var(--asl-dim);
    align-items: center;
  }
  header p.reason {
    display: block;
    margin: 6px 0;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    color: var(--asl-ink);
  }
  .status {
    font-weight: 600;
  }
  .succeeded,
  .retried,
  .tolerated {
    color: var(--asl-success);
  }
  .failed {
    color: var(--asl-failure);
  }
  .timed-out {
    color: var(--asl-timeout);
  }
  .caught {
    color: var(--asl-error);
  }
  .running {
    color: var(--asl-running);
  }
  .waiting {
    color: var(--asl-waiting);
  }
  .aborted {
    color: var(--asl-aborted);
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
    margin: 4px -6px 0;
    color: var(--asl-dim);
  }
  nav button {
    min-height: 24px;
    color: var(--asl-accent);
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .steps {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    font-variant-numeric: tabular-nums;
  }
  .steps button {
    min-width: 24px;
    color: inherit;
  }
  .tabs {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 2px;
    padding: 0 10px 6px;
    border-bottom: 1px solid var(--asl-border);
  }
  .tabs button {
    padding: 0 6px;
  }
  .body {
    flex: 1;
    min-height: 0;
    overflow: auto;
    display: flex;
    flex-direction: column;
  }
  .ways {
    flex: none;
    margin: 0;
    padding: 6px 10px;
    list-style: none;
    max-height: 190px;
    overflow: auto;
    border-bottom: 1px solid var(--asl-border);
    color: var(--asl-dim);
  }
  .ways li {
    display: grid;
    grid-template-columns: 14px minmax(0, 1fr) minmax(0, auto);
    gap: 6px;
    padding: 2px 4px;
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  .ways .taken {
    color: var(--asl-ink);
    background: var(--asl-chosen);
  }
  .ways .next {
    font-weight: 600;
  }
  .bad strong {
    color: var(--asl-failure);
  }
  asl-json {
    flex: 0 1 auto;
    min-height: 66px;
  }
  .ladder {
    margin: 0;
    padding: 10px 12px 10px 30px;
  }
  .ladder li {
    padding-bottom: 10px;
    overflow-wrap: anywhere;
  }
  .ladder li::marker {
    color: var(--asl-dim);
  }
  .ladder .good > span {
    color: var(--asl-success);
  }
  .try {
    display: flex;
    padding: 0 4px;
    margin-left: -4px;
    font-weight: 600;
  }
  .when {
    font-weight: 400;
    color: var(--asl-dim);
  }
  .pause {
    margin: 4px 0 0;
    color: var(--asl-dim);
    font-style: italic;
  }
  .reason {
    margin: 10px 12px 0;
    padding: 8px 10px;
    border-left: 3px solid var(--asl-failure);
    background: var(--asl-gone);
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  .reason button {
    margin: 6px 0 0 -6px;
    font-weight: 600;
  }
  pre {
    margin: 4px 0 0;
    white-space: pre-wrap;
    font: 12px/1.45 var(--asl-mono);
    max-height: 220px;
    overflow: auto;
  }
  .arn,
  .none {
    margin: 2px 12px;
    color: var(--asl-dim);
    overflow-wrap: anywhere;
  }
  .none {
    margin-top: 14px;
  }
  .strip {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    margin-top: 8px;
    max-height: 110px;
    overflow: auto;
  }
  .strip button {
    min-width: 14px;
    min-height: 16px;
    width: 14px;
    padding: 0;
    border-radius: 3px;
    border: 1px solid var(--asl-line);
    font-size: 10px;
    line-height: 1;
    color: var(--asl-ground);
    forced-color-adjust: none;
  }
  .strip .ok {
    background: var(--asl-success);
    border-color: var(--asl-success);
  }
  .strip .no {
    background: var(--asl-failure);
    border-color: var(--asl-failure);
  }
  .strip .cut {
    background: var(--asl-aborted);
    border-color: var(--asl-aborted);
  }
  .strip .no-yet {
    background: none;
    border-style: dashed;
  }
  .strip .on {
    background: var(--asl-running);
    border-color: var(--asl-running);
  }
  .tally {
    margin: 4px 0 0;
    font-size: 12px;
  }
  .live {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin: 6px 0 2px -2px;
  }
  .live button {
    min-height: 24px;
    font-size: 12px;
    border-color: var(--asl-border);
  }
  .dot {
    width: 10px;
    height: 10px;
    border-radius: 50%;
    border: 2px solid var(--asl-failure);
  }
  [aria-pressed="true"] > .dot {
    background: var(--asl-failure);
  }
  .restart {
    margin-top: 6px;
  }
  .restart p {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 6px 0;
  }
  .restart .primary {
    font-weight: 600;
    color: var(--asl-ground);
    background: var(--asl-accent);
  }
  .left {
    padding: 0 12px 10px;
  }
  .left p {
    margin: 2px 0;
  }
  .ladder .text {
    margin: 3px 0 0;
    color: var(--asl-dim);
  }
`;
