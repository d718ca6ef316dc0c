import { joinObservers, type Observer } from "../../drivers/observer.js";
import type { RunOptions } from "../../drivers/run.js";

/** The options of a run that one more observer hears: whoever listened before still does, first. Changes nothing else. */
export const observe = (options: RunOptions, observer: Observer): RunOptions =>
  Object.assign({}, options, { observer: joinObservers([options.observer, observer]) });
