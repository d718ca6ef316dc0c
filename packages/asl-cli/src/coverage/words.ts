import type { Item, Outcome } from "asl-core/testing/coverage";

const MISSING: Record<Outcome, string> = {
  entered: "never entered",
  taken: "never taken",
  "not taken": "never passed over",
  true: "never true",
  false: "never false",
  fired: "never fired",
  exhausted: "never exhausted",
  empty: "never without items",
  "not empty": "never with items",
  tolerated: "never tolerated",
  "timed out": "never timed out",
  "heartbeat missed": "never missed a heartbeat",
};

/** What has not been seen of an item: "never taken". */
export const missing = ({ outcome }: Item): string => MISSING[outcome];

/** An item in one line: "Route › rule 1: $.total NumericGreaterThan 100". */
export const describe = ({ path, text, kind }: Item): string =>
  kind === "states" ? path : path === "" ? text : `${path} › ${text}`;
