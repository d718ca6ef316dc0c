import { css } from "lit";

/** How the word looks that tells how a run ended, or that it goes on. */
export const endingStyle = css`
  .ending {
    padding: 0 8px;
    border-radius: 999px;
    font-size: 12px;
    font-weight: 600;
    white-space: nowrap;
    color: var(--asl-ground);
    background: var(--asl-running);
  }
  .ending.succeeded {
    background: var(--asl-success);
  }
  .ending.failed {
    background: var(--asl-failure);
  }
  .ending.timed-out {
    background: var(--asl-timeout);
  }
  .ending.aborted {
    background: var(--asl-aborted);
  }
`;
