/**
 * The message digests of `States.Hash` and `$hash` in plain synchronous JavaScript: browsers offer only asynchronous ones.
 * Constants are derived from their definitions (FIPS 180-4, RFC 1321) on first use. Time is linear in the text.
 */
import { encodeUtf8 } from "./utf8.js";

/** The names AWS accepts, in AWS's spelling. */
export const HASH_ALGORITHMS = ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"] as const;
/** One of HASH_ALGORITHMS. */
export type HashAlgorithm = (typeof HASH_ALGORITHMS)[number];

/** True for a name AWS accepts, in AWS's spelling. */
export const isHashAlgorithm = (name: string): name is HashAlgorithm =>
  (HASH_ALGORITHMS as readonly string[]).includes(name);

/** The digest of a text's UTF-8 bytes in lower-case hexadecimal. */
export function hash(text: string, algorithm: HashAlgorithm): string {
  return hashBytes(encodeUtf8(text), algorithm);
}

/** The digest of bytes in lower-case hexadecimal. */
export const hashBytes = (bytes: Uint8Array, algorithm: HashAlgorithm): string => DIGESTS[algorithm](bytes);

const DIGESTS: Record<HashAlgorithm, (message: Uint8Array) => string> = {
  MD5: md5,
  "SHA-1": sha1,
  "SHA-256": sha256,
  "SHA-384": (message) => sha512(message, constants().start384).slice(0, 96),
  "SHA-512": (message) => sha512(message, constants().start512),
};

/** The message, a one bit, zeros and the length in bits: a whole number of blocks, as 32-bit words. */
function pad(message: Uint8Array, blockBytes: number, littleEndian: boolean): Int32Array {
  const size = Math.ceil((message.length + 1 + blockBytes / 8) / blockBytes) * blockBytes;
  const bytes = new Uint8Array(size);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  const [low, high] = littleEndian ? [size - 8, size - 4] : [size - 4, size - 8];
  view.setUint32(low, (message.length << 3) >>> 0, littleEndian);
  view.setUint32(high, Math.floor(message.length / 0x20000000), littleEndian);
  const words = new Int32Array(size / 4);
  for (let i = 0; i < words.length; i++) words[i] = view.getInt32(i * 4, littleEndian);
  return words;
}

const rotl = (x: number, n: number): number => (x << n) | (x >>> (32 - n));
const rotr = (x: number, n: number): number => (x >>> n) | (x << (32 - n));
const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");
const hexOf = (words: Int32Array): string => Array.from(words, hex).join("");

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
let md5Sines: Int32Array | undefined;

function md5(message: Uint8Array): string {
  md5Sines ??= Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 0x100000000) | 0);
  const words = pad(message, 64, true);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < words.length; block += 16) md5Block(state, words, block, md5Sines);
  return hexOf(state.map(reverseBytes));
}

function md5Block(state: Int32Array, words: Int32Array, block: number, sines: Int32Array): void {
  let [a, b, c, d] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const f =
      round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
    const g = round === 0 ? i : round === 1 ? 5 * i + 1 : round === 2 ? 3 * i + 5 : 7 * i;
    const sum = (a + f + sines[i] + words[block + (g & 15)]) | 0;
    a = d;
    d = c;
    c = b;
    b = (b + rotl(sum, MD5_SHIFTS[round * 4 + (i & 3)])) | 0;
  }
  add(state, [a, b, c, d]);
}

const reverseBytes = (word: number): number => (rotl(word, 8) & 0x00ff00ff) | (rotr(word, 8) & 0xff00ff00);

function add(state: Int32Array, words: readonly number[]): void {
  for (let i = 0; i < words.length; i++) state[i] += words[i];
}

function sha1(message: Uint8Array): string {
  const words = pad(message, 64, false);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const schedule = new Int32Array(80);
  for (let block = 0; block < words.length; block += 16) {
    schedule.set(words.subarray(block, block + 16));
    for (let i = 16; i < 80; i++)
      schedule[i] = rotl(schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1);
    sha1Block(state, schedule);
  }
  return hexOf(state);
}

const SHA1_ROUNDS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function sha1Block(state: Int32Array, schedule: Int32Array): void {
  let [a, b, c, d, e] = state;
  for (let i = 0; i < 80; i++) {
    const round = Math.floor(i / 20);
    const f = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    const next = (rotl(a, 5) + f + e + SHA1_ROUNDS[round] + schedule[i]) | 0;
    e = d;
    d = c;
    c = rotl(b, 30);
    b = a;
    a = next;
  }
  add(state, [a, b, c, d, e]);
}

/** 64-bit words as pairs of 32-bit ones, high half first. SHA-256 uses the high halves of SHA-512's. */
interface Constants {
  readonly rounds: Int32Array;
  readonly start512: Int32Array;
  readonly start384: Int32Array;
}

let derived: Constants | undefined;

/** Fractional bits of the roots of the first primes, as FIPS 180-4 sections 4.2 and 5.3 define them. */
function constants(): Constants {
  if (derived !== undefined) return derived;
  const primes = firstPrimes(80);
  const squares = primes.slice(0, 16).map((prime) => root(BigInt(prime) << 128n, 2n));
  derived = {
    rounds: halves(primes.map((prime) => root(BigInt(prime) << 192n, 3n))),
    start512: halves(squares.slice(0, 8)),
    start384: halves(squares.slice(8)),
  };
  return derived;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/** The integer part of a root, by Newton's method from above. */
function root(value: bigint, degree: bigint): bigint {
  let guess = 1n << 70n;
  for (;;) {
    const next = ((degree - 1n) * guess + value / guess ** (degree - 1n)) / degree;
    if (next >= guess) return guess;
    guess = next;
  }
}

const halves = (words: bigint[]): Int32Array =>
  Int32Array.from(words.flatMap((word) => [Number((word >> 32n) & 0xffffffffn) | 0, Number(word & 0xffffffffn) | 0]));

function sha256(message: Uint8Array): string {
  const { rounds, start512 } = constants();
  const words = pad(message, 64, false);
  const state = Int32Array.from({ length: 8 }, (_, i) => start512[i * 2]);
  const schedule = new Int32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    schedule.set(words.subarray(block, block + 16));
    for (let i = 16; i < 64; i++) schedule[i] = expand256(schedule, i);
    sha256Block(state, schedule, rounds);
  }
  return hexOf(state);
}

