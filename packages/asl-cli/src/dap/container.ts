import { isObject, type Json, type JsonObject, toPointer } from "asl-core";
import type { FrameId, ScopeName } from "asl-core/debug";
import { childExpression } from "./expression-names.js";

/** Where a value stands in a run, so that it can be set and asked for again. */
export interface Home {
  readonly frame: FrameId;
  readonly scope: ScopeName;
  /** RFC 6901, below the scope's value. */
  readonly pointer: string;
  readonly editable: boolean;
  /** An expression that gives it; undefined where no expression can. */
  readonly expression: string | undefined;
  /** Whether the state speaks JSONata. */
  readonly jsonata: boolean;
}

/** One named value. */
export interface Member {
  readonly name: string;
  readonly value: Json;
  readonly home?: Home;
  /** A data breakpoint can be set on it under this id. */
  readonly dataId?: string;
}

/** Something with members, which clients open step by step. */
export interface Container {
  /** Items of a list; undefined where it has names. */
  readonly items?: readonly Json[];
  /** Made when first asked for. */
  members(): readonly Member[];
  /** How many members it has, without making them. */
  readonly size: number;
  readonly home?: Home;
}

/** A list or an object. */
export function containerOf(value: Json[] | JsonObject, home?: Home): Container {
  if (Array.isArray(value))
    return {
      items: value,
      size: value.length,
      home,
      members: () => value.map((item, index) => child(index, item, home)),
    };
  const names = Object.keys(value);
  return { size: names.length, home, members: () => names.map((name) => child(name, value[name], home)) };
}

/** Members that are put together for show. */
export const group = (size: number, members: () => readonly Member[]): Container => ({ size, members });

/** One item of a list, or one member of an object. */
export function child(key: string | number, value: Json, home: Home | undefined): Member {
  const name = String(key);
  if (home === undefined) return { name, value };
  const expression = home.expression === undefined ? undefined : childExpression(home.expression, key, home.jsonata);
  const pointer = home.pointer + toPointer([name]);
  return { name, value, home: { ...home, pointer, expression } };
}

/** Whether a value has members that can be opened. */
export const isContainer = (value: Json): value is Json[] | JsonObject => Array.isArray(value) || isObject(value);
