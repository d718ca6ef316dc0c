import type { Answer } from "./answer.js";
import type { TaskRequest } from "./handler.js";
import { Visits } from "./visits.js";

/**
 * Which answer of an entry serves a call. Those that say which calls they are for are asked first, in their order, each
 * for as many calls as it serves; the calls that none of them takes go to the others, one after the other.
 */
export function picking(
  answers: readonly Answer[],
  plain: readonly Answer[],
): (request: TaskRequest) => Answer | undefined {
  const ends = endsOf(plain);
  if (plain.length === answers.length) return ({ call }) => servedBy(plain, ends, call);
  const chosen = answers.filter(({ selector }) => selector !== undefined);
  const served = chosen.map(() => 0);
  const visits = new Visits();
  let others = 0;
  return (request) => {
    const visit = visits.count(request);
    const index = chosen.findIndex((answer, at) => served[at] < answer.calls && answer.selector!.fits(request, visit));
    if (index < 0) return servedBy(plain, ends, others++);
    served[index]++;
    return chosen[index];
  };
}

/** For each answer, how many calls it and those before it serve. */
function endsOf(answers: readonly Answer[]): number[] {
  let served = 0;
  return answers.map((answer) => (served += answer.calls));
}

/** The first answer whose calls reach beyond `call`: a binary search. */
function servedBy(answers: readonly Answer[], ends: readonly number[], call: number): Answer | undefined {
  let low = 0;
  let high = answers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (call < ends[middle]) high = middle;
    else low = middle + 1;
  }
  return answers[low];
}
