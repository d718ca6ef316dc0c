/** How many arguments each intrinsic function takes: [fewest, most] (Amazon States Language specification, Intrinsic Functions). */
export const SIGNATURES: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["Format", [1, Infinity]],
  ["StringToJson", [1, 1]],
  ["JsonToString", [1, 1]],
  ["Array", [0, Infinity]],
  ["ArrayPartition", [2, 2]],
  ["ArrayContains", [2, 2]],
  ["ArrayRange", [3, 3]],
  ["ArrayGetItem", [2, 2]],
  ["ArrayLength", [1, 1]],
  ["ArrayUnique", [1, 1]],
  ["Base64Encode", [1, 1]],
  ["Base64Decode", [1, 1]],
  ["Hash", [2, 2]],
  ["JsonMerge", [3, 3]],
  ["MathRandom", [2, 3]],
  ["MathAdd", [2, 2]],
  ["StringSplit", [2, 2]],
  ["UUID", [0, 0]],
]);

/** Calls may be nested this deep (developer guide, Intrinsic functions). */
export const MAX_CALL_NESTING = 10;
