/** Name of the token in the fragment of a live page's address: `#live=…`. */
export const TOKEN = "live";

/** The token in the fragment of an address; undefined where the page is not live. */
export function tokenIn(hash: string): string | undefined {
  const found = new URLSearchParams(hash.replace(/^#/, "")).get(TOKEN);
  return found !== null && /^[\w-]{16,128}$/.test(found) ? found : undefined;
}
