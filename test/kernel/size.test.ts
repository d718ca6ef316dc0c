import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../packages/asl-core/src/json.js";
import { exactSize, sizeBound } from "../../packages/asl-core/src/kernel/size.js";

const encoded = (value: Json): number => new TextEncoder().encode(JSON.stringify(value)).length;
const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }) as fc.Arbitrary<Json>;
const long = fc.array(json, { minLength: 16, maxLength: 40 }) as fc.Arbitrary<Json>;

describe("the size of a payload", () => {
  it.each<[string, Json]>([
    ["nothing inside", [[], {}, ""]],
    ["scalars", [null, true, false, 0, -0, 1.5e300, 123456789]],
    ["characters that are escaped", ['"', "\\", "\n", "\u0001", "\u007f"]],
    ["characters beyond ASCII", ["é", "€", "😀", "\ud800", "\udc00x"]],
    ["keys that are escaped", { '"': 1, "\u0000": 2, é: 3 }],
  ])("is that of its text: %s", (_, value) => {
    expect(exactSize(value)).toBe(encoded(value));
    expect(sizeBound(value, undefined, 0, Infinity)).toBeGreaterThanOrEqual(encoded(value));
  });

  it("is infinite where it is nested deeper than 1,000 levels, also below long arrays measured before", () => {
    const nested = (levels: number, inside: Json = 1): Json => (levels === 0 ? inside : nested(levels - 1, [inside]));
    const long: Json = [nested(599), ...new Array<Json>(20).fill(0)];
    expect([exactSize(nested(1000)), exactSize(nested(1001)), exactSize(long)]).toEqual([2001, Infinity, 1241]);
    expect([exactSize(nested(400, long)), exactSize(nested(401, long))]).toEqual([2041, Infinity]);
    expect(sizeBound(nested(5000), undefined, 0, 262_144)).toBeGreaterThan(262_144);
  });

  it("is that of its text, and never above its bound, whatever the value", () => {
    fc.assert(
      fc.property(fc.oneof(json, long), (value) => {
        const size = encoded(value);
        expect(sizeBound(value, undefined, 0, Infinity)).toBeGreaterThanOrEqual(size);
        expect([exactSize(value), exactSize(value), exactSize([value])]).toEqual([size, size, size + 2]);
        expect(sizeBound(value, undefined, 0, Infinity)).toBeGreaterThanOrEqual(size);
      }),
    );
  });

  it("is measured again where a caller has lengthened an array", () => {
    const items: Json[] = new Array(20).fill("x");
    expect(exactSize({ items })).toBe(encoded({ items }));
    items.push("y".repeat(100));
    expect(exactSize({ items })).toBe(encoded({ items }));
    expect(sizeBound(items, undefined, 0, Infinity)).toBeGreaterThanOrEqual(encoded(items));
  });

  it("has the same bound whether a long array was measured before or not", () => {
    const fresh = (): Json => ({ items: new Array<Json>(40).fill("é") });
    const used = fresh();
    const size = exactSize(used);
    expect(sizeBound(used, undefined, 0, 1e6)).toBe(sizeBound(fresh(), undefined, 0, 1e6));
    expect(sizeBound(used, undefined, 0, 1e6)).toBeGreaterThanOrEqual(size);
  });

  it("counts what is known by its bound and does not look inside", () => {
    const known = { a: ["b"] };
    expect(sizeBound(known, known, 1000, 250)).toBe(1000);
    expect(sizeBound({ known }, known, 1000, 250)).toBe(2 + 6 * 5 + 4 + 1000 + 1);
  });

  it("passes its limit after 250 levels around what is known, so that loops which wrap their input are measured", () => {
    let [value, bound]: [Json, number] = [{}, 2];
    for (let i = 0; i < 250; i++) {
      const wrapped: Json = [value];
      bound = sizeBound(wrapped, value, bound, 262_144);
      value = wrapped;
    }
    expect(bound).toBeGreaterThan(262_144);
  });

  it("gives up its bound once that has passed what is asked for", () => {
    expect(sizeBound(new Array(1000).fill("x"), undefined, 0, 50)).toBeLessThan(100);
  });
});
