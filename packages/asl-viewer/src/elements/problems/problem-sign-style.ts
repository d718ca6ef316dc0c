import { css } from "lit";

/** How signs of problems look. */
export const problemSignStyle = css`
  .problem-sign {
    flex: none;
    width: 14px;
    height: 14px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .problem-count {
    display: inline-flex;
    align-items: center;
    gap: 3px;
    margin-left: 4px;
    font-variant-numeric: tabular-nums;
  }
  .problem-sign.error {
    color: var(--asl-failure);
  }
  .problem-sign.warning {
    color: var(--asl-amber);
  }
`;
