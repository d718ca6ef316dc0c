import { describe, expect, it } from "vitest";
import { References } from "../../packages/asl-cli/src/dap/references.js";

describe("numbers that clients send back", () => {
  it("hold until the run moves, and are never used again", () => {
    const references = new References<string>();
    const number = references.add("a");
    const lasting = references.keep("b");
    expect([references.get(number), references.get(lasting)]).toEqual(["a", "b"]);
    references.forget();
    expect([references.get(number), references.get(lasting)]).toEqual([undefined, "b"]);
    expect(references.add("c")).toBeGreaterThan(number);
  });

  it("are let go of, the oldest first, where a client asks for more and more", () => {
    const references = new References<number>();
    const first = references.add(0);
    const lasting = references.keep(0);
    let last = first;
    for (let i = 1; i <= 200_000; i++) last = references.add(i);
    for (let i = 1; i <= 5000; i++) references.keep(i);
    expect(references.get(first)).toBeUndefined();
    expect(references.get(lasting)).toBeUndefined();
    expect(references.get(last)).toBe(200_000);
  });
});
