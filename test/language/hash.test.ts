import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { HASH_ALGORITHMS, hash, isHashAlgorithm } from "../../packages/asl-core/src/hash.js";
import { decodeUtf8, encodeUtf8 } from "../../packages/asl-core/src/utf8.js";

const TEXTS = [
  "",
  "abc",
  "grüße 世界 🎉",
  "\ud800x",
  ...[55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129, 9999].map((n) => "q".repeat(n)),
];

describe("hash", () => {
  it.each(HASH_ALGORITHMS)("gives what node:crypto gives for %s", (algorithm) => {
    for (const text of TEXTS)
      expect(hash(text, algorithm)).toBe(createHash(algorithm.replace("SHA-", "sha")).update(text).digest("hex"));
  });
  it("knows only AWS's names", () => {
    expect(["SHA-256", "sha-256", "SHA256", "constructor"].map(isHashAlgorithm)).toEqual([true, false, false, false]);
  });
});

describe("UTF-8", () => {
  it.each(TEXTS)("encodes as TextEncoder does: %#", (text) => {
    expect([...encodeUtf8(text)]).toEqual([...new TextEncoder().encode(text)]);
    expect(decodeUtf8(encodeUtf8(text))).toBe(new TextDecoder().decode(new TextEncoder().encode(text)));
  });
  it.each([[[0xff, 0x41]], [[0xed, 0xa0, 0x80]].map((x) => x), [[0xc0, 0x80]], [[0xf8]]])(
    "replaces bytes that are no character: %j",
    (bytes) => {
      expect(decodeUtf8(bytes)).toMatch(/^\ufffd+A?$/);
    },
  );
});
