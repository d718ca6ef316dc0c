import type { TextFormat } from "../../definition/read.js";
import { isObject, type Json } from "../../json.js";
import { fixedPiece, type MappedText } from "../mapped-text.js";
import type { Place } from "./syntax.js";

/** A text that values come from: the file itself or one that it opens. */
export interface HclText {
  readonly name: string;
  readonly text: string;
}

/** Where a value stands, and in which file. */
export interface Origin extends Place {
  readonly file: HclText;
}

/** A member of an object; its own place is that of the key. */
export interface Member extends Place {
  readonly key: string;
  readonly value: Value;
}

/**
 * What an expression comes to without running Terraform. `json` is the JSON text of a value, not written yet; `decoded`
 * the value of a text, not parsed yet; `unknown` what only Terraform can tell, with the reason and a name to stand for it,
 * and the path of the file that could not be opened where that is the reason.
 */
export type Value = Origin &
  (
    | { readonly type: "constant"; readonly value: null | boolean | number }
    | { readonly type: "text"; readonly mapped: MappedText; readonly format?: TextFormat }
    | { readonly type: "object"; readonly members: ReadonlyMap<string, Member> }
    | { readonly type: "tuple"; readonly items: readonly Value[] }
    | { readonly type: "json"; readonly of: Value }
    | { readonly type: "decoded"; readonly of: TextValue }
    | { readonly type: "unknown"; readonly name: string; readonly why: string; readonly path?: string }
  );

/** A text whose characters know their places. */
export type TextValue = Extract<Value, { type: "text" }>;
/** What only Terraform can tell. */
export type UnknownValue = Extract<Value, { type: "unknown" }>;

const LONGEST_NAME = 200;

/** A name for the value of an expression, by its source: fit to stand between `${` and `}` in a JSON string. */
export const placeholderName = (source: string): string =>
  source
    .slice(0, LONGEST_NAME)
    .replace(/["\\{}$]/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** What only Terraform can tell: the expression at `origin`, for the reason given. */
export const unknown = (origin: Origin, why: string): UnknownValue => ({
  ...originOf(origin),
  type: "unknown",
  name: placeholderName(origin.file.text.slice(origin.start, origin.end)),
  why,
});

/** The place alone of what has one. */
export const originOf = ({ file, start, end }: Origin): Origin => ({ file, start, end });

/** A text that is not in the file: all of it stands for `origin`. */
export const fixedText = (text: string, origin: Origin): TextValue => ({
  ...originOf(origin),
  type: "text",
  mapped: fixedPiece(text, origin.start, origin.end),
});

/** A JSON value that stands for `origin` with all that is in it. O(size). */
export function fromJson(json: Json, origin: Origin): Value {
  if (typeof json === "string") return fixedText(json, origin);
  const place = originOf(origin);
  if (Array.isArray(json)) return { ...place, type: "tuple", items: json.map((item) => fromJson(item, origin)) };
  if (!isObject(json)) return { ...place, type: "constant", value: json };
  const members = Object.keys(json).map((key) => ({ key, value: fromJson(json[key], origin), ...place }));
  return { ...place, type: "object", members: new Map(members.map((member) => [member.key, member])) };
}
