const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 of a text whose UTF-16 units are taken as bytes (higher bits are lost, as with the library on Node). */
export function encodeBase64(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; i += 3) {
    const bits = (unit(text, i) << 16) | (unit(text, i + 1) << 8) | unit(text, i + 2);
    out += ALPHABET[bits >> 18] + ALPHABET[(bits >> 12) & 63];
    out += i + 1 < text.length ? ALPHABET[(bits >> 6) & 63] : "=";
    out += i + 2 < text.length ? ALPHABET[bits & 63] : "=";
  }
  return out;
}

const unit = (text: string, i: number): number => (i < text.length ? text.charCodeAt(i) & 0xff : 0);

/** The inverse; padding may be left out. Throws an Error for anything that is not base64. */
export function decodeBase64(text: string): string {
  const body = text.replace(/={0,2}$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(body) || body.length % 4 === 1) throw new Error("The text is not encoded in base64");
  let out = "";
  let bits = 0;
  for (let i = 0; i < body.length; i++) {
    bits = ((bits << 6) | ALPHABET.indexOf(body[i])) & 0xffffff;
    const spare = (i % 4) * 2;
    if (spare > 0) out += String.fromCharCode((bits >> (6 - spare)) & 0xff);
  }
  return out;
}
