import { css } from "lit";
import { endingStyle } from "../shared/ending-style.js";

/** How two runs are laid beside each other. */
export const comparisonStyle = css`
  ${endingStyle}
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    container-type: inline-size;
  }
  .head,
  .bar,
  .divergence {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    margin: 0;
    padding: 4px 10px;
    border-bottom: 1px solid var(--asl-border);
    background: var(--asl-panel);
  }
  .run {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    max-width: 40%;
  }
  .run .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .letter {
    display: inline-block;
    min-width: 17px;
    padding: 0 4px;
    border-radius: 4px;
    text-align: center;
    color: var(--asl-ground);
    background: var(--asl-side-a);
  }
  .of-b > .letter,
  .letter.of-b {
    background: var(--asl-side-b);
  }
  .fact,
  .dim,
  .versions {
    color: var(--asl-dim);
  }
  .switch {
    display: flex;
    margin-left: auto;
  }
  .divergence {
    display: block;
    background: var(--asl-altered);
    overflow-wrap: anywhere;
    max-height: 84px;
    overflow: auto;
  }
  .divergence button {
    min-height: 0;
    padding: 0 4px;
    margin-left: -4px;
    text-decoration: underline;
  }
  .bar {
    flex-wrap: nowrap;
    gap: 2px;
  }
  .bar input {
    flex: 1;
    min-width: 60px;
    margin: 0 8px;
    padding: 0;
    border: 0;
    accent-color: var(--asl-accent);
  }
  .counts {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .counts .of-b {
    margin-left: 8px;
  }
  .views {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .parts {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template:
      "graph inspector" minmax(0, 1fr)
      "lower inspector" minmax(110px, 32%) / minmax(0, 1fr) minmax(340px, 38%);
  }
  .parts > section {
    min-width: 0;
    min-height: 0;
    overflow: auto;
  }
  .graph {
    grid-area: graph;
    overflow: hidden;
  }
  .graph asl-graph {
    height: 100%;
  }
  .inspector {
    grid-area: inspector;
    border-left: 1px solid var(--asl-border);
    padding-bottom: 12px;
  }
  .lower {
    grid-area: lower;
    border-top: 1px solid var(--asl-border);
  }
  .inspector header {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 10px 12px 6px;
  }
  h2 {
    margin: 0;
    font-size: 15px;
    overflow-wrap: anywhere;
  }
  .visits {
    display: flex;
    align-items: center;
    margin-left: auto;
    color: var(--asl-dim);
    white-space: nowrap;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    text-align: left;
    vertical-align: top;
    padding: 2px 10px;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .standing {
    table-layout: fixed;
  }
  .standing td,
  .standing th {
    padding: 2px 12px;
    overflow-wrap: anywhere;
  }
  .delta {
    white-space: nowrap;
    font-weight: 600;
  }
  .none {
    padding: 0 12px;
    color: var(--asl-dim);
  }
  .stage {
    margin-top: 10px;
    border-top: 1px solid var(--asl-border);
  }
  h3 {
    display: flex;
    gap: 10px;
    margin: 6px 12px;
    font-size: 11px;
    letter-spacing: 0.05em;
    text-transform: uppercase;
    color: var(--asl-dim);
  }
  .verdict {
    text-transform: none;
    letter-spacing: 0;
    font-weight: 400;
  }
  .verdict.differs {
    color: var(--asl-ink);
    font-weight: 600;
  }
  .differences {
    table-layout: fixed;
    font: 12px/1.5 var(--asl-mono);
  }
  .differences td {
    padding: 1px 6px;
    overflow-wrap: anywhere;
  }
  .signs {
    width: 30px;
  }
  .paths {
    width: 30%;
  }
  .differences .sign {
    padding-left: 12px;
    color: var(--asl-dim);
  }
  .differences .path {
    color: var(--asl-key);
  }
  .changed .value {
    background: var(--asl-altered);
  }
  .only-a td:nth-child(3) {
    background: var(--asl-gone);
  }
  .only-b td:nth-child(4) {
    background: var(--asl-added);
  }
  .volatile td {
    color: var(--asl-dim);
    font-style: italic;
  }
  details {
    margin: 4px 12px 0;
  }
  summary {
    color: var(--asl-dim);
    font-size: 12px;
    cursor: pointer;
  }
  .sides {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .sides > * {
    min-width: 0;
    max-height: 320px;
    border-left: 2px solid var(--asl-side-a);
  }
  .sides > :last-child {
    border-left-color: var(--asl-side-b);
  }
  .sides p {
    margin: 0;
    padding-left: 6px;
  }
  .states thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    font-size: 12px;
    color: var(--asl-dim);
    background: var(--asl-panel);
  }
  .states tbody tr {
    border-top: 1px solid var(--asl-border);
    cursor: pointer;
  }
  .states tbody tr:hover {
    background: var(--asl-hover);
  }
  .states tr.chosen {
    background: var(--asl-chosen);
  }
  .states button {
    min-height: 0;
    padding: 0 2px;
    font-weight: 600;
    white-space: normal;
    text-align: left;
  }
  .states td {
    white-space: nowrap;
  }
  .is-failed,
  .is-timed-out {
    color: var(--asl-failure);
  }
  .is-caught {
    color: var(--asl-error);
  }
  .is-succeeded,
  .is-retried,
  .is-tolerated {
    color: var(--asl-success);
  }
  .delta-bar {
    position: relative;
    display: inline-block;
    width: 110px;
    height: 9px;
    margin-right: 8px;
    background: linear-gradient(var(--asl-border), var(--asl-border)) center / 1px 100% no-repeat;
  }
  .delta-bar i {
    position: absolute;
    top: 0;
    bottom: 0;
    border-radius: 2px;
    background: var(--asl-side-b);
  }
  .delta-bar .less {
    background: var(--asl-side-a);
  }
  @container (max-width: 900px) {
    .parts {
      display: block;
      overflow: auto;
    }
    .parts > section {
      overflow: visible;
      border: 0;
    }
    .graph {
      height: clamp(96px, 38vh, 340px);
      overflow: hidden;
    }
    .inspector,
    .lower {
      border-top: 1px solid var(--asl-border);
    }
    .lower {
      overflow-x: auto;
    }
    .run {
      max-width: 100%;
    }
    .counts {
      font-size: 11px;
    }
  }
  @media (max-height: 480px) {
    @container (max-width: 900px) {
      .views {
        display: block;
        overflow: auto;
      }
      .parts {
        overflow: visible;
      }
    }
  }
  @media (forced-colors: active) {
    .letter.letter,
    .ending.ending {
      border: 1px solid CanvasText;
      color: CanvasText;
      background: Canvas;
    }
    .delta-bar {
      forced-color-adjust: none;
    }
  }
`;
