/** Values nested deeper than this are refused: they could not be written as JSON safely. */
const MAX_DEPTH = 1000;

/** Says where and why a value is not JSON, or undefined where it is. O(size); cycles end at the depth limit. */
export function notJson(value: unknown, path = "$", depth = 0): string | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (typeof value !== "object") return `${path} is ${value === undefined ? "undefined" : `a ${typeof value}`}`;
  if (depth >= MAX_DEPTH) return `${path.slice(0, 60)}… is nested deeper than ${MAX_DEPTH} levels, or contains itself`;
  return Array.isArray(value) ? notJsonArray(value, path, depth) : notJsonObject(value, path, depth);
}

function notJsonArray(values: unknown[], path: string, depth: number): string | undefined {
  for (let i = 0; i < values.length; i++) {
    const reason = notJson(values[i], `${path}[${i}]`, depth + 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function notJsonObject(value: object, path: string, depth: number): string | undefined {
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype !== Object.prototype && prototype !== null) return `${path} is a ${prototype.constructor?.name ?? "class instance"}`;
  for (const key of Object.keys(value)) {
    const reason = notJson((value as Record<string, unknown>)[key], `${path}.${key}`, depth + 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
