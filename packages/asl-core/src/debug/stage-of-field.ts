import type { Stage } from "../kernel/index.js";

/**
 * The field of a state → the data stage after which it has its value. A Map's Parameters are an exception: they are its
 * ItemSelector.
 */
export const STAGE_OF_FIELD: Readonly<Record<string, Stage>> = {
  InputPath: "afterInputPath",
  Parameters: "afterParameters",
  Arguments: "afterArguments",
  ItemsPath: "afterItemsPath",
  Items: "afterItemsPath",
  ItemSelector: "afterItemSelector",
  ItemBatcher: "afterItemBatcher",
  Result: "result",
  ResultSelector: "afterResultSelector",
  ResultPath: "afterResultPath",
  Assign: "variables",
  Output: "output",
  OutputPath: "output",
};
