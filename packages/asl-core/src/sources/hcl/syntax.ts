import type { Piece } from "../mapped-text.js";

/** Where something stands in a text: offsets in UTF-16 units, `end` not included. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * A piece of a template: text, a value put in, or a `%{ if … }` that nothing here carries out. Text as long as its place
 * stands for itself, character by character, unless `piece` says otherwise; other text belongs to its place as a whole.
 */
export type Part =
  | (Place & { readonly type: "text"; readonly text: string; readonly piece?: Piece })
  | (Place & { readonly type: "interpolation"; readonly expression: Expression })
  | (Place & { readonly type: "directive" });

/** A member of an object; the key is an expression as well, a bare word being a text. */
export interface Item {
  readonly key: Expression;
  readonly value: Expression;
}

/**
 * An expression. `operation` has its operands from left to right, without precedence. `opaque` is one that is well
 * formed but computed (`for`, splats); `unreadable` one that broke off, and why.
 */
export type Expression = Place &
  (
    | { readonly type: "literal"; readonly value: null | boolean | number }
    | { readonly type: "template"; readonly parts: readonly Part[] }
    | { readonly type: "object"; readonly items: readonly Item[] }
    | { readonly type: "tuple"; readonly items: readonly Expression[] }
    | { readonly type: "call"; readonly name: string; readonly parameters: readonly Expression[] }
    | { readonly type: "reference"; readonly path: readonly string[] }
    | {
        readonly type: "conditional";
        readonly condition: Expression;
        readonly yes: Expression;
        readonly no: Expression;
      }
    | { readonly type: "operation"; readonly operators: readonly string[]; readonly operands: readonly Expression[] }
    | { readonly type: "opaque" }
    | { readonly type: "unreadable"; readonly message: string }
  );

/** `name = value`; its own place is that of the name. */
export interface Attribute extends Place {
  readonly value: Expression;
}

/** What stands between the braces of a block, or in a whole file. Of attributes given twice the last counts. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

/** `type "label" … { body }`; its own place is that of the words before the brace. */
export interface Block extends Place {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

/** Something in a text that is not HCL. */
export interface Problem extends Place {
  readonly message: string;
}
