import type { RunOptions } from "../../drivers/run.js";
import type { Collector } from "./collector.js";

/** The options of a run that is watched: whoever listened before still does, first. Changes nothing else. */
export function observe(
  options: RunOptions,
  { onEvent, onRetrier }: Pick<Collector, "onEvent" | "onRetrier">,
): RunOptions {
  const { onEvent: event, onRetrier: retrier } = options;
  const both: Pick<RunOptions, "onEvent" | "onRetrier"> = { onEvent, onRetrier };
  if (event !== undefined)
    both.onEvent = (...given) => {
      event(...given);
      onEvent(...given);
    };
  if (retrier !== undefined)
    both.onRetrier = (...given) => {
      retrier(...given);
      onRetrier(given[0], given[1], given[2]);
    };
  return Object.assign({}, options, both);
}
