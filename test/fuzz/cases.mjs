import { generator } from "../support/generator.mjs";
import { mutateText } from "./mutate-text.mjs";
import { mutateMildly, mutateValue } from "./mutate-value.mjs";
import { seeds, WRAPPERS } from "./seeds.mjs";

/**
 * A function from a case's number to its file: the same for the same seed, whatever was asked for before.
 * @param {number} seed
 */
export function cases(seed) {
  const { values, files } = seeds();
  return (number) => {
    const pick = generator(seed * 1_000_003 + number * 7919);
    pick(2);
    const value = () => values[pick(values.length)];
    const file = () => files[pick(files.length)];
    const way = pick(8);
    if (way < 3) return damaged(file(), file(), pick);
    const mutated = way < 5 ? mutateMildly(value(), pick) : mutateValue(value(), value(), pick);
    const wrapped = WRAPPERS[pick(WRAPPERS.length)](mutated);
    return way === 7 ? damaged(wrapped, file(), pick) : wrapped;
  };
}

const damaged = ({ file, text }, other, pick) => ({ file, text: mutateText(text, other.text, pick) });