function expand256(w: Int32Array, i: number): number {
  const s0 = rotr(w[i - 15], 7) ^ rotr(w[i - 15], 18) ^ (w[i - 15] >>> 3);
  const s1 = rotr(w[i - 2], 17) ^ rotr(w[i - 2], 19) ^ (w[i - 2] >>> 10);
  return (w[i - 16] + s0 + w[i - 7] + s1) | 0;
}

function sha256Block(state: Int32Array, schedule: Int32Array, rounds: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + rounds[i * 2] + schedule[i]) | 0;
    const s0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  add(state, [a, b, c, d, e, f, g, h]);
}

function sha512(message: Uint8Array, start: Int32Array): string {
  const words = pad(message, 128, false);
  const state = Int32Array.from(start);
  const schedule = new Int32Array(160);
  for (let block = 0; block < words.length; block += 32) {
    schedule.set(words.subarray(block, block + 32));
    for (let i = 32; i < 160; i += 2) expand512(schedule, i);
    sha512Block(state, schedule, constants().rounds);
  }
  return hexOf(state);
}

/** High and low half of a 64-bit word shifted or rotated right; `n` below 32. */
const shiftLow = (high: number, low: number, n: number): number => (low >>> n) | (high << (32 - n));

/** Adds four or five low halves' carries: the sum of unsigned halves divided by 2^32. */
const carry = (sum: number): number => Math.floor(sum / 0x100000000);

function expand512(w: Int32Array, i: number): void {
  const h15 = w[i - 30],
    l15 = w[i - 29],
    h2 = w[i - 4],
    l2 = w[i - 3];
  const s0h = shiftLow(l15, h15, 1) ^ shiftLow(l15, h15, 8) ^ (h15 >>> 7);
  const s0l = shiftLow(h15, l15, 1) ^ shiftLow(h15, l15, 8) ^ shiftLow(h15, l15, 7);
  const s1h = shiftLow(l2, h2, 19) ^ shiftLow(h2, l2, 29) ^ (h2 >>> 6);
  const s1l = shiftLow(h2, l2, 19) ^ shiftLow(l2, h2, 29) ^ shiftLow(h2, l2, 6);
  const low = (w[i - 31] >>> 0) + (s0l >>> 0) + (w[i - 13] >>> 0) + (s1l >>> 0);
  w[i] = w[i - 32] + s0h + w[i - 14] + s1h + carry(low);
  w[i + 1] = low;
}

function sha512Block(state: Int32Array, w: Int32Array, rounds: Int32Array): void {
  let [ah, al, bh, bl, ch, cl, dh, dl, eh, el, fh, fl, gh, gl, hh, hl] = state;
  for (let i = 0; i < 160; i += 2) {
    const s1h = shiftLow(el, eh, 14) ^ shiftLow(el, eh, 18) ^ shiftLow(eh, el, 9);
    const s1l = shiftLow(eh, el, 14) ^ shiftLow(eh, el, 18) ^ shiftLow(el, eh, 9);
    const chl = (el & fl) ^ (~el & gl);
    const low1 = (hl >>> 0) + (s1l >>> 0) + (chl >>> 0) + (rounds[i + 1] >>> 0) + (w[i + 1] >>> 0);
    const t1h = (hh + s1h + ((eh & fh) ^ (~eh & gh)) + rounds[i] + w[i] + carry(low1)) | 0;
    const t1l = low1 | 0;
    const s0h = shiftLow(al, ah, 28) ^ shiftLow(ah, al, 2) ^ shiftLow(ah, al, 7);
    const s0l = shiftLow(ah, al, 28) ^ shiftLow(al, ah, 2) ^ shiftLow(al, ah, 7);
    const low2 = (s0l >>> 0) + (((al & bl) ^ (al & cl) ^ (bl & cl)) >>> 0);
    const t2h = (s0h + ((ah & bh) ^ (ah & ch) ^ (bh & ch)) + carry(low2)) | 0;
    const lowE = (dl >>> 0) + (t1l >>> 0);
    const lowA = (t1l >>> 0) + ((low2 | 0) >>> 0);
    hh = gh;
    hl = gl;
    gh = fh;
    gl = fl;
    fh = eh;
    fl = el;
    eh = (dh + t1h + carry(lowE)) | 0;
    el = lowE | 0;
    dh = ch;
    dl = cl;
    ch = bh;
    cl = bl;
    bh = ah;
    bl = al;
    ah = (t1h + t2h + carry(lowA)) | 0;
    al = lowA | 0;
  }
  add64(state, [ah, al, bh, bl, ch, cl, dh, dl, eh, el, fh, fl, gh, gl, hh, hl]);
}

function add64(state: Int32Array, words: readonly number[]): void {
  for (let i = 0; i < words.length; i += 2) {
    const low = (state[i + 1] >>> 0) + (words[i + 1] >>> 0);
    state[i] += words[i] + carry(low);
    state[i + 1] = low;
  }
}
