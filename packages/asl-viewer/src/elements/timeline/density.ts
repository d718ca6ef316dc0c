/** Bars of a row that are too narrow to be told apart are drawn as one, in the worst colour: the more they are, the less is drawn. */
export class Density {
  private readonly places: number[] = [];
  private readonly ranks: number[] = [];

  /** Whether a narrow bar is to be drawn: it is the first at its pixel in its row, or of a higher rank than what is there. */
  draws(row: number, pixel: number, rank: number): boolean {
    if (this.places[row] === pixel && this.ranks[row] >= rank) return false;
    this.places[row] = pixel;
    this.ranks[row] = rank;
    return true;
  }
}
