import type { Box } from "./geometry.js";

/** The side of the smallest cells, in pixels, and how much larger those of each further level are. */
const [SIDE, FACTOR] = [512, 4];

interface Entry {
  readonly at: number;
  readonly box: Box;
}

/** Cells of one size by their number, with what lies in them. */
interface Level {
  readonly side: number;
  readonly cells: Map<number, Entry[]>;
}

/**
 * Finds which of many things lie in a part of the picture. A thing may have several boxes, as an edge that runs around others
 * has. Each box is kept in cells that are no smaller than it is: in four at most. Made in O(boxes).
 */
export class Grid {
  private readonly levels: Level[] = [];

  constructor(things: readonly (readonly Box[])[]) {
    things.forEach((boxes, at) => {
      for (const box of boxes) this.add({ at, box });
    });
  }

  /** The numbers of the things that touch an area, ascending. O(things found, and beside them; cells of the area where those are fewer). */
  within(area: Box): number[] {
    const found = new Set<number>();
    for (const level of this.levels)
      for (const entries of cellsIn(level, area))
        for (const { at, box } of entries) if (touches(box, area)) found.add(at);
    return [...found].sort((a, b) => a - b);
  }

  private add(entry: Entry): void {
    const size = Math.max(entry.box.width, entry.box.height);
    let index = 0;
    for (let side = SIDE; side < size; side *= FACTOR) index++;
    for (let next = this.levels.length; next <= index; next++)
      this.levels.push({ side: SIDE * FACTOR ** next, cells: new Map() });
    const { side, cells } = this.levels[index];
    for (const number of numbersIn(side, entry.box)) {
      const known = cells.get(number);
      if (known === undefined) cells.set(number, [entry]);
      else known.push(entry);
    }
  }
}

function cellsIn({ side, cells }: Level, area: Box): Iterable<Entry[]> {
  if ((area.width / side + 1) * (area.height / side + 1) > cells.size) return cells.values();
  return numbersIn(side, area).flatMap((number) => {
    const entries = cells.get(number);
    return entries === undefined ? [] : [entries];
  });
}

/** Rows and columns lie far below this number. */
const ROW = 2 ** 24;

function numbersIn(side: number, { x, y, width, height }: Box): number[] {
  const numbers: number[] = [];
  for (let row = Math.floor(y / side); row <= Math.floor((y + height) / side); row++)
    for (let column = Math.floor(x / side); column <= Math.floor((x + width) / side); column++)
      numbers.push(row * ROW + column);
  return numbers;
}

const touches = (a: Box, b: Box): boolean =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
