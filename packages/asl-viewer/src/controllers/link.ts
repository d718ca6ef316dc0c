import { type Place, writeHash } from "./hash.js";

/** Puts a link to a place into the clipboard. Gives back what is to be said of it. */
export async function copyLink(place: Place): Promise<string> {
  try {
    await navigator.clipboard.writeText(new URL(writeHash(place), location.href).href);
    return "Link copied: it shows this place once the same files are open";
  } catch {
    return "The browser does not let this page copy";
  }
}
