/** One step of an RFC 6901 JSON pointer, its slash included: `/a~1b` for the key `a/b`. */
export const pointerStep = (key: string | number): string =>
  `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
