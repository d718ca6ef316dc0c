import { LIMITS } from "./limits.js";
import type { Code } from "./paths.js";
import { bail, charge, equals, text, truthy } from "./values.js";

type Binary = (left: Code, right: Code) => Code;

/** An operator on two values. */
const on =
  (apply: (a: unknown, b: unknown) => unknown): Binary =>
  (left, right) =>
  (scope, item, locals) =>
    apply(left(scope, item, locals), right(scope, item, locals));

const arithmetic =
  (apply: (a: number, b: number) => number): Binary =>
  (left, right) =>
  (scope, item, locals) => {
    const a = left(scope, item, locals);
    const b = right(scope, item, locals);
    return typeof a === "number" && typeof b === "number" ? finite(apply(a, b)) : missing(a, b);
  };

const comparison = (apply: (a: string, b: string) => boolean): Binary =>
  on((a, b) => (comparable(a, b) ? apply(a as string, b as string) : incomparable(a, b)));

/** Closures of the binary operators. What is not plainly right goes back to the evaluator, which knows the error. */
export const BINARY: Readonly<Record<string, Binary>> = {
  "+": arithmetic((a, b) => a + b),
  "-": arithmetic((a, b) => a - b),
  "*": arithmetic((a, b) => a * b),
  "/": arithmetic((a, b) => a / b),
  "%": arithmetic((a, b) => a % b),
  "<": comparison((a, b) => a < b),
  "<=": comparison((a, b) => a <= b),
  ">": comparison((a, b) => a > b),
  ">=": comparison((a, b) => a >= b),
  "=": on((a, b) => a !== undefined && b !== undefined && equals(a, b)),
  "!=": on((a, b) => a !== undefined && b !== undefined && !equals(a, b)),
  "&": on(concat),
  in: on((a, b) => a !== undefined && b !== undefined && (Array.isArray(b) ? contains(b, a) : a === b)),
  "..": on(range),
  and: (left, right) => (scope, item, locals) =>
    truthy(left(scope, item, locals)) && truthy(right(scope, item, locals)),
  or: (left, right) => (scope, item, locals) => truthy(left(scope, item, locals)) || truthy(right(scope, item, locals)),
};

function contains(list: readonly unknown[], value: unknown): boolean {
  charge(list.length / 16);
  return list.includes(value);
}

function concat(a: unknown, b: unknown): string {
  const left = text(a);
  const right = text(b);
  return left.length + right.length > LIMITS.text ? bail() : left + right;
}

/** JSON has neither infinities nor -0. */
export const finite = (value: number): number => (Number.isFinite(value) ? value + 0 : bail());

/** Nothing, where one side is missing and the other is a number. */
function missing(a: unknown, b: unknown): undefined {
  if (a === undefined ? b === undefined || typeof b === "number" : b === undefined && typeof a === "number")
    return undefined;
  return bail();
}

const comparable = (a: unknown, b: unknown): boolean =>
  typeof a === "number" ? typeof b === "number" : typeof a === "string" && typeof b === "string";

/** Nothing, where one side is missing and the other could be compared. */
function incomparable(a: unknown, b: unknown): undefined {
  const orderable = (value: unknown) => value === undefined || typeof value === "string" || typeof value === "number";
  return orderable(a) && orderable(b) && (a === undefined || b === undefined) ? undefined : bail();
}

function range(from: unknown, to: unknown): unknown {
  if (from !== undefined && !Number.isInteger(from)) return bail();
  if (to !== undefined && !Number.isInteger(to)) return bail();
  return from === undefined || to === undefined ? undefined : count(from as number, to as number);
}

function count(from: number, to: number): unknown {
  if (from > to) return undefined;
  const size = to - from + 1;
  if (size > LIMITS.sequence) return bail();
  charge(size);
  return size === 1 ? from : Array.from({ length: size }, (_, i) => from + i);
}
