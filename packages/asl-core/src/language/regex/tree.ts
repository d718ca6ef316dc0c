/** What a pattern says, as the parser reads it. */
export type Tree =
  | { readonly type: "char"; readonly test: CharTest }
  | { readonly type: "assert"; readonly test: PlaceTest }
  | { readonly type: "same"; readonly group: number }
  | { readonly type: "list" | "choice"; readonly items: readonly Tree[] }
  | { readonly type: "group"; readonly index: number; readonly body: Tree }
  | Look
  | Repeat;

/** Look-ahead, or look-behind where `behind` is set. */
export interface Look {
  readonly type: "look";
  readonly behind: boolean;
  readonly negative: boolean;
  readonly body: Tree;
}

/** `from` and `to` are the first and last group inside, which every turn forgets. */
export interface Repeat {
  readonly type: "repeat";
  readonly body: Tree;
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
  readonly from: number;
  readonly to: number;
}

/** Tests the character at a place; false outside of the text. */
export type CharTest = (text: string, at: number) => boolean;

/** Tests a place between two characters. */
export type PlaceTest = (text: string, at: number) => boolean;

/**
 * How badly the ways to match multiply in an engine that only backtracks: repetitions without bound one after another
 * add up, nested ones are without end (Infinity).
 */
export function degreeOf(tree: Tree): number {
  switch (tree.type) {
    case "list":
      return tree.items.reduce((sum, item) => sum + degreeOf(item), 0);
    case "choice":
      return tree.items.reduce((most, item) => Math.max(most, degreeOf(item)), 1);
    case "group":
    case "look":
      return degreeOf(tree.body);
    case "same":
      return 1;
    case "repeat":
      if (tree.max <= 1) return degreeOf(tree.body) + 0.1;
      return degreeOf(tree.body) > 0 ? Infinity : tree.min === tree.max ? 0 : 1;
    default:
      return 0;
  }
}

/** Whether the tree can match without reading a character. */
export function canBeEmpty(tree: Tree): boolean {
  switch (tree.type) {
    case "char":
      return false;
    case "list":
      return tree.items.every(canBeEmpty);
    case "choice":
      return tree.items.some(canBeEmpty);
    case "group":
      return canBeEmpty(tree.body);
    case "repeat":
      return tree.min === 0 || canBeEmpty(tree.body);
    default:
      return true;
  }
}
