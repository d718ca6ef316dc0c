import { css } from "lit";
import { problemSignStyle } from "../problems/problem-sign-style.js";

/** How the panes of a viewer lie, wide and narrow; persons move the borders. */
export const panesStyle = [
  problemSignStyle,
  css`
  .panes {
    flex: 1;
    min-height: 0;
    display: grid;
    grid-template:
      "graph inspector" minmax(0, 1fr)
      "tabs inspector" auto
      "lower inspector" minmax(var(--lower-least, 110px), var(--lower, 27%)) /
      minmax(0, 1fr) minmax(var(--inspector-least, 230px), var(--inspector, 27%));
  }
  .panes.sourced {
    grid-template:
      "source graph inspector" minmax(0, 1fr)
      "source tabs inspector" auto
      "source lower inspector" minmax(var(--lower-least, 110px), var(--lower, 27%)) /
      minmax(180px, var(--source, 25%)) minmax(0, 1fr) minmax(var(--inspector-least, 230px), var(--inspector, 27%));
  }
  .panes.still {
    grid-template:
      "graph inspector" minmax(0, 1fr)
      "tabs inspector" auto / minmax(0, 1fr) minmax(var(--inspector-least, 230px), var(--inspector, 27%));
  }
  .panes.still.sourced {
    grid-template:
      "source graph inspector" minmax(0, 1fr)
      "source tabs inspector" auto /
      minmax(180px, var(--source, 25%)) minmax(0, 1fr) minmax(var(--inspector-least, 230px), var(--inspector, 27%));
  }
  .still .lower,
  .split.of-sheet,
  .still .split.of-lower {
    display: none;
  }
  .panes > section {
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  .panes > .graph {
    grid-area: graph;
  }
  .panes > .inspector {
    grid-area: inspector;
    border-left: 1px solid var(--asl-border);
  }
  .panes > .source {
    grid-area: source;
    border-right: 1px solid var(--asl-border);
  }
  .panes > .lower {
    grid-area: lower;
  }
  .panel {
    height: 100%;
  }
  .panes.no-inspector > .inspector,
  .panes.no-lower > .lower {
    display: none;
  }
  .strip {
    grid-area: tabs;
    display: flex;
    align-items: center;
    gap: 2px;
    padding: 3px 8px;
    background: var(--asl-panel);
    border-block: 1px solid var(--asl-border);
  }
  .no-lower .strip {
    border-bottom: 0;
  }
  .tabs {
    display: flex;
    gap: 2px;
  }
  .folds {
    display: flex;
    gap: 2px;
    margin-left: auto;
  }
  .source asl-json {
    height: 100%;
  }
  .split {
    position: relative;
    z-index: 1;
    touch-action: none;
  }
  .split::after {
    content: "";
    position: absolute;
    inset: 4px;
    border-radius: 2px;
  }
  .split:hover::after,
  .split:active::after,
  .split:focus-visible::after {
    background: var(--asl-accent);
  }
  .split:focus-visible {
    outline: 0;
  }
  .split.of-inspector {
    grid-area: inspector;
    justify-self: start;
    width: 11px;
    margin-left: -5px;
    cursor: col-resize;
  }
  .no-inspector .split.of-inspector {
    margin-left: -11px;
  }
  .split.of-source {
    grid-area: source;
    justify-self: end;
    width: 11px;
    margin-right: -5px;
    cursor: col-resize;
  }
  .split.of-lower,
  .split.of-sheet {
    grid-area: tabs;
    align-self: start;
    height: 11px;
    margin-top: -5px;
    cursor: row-resize;
  }
  @media (pointer: coarse) {
    .split.of-inspector,
    .split.of-source {
      width: 24px;
    }
    .split.of-lower,
    .split.of-sheet {
      height: 24px;
      margin-top: -18px;
    }
    .split::after {
      inset: 9px;
    }
  }
  @media (forced-colors: active) {
    .split:hover::after,
    .split:focus-visible::after {
      background: Highlight;
    }
  }
  @container (max-width: 899px) {
    .panes,
    .panes.sourced,
    .panes.still,
    .panes.still.sourced {
      grid-template:
        "graph" minmax(80px, 1fr)
        "tabs" auto
        "lower" minmax(var(--sheet-least, 120px), var(--sheet, 46%)) / minmax(0, 1fr);
    }
    .panes > .inspector,
    .panes > .source,
    .split.of-inspector,
    .split.of-source,
    .split.of-lower {
      display: none;
    }
    .still .lower,
    .split.of-sheet {
      display: block;
    }
    .panes.no-sheet > .lower {
      display: none;
    }
    .strip {
      flex-wrap: wrap;
      padding-top: 8px;
      border-radius: 12px 12px 0 0;
      border: 1px solid var(--asl-border);
      border-width: 1px 0;
    }
    .strip .tabs {
      flex: 1;
      flex-wrap: wrap;
    }
    .split.of-sheet {
      margin-top: 0;
      height: 12px;
    }
    .split.of-sheet::after {
      inset: 4px calc(50% - 18px);
      background: var(--asl-line);
    }
  }
  @container (max-width: 480px) {
    .strip {
      flex-wrap: nowrap;
      padding-inline: 4px;
    }
    .strip .tabs {
      gap: 1px;
    }
    .strip .tabs button {
      padding: 0 4px;
      font-size: 12px;
    }
  }
`,
];
