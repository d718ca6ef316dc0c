import { lastAtMost, type PositionNode } from "../definition/positions.js";
import { scalarPlaces } from "../definition/scalar.js";

/** A part of a text that stands elsewhere in a file. */
export interface Piece {
  readonly text: string;
  /** Where character `at` of it begins in the file, and where it ends. */
  start(at: number): number;
  end(at: number): number;
}

/** A text of which every character, a UTF-16 unit, knows its place in a file. */
export interface MappedText {
  readonly text: string;
  /** Offset in the file where character `at` begins; for `at` = length, where the text ends. */
  start(at: number): number;
  /** Offset in the file where character `at` ends. */
  end(at: number): number;
}

/**
 * The value of a JSON or YAML string as its notation spells it: escapes, doubled quotes, folded and indented lines.
 * `value` is what the parser made of `node`. Linear in the notation, at once; a lookup is constant.
 */
export function scalarPiece(fileText: string, node: Pick<PositionNode, "start" | "end">, value: string): Piece {
  const { starts, ends } = scalarPlaces(fileText, node.start, node.end, value);
  return { text: value, start: (at) => starts[at], end: (at) => ends[at] };
}

/** A text that is not in the file, such as a filled placeholder: all of it stands for `start`..`end`. */
export const fixedPiece = (text: string, start: number, end: number): Piece => ({
  text,
  start: () => start,
  end: () => end,
});

/** The file's own characters from `start` to `end`. */
export const rawPiece = (fileText: string, start: number, end: number): Piece => ({
  text: fileText.slice(start, end),
  start: (at) => start + at,
  end: (at) => start + at + 1,
});

/** Characters `from`..`to` of a mapped text. */
export const partOf = (mapped: MappedText, from: number, to: number): Piece => ({
  text: mapped.text.slice(from, to),
  start: (at) => mapped.start(from + at),
  end: (at) => mapped.end(from + at),
});

/** The pieces in their order. A lookup is a binary search among them. Without a character everything is at `empty`. */
export function mappedText(pieces: readonly Piece[], empty = 0): MappedText {
  const written = pieces.filter((piece) => piece.text !== "");
  const offsets = new Float64Array(written.length);
  let length = 0;
  for (let index = 0; index < written.length; index++) {
    offsets[index] = length;
    length += written[index].text.length;
  }
  const text = written.length === 1 ? written[0].text : written.map((piece) => piece.text).join("");
  return new Pieces(text, written, offsets, empty);
}

class Pieces implements MappedText {
  constructor(
    readonly text: string,
    private readonly pieces: readonly Piece[],
    private readonly offsets: Float64Array,
    private readonly empty: number,
  ) {}

  start(at: number): number {
    if (at >= this.text.length) return this.text === "" ? this.empty : this.end(this.text.length - 1);
    const index = lastAtMost(this.offsets, at);
    return this.pieces[index].start(Math.max(0, at) - this.offsets[index]);
  }

  end(at: number): number {
    if (this.text === "") return this.empty;
    const inside = Math.max(0, Math.min(at, this.text.length - 1));
    const index = lastAtMost(this.offsets, inside);
    return this.pieces[index].end(inside - this.offsets[index]);
  }
}
