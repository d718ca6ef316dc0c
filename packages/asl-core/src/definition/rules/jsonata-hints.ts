/** What to write in JSONata for what other languages write. */
const OPERATORS: readonly [written: RegExp, hint: string][] = [
  [/^!==/, "JSONata compares with =, and with != for the contrary."],
  [/^===?/, "JSONata compares with one =."],
  [/^&&/, "JSONata writes and."],
  [/^\|\|/, "JSONata writes or."],
  [/^!(?!=)/, "JSONata writes $not(…)."],
];

/** Operators are of no more characters than this. */
const WIDEST = 3;

/** For a text that a JSONata parser stopped in: what was meant at or just before the place. "" where that is open. */
export function operatorHint(text: string, offset: number): string {
  for (let start = Math.max(0, offset - WIDEST + 1); start <= offset; start++) {
    const written = text.slice(start, start + WIDEST);
    const hint = OPERATORS.find(([operator]) => operator.test(written))?.[1];
    if (hint !== undefined) return hint;
  }
  return "";
}
