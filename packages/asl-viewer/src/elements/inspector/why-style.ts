import { css } from "lit";

/** How reasons look in an inspector. */
export const whyStyle = css`
  :host {
    background: none;
  }
  .why {
    padding: 8px 12px;
    overflow-wrap: anywhere;
  }
  .why p {
    margin: 0;
  }
  .why .rules {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .why li {
    padding: 6px 8px;
    margin-bottom: 6px;
    border: 1px solid var(--asl-border);
    border-left: 3px solid var(--asl-line);
    border-radius: 6px;
  }
  .why li.taken {
    border-left-color: var(--asl-success);
  }
  .rule {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
  }
  .to {
    margin-left: auto;
    font-weight: 600;
  }
  .verdict {
    color: var(--asl-dim);
    white-space: nowrap;
  }
  .verdict.true,
  .verdict.took {
    color: var(--asl-success);
  }
  .verdict.false,
  .verdict.error,
  .verdict.used-up {
    color: var(--asl-failure);
  }
  .why code {
    font: 12px var(--asl-mono);
  }
  .comparison {
    display: flex;
    flex-wrap: wrap;
    gap: 1px 8px;
    padding: 2px 6px;
    margin-top: 3px;
    border-radius: 4px;
  }
  .decisive {
    background: color-mix(in srgb, var(--asl-current) 18%, transparent);
  }
  .operand {
    flex-basis: 100%;
    padding-left: 10px;
    color: var(--asl-dim);
  }
  .operand code:last-child {
    color: var(--asl-string);
  }
  .group {
    padding-left: 10px;
    margin-top: 3px;
    border-left: 2px solid var(--asl-border);
  }
  .op {
    font-weight: 600;
  }
  .bad {
    color: var(--asl-failure);
  }
  pre {
    margin: 2px 0 8px;
    white-space: pre-wrap;
    font: 12px/1.45 var(--asl-mono);
    max-height: 200px;
    overflow: auto;
  }
  .text {
    color: var(--asl-dim);
  }
  .end {
    padding: 2px 0;
  }
`;
