import { EXPRESSIONS, FIELDS, PIECES, VALUES } from "./pieces.mjs";

/** Of definitions so changed many have no error, so that they meet what is warned of. */
export function mutateMildly(value, pick) {
  const root = { value: structuredClone(value) };
  for (let times = 1 + pick(6); times > 0; times--) {
    const places = placesOf(root);
    const kind = MILD[pick(MILD.length)];
    const fitting = places.filter(kind.fits);
    if (fitting.length > 0) kind.change(one(fitting, pick), fitting, pick);
  }
  return root.value;
}

const LANGUAGE_OF = (text) => (text.startsWith("{%") ? "{%" : text.slice(0, 1));
const isExpression = (at) => typeof get(at) === "string" && /^(\$|States\.|\{%)/.test(get(at));
const OPTIONAL =
  /^(Comment|Retry|Catch|TimeoutSeconds|HeartbeatSeconds|ResultPath|InputPath|OutputPath|Parameters|ResultSelector|Assign|Output|Arguments|Default|Result|MaxAttempts|IntervalSeconds|ItemSelector|ItemsPath|.*\.\$)$/;

const MILD = [
  {
    fits: ({ holder, key }) => !Array.isArray(holder) && OPTIONAL.test(key),
    change: ({ holder, key }) => delete holder[key],
  },
  {
    fits: ({ holder, key }) => Array.isArray(holder) && holder.length > 1 && Number(key) >= 0,
    change: ({ holder }, _, pick) => {
      if (pick(2) === 0) holder.splice(pick(holder.length), 1);
      else holder.push(structuredClone(one(holder, pick)));
    },
  },
  {
    fits: ({ holder, key }) => /^(Next|Default|StartAt)$/.test(key) && typeof holder[key] === "string",
    change: (at, fitting, pick) => set(at, get(one(fitting, pick))),
  },
  {
    fits: isExpression,
    change: (at, fitting, pick) => {
      const alike = [...fitting.map(get), ...EXPRESSIONS].filter((text) => LANGUAGE_OF(text) === LANGUAGE_OF(get(at)));
      set(at, one(alike, pick));
    },
  },
  {
    fits: ({ holder, key }) => /^(Assign|ErrorEquals|Retry|Catch|Choices)$/.test(key) && holder[key] !== undefined,
    change: (at, fitting, pick) => {
      const alike = fitting.filter(({ key }) => key === at.key);
      set(at, structuredClone(get(one(alike, pick))));
    },
  },
  {
    fits: ({ holder, key }) => typeof holder[key] === "number",
    change: (at, _, pick) => set(at, one([0, 1, 2, 59, 3600, 99_999_999], pick)),
  },
  {
    fits: ({ key }) => key === "ErrorEquals",
    change: (at, _, pick) => set(at, [one(["States.ALL", "States.Timeout", "States.TaskFailed", "E"], pick)]),
  },
];

/** @typedef {(below: number) => number} Pick */

/**
 * A definition's value, changed in one to four places: keys left out, renamed, added; values exchanged, replaced, nested;
 * strings grown or damaged; parts of another definition put in. The value given is not changed.
 * @param {any} value
 * @param {any} other another definition
 * @param {Pick} pick
 */
export function mutateValue(value, other, pick) {
  const root = { value: structuredClone(value) };
  for (let times = 1 + pick(4); times > 0; times--) {
    const places = placesOf(root);
    const at = places[pick(places.length)];
    MUTATORS[pick(MUTATORS.length)](at, places, other, pick);
  }
  return root.value;
}

/** Every place of a value: the object or list that holds it, and its key. */
function placesOf(root) {
  const places = [];
  const open = [root];
  for (let holder = open.pop(); holder !== undefined && places.length < 20_000; holder = open.pop())
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      if (typeof holder[key] === "object" && holder[key] !== null) open.push(holder[key]);
    }
  return places;
}

const set = ({ holder, key }, value) => define(holder, key, value);
const get = ({ holder, key }) => holder[key];
const one = (list, pick) => list[pick(list.length)];

/** Keys such as `__proto__` too. */
function define(holder, key, value) {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

const isOpen = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function rename({ holder, key }, name) {
  if (!isOpen(holder) || key === "value") return;
  const entries = Object.entries(holder).map(([old, value]) => [old === key ? name : old, value]);
  for (const old of Object.keys(holder)) delete holder[old];
  for (const [old, value] of entries) define(holder, old, value);
}

const MUTATORS = [
  ({ holder, key }) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (key !== "value") delete holder[key];
  },
  (at, _places, _other, pick) => rename(at, one(FIELDS, pick)),
  (at, _places, _other, pick) => rename(at, damaged(at.key, pick)),
  (at, places, _other, pick) => {
    const there = one(places, pick);
    const [a, b] = [structuredClone(get(at)), structuredClone(get(there))];
    set(at, b);
    if (there.holder[there.key] !== undefined) set(there, a);
  },
  (at, places, _other, pick) => set(at, structuredClone(get(one(places, pick)))),
  (at, _places, _other, pick) => set(at, structuredClone(one(VALUES, pick))),
  (at, _places, _other, pick) => {
    const value = get(at);
    if (isOpen(value)) define(value, one(FIELDS, pick), structuredClone(one(VALUES, pick)));
    else if (Array.isArray(value)) value.splice(pick(value.length + 1), 0, structuredClone(one(VALUES, pick)));
  },
  (at, _places, other, pick) => set(at, structuredClone(get(one(placesOf({ value: other }), pick)))),
  (at, _places, other, pick) => {
    const value = get(at);
    if (isOpen(value) && isOpen(other))
      for (const key of Object.keys(other)) define(value, key, structuredClone(other[key]));
    else set(at, one(EXPRESSIONS, pick));
  },
  (at, _places, _other, pick) => set(at, typeof get(at) === "string" ? damaged(get(at), pick) : one(EXPRESSIONS, pick)),
  (at, _places, _other, pick) => set(at, typeof get(at) === "string" ? damaged(get(at), pick) : get(at)),
  (at, _places, _other, pick) => set(at, one(EXPRESSIONS, pick)),
  (at, _places, _other, pick) => set(at, `{% ${damaged(one(EXPRESSIONS, pick), pick)} %}`),
  (at, _places, _other, pick) => {
    if (pick(20) === 0) set(at, nested(get(at), pick(1200), pick));
  },
  (at, _places, _other, pick) => {
    if (pick(20) === 0) set(at, one(PIECES, pick).repeat(1 + pick(20_000)));
  },
];

/** Inside so many lists and objects. */
function nested(value, levels, pick) {
  const key = one(FIELDS, pick);
  let outer = value;
  for (let level = 0; level < levels; level++) outer = pick(2) === 0 ? [outer] : { [key]: outer };
  return outer;
}

/** A string with something put in, left out or written twice. */
function damaged(text, pick) {
  const at = pick(text.length + 1);
  const length = pick(4);
  const piece = [one(PIECES, pick), "", text.slice(at, at + pick(12)), one(EXPRESSIONS, pick)][pick(4)];
  return text.slice(0, at) + piece + text.slice(at + length);
}
