import { nearest } from "asl-core";
import { printable } from "../../print/text.js";
import { Mistake } from "../mistake.js";
import type { Verb } from "../verb.js";

/** The command of this name; a beginning that only one has is enough. Throws Mistake, with the name that was probably meant. */
export function verbNamed(word: string, verbs: readonly Verb[]): Verb {
  const small = word.toLowerCase();
  const exact = verbs.find(({ name, aliases }) => name === small || aliases.includes(small));
  if (exact !== undefined) return exact;
  const begun = verbs.filter(({ name }) => small.length > 1 && name.startsWith(small));
  if (begun.length === 1) return begun[0];
  const names = verbs.flatMap(({ name, aliases }) => [name, ...aliases.filter(({ length }) => length > 2)]);
  const near = nearest(small, names) ?? begun[0]?.name ?? names.find((name) => name.slice(0, 2) === small.slice(0, 2));
  throw new Mistake(
    `there is no command ${printable(word)}`,
    near === undefined ? "help lists all commands." : `Did you mean ${near}?`,
  );
}
