/**
 * The UTF-8 bytes of a text, in O(length). A lone surrogate becomes U+FFFD, as in TextEncoder, which not every host of
 * this package has.
 */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[size++] = unit;
      continue;
    }
    const point = wellFormed(text.codePointAt(i)!);
    if (point > 0xffff) i++;
    size = writePoint(bytes, size, point);
  }
  return bytes.subarray(0, size);
}

const wellFormed = (point: number): number => (point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);

function writePoint(bytes: Uint8Array, size: number, point: number): number {
  if (point < 0x800) bytes[size++] = 0xc0 | (point >> 6);
  else {
    if (point < 0x10000) bytes[size++] = 0xe0 | (point >> 12);
    else {
      bytes[size++] = 0xf0 | (point >> 18);
      bytes[size++] = 0x80 | ((point >> 12) & 63);
    }
    bytes[size++] = 0x80 | ((point >> 6) & 63);
  }
  bytes[size++] = 0x80 | (point & 63);
  return size;
}

/** The text that UTF-8 bytes stand for; a byte that belongs to no character becomes U+FFFD. Linear in the bytes. */
export function decodeUtf8(bytes: ArrayLike<number>): string {
  const parts: string[] = [];
  let text = "";
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    text += length === 0 ? "\ufffd" : String.fromCodePoint(readPoint(bytes, i, length));
    i += length || 1;
    if (text.length > 4096) {
      parts.push(text);
      text = "";
    }
  }
  return parts.join("") + text;
}

/** How many bytes the character at `i` takes; 0 where no well-formed character starts. */
function sequenceLength(bytes: ArrayLike<number>, i: number): number {
  const lead = bytes[i];
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length > 1 && i + length > bytes.length) return 0;
  for (let k = 1; k < length; k++) if ((bytes[i + k] & 0xc0) !== 0x80) return 0;
  return length > 2 && !shortest(readPoint(bytes, i, length), length) ? 0 : length;
}

const shortest = (point: number, length: number): boolean =>
  length === 3 ? point >= 0x800 && (point < 0xd800 || point > 0xdfff) : point >= 0x10000 && point <= 0x10ffff;

function readPoint(bytes: ArrayLike<number>, i: number, length: number): number {
  if (length === 1) return bytes[i];
  let point = bytes[i] & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) point = (point << 6) | (bytes[i + k] & 63);
  return point;
}

/** How many bytes the text takes in UTF-8, without encoding it. Linear in the text. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
  }
  return bytes;
}
