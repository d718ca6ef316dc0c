import { describe, expect, it } from "vitest";
import { type EventFilters, type Place, readHash, writeHash } from "../../packages/asl-viewer/src/controllers/hash.js";

const FILTERS: readonly (readonly [string, EventFilters])[] = [
  ["#find=a+b%26%23%22", { text: 'a b&#"' }],
  ["#kind=errors", { kind: "errors" }],
  ["#error=Bad.Luck", { error: "Bad.Luck" }],
  ["#only=state", { mine: true }],
  ["#only=iteration", { inside: true }],
  [
    "#kind=tasks&find=x&error=E&only=state.iteration",
    { kind: "tasks", text: "x", error: "E", mine: true, inside: true },
  ],
];

describe("the hash of a page", () => {
  it.each(FILTERS)("keeps the filters of the list of events: %s", (hash, events) => {
    expect(writeHash({ events })).toBe(hash);
    expect(readHash(hash).events).toEqual(events);
    const place: Place = { count: 7, node: "/States/A", visit: 2, events };
    expect(readHash(writeHash(place))).toMatchObject(place);
  });

  it.each(["#kind=all", "#find=", `#find=${"x".repeat(1001)}`, "#only=__proto__", ""])(
    "knows no filter in %s",
    (hash) => {
      expect(readHash(hash).events).toBeUndefined();
    },
  );
});
