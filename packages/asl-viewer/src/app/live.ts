import { TOKEN, tokenIn } from "../debugging/token.js";
import type { AslViewer } from "../elements/index.js";

/** Where a tab keeps its token, so that it can be loaded again. */
const KEY = "asl-live-token";

/**
 * Connects a page that a server has sent with that server. The token is taken out of the address, so that a link to the page
 * that somebody copies gives nobody the run.
 */
export async function goLive(viewer: AslViewer): Promise<void> {
  if (!/^https?:$/.test(location.protocol)) return;
  const given = new URLSearchParams(location.hash.slice(1)).has(TOKEN);
  const token = tokenIn(location.hash) ?? (given ? undefined : kept());
  if (token === undefined) return given ? viewer.debug.refuse(WRONG) : undefined;
  keep(token);
  const values = new URLSearchParams(location.hash.slice(1));
  values.delete(TOKEN);
  history.replaceState(history.state, "", values.size === 0 ? location.pathname : `#${values}`);
  await viewer.debug.live({ host: location.host, token });
}

const WRONG = {
  text: "This page's address is not whole: what stands behind #live= is no token.",
  hint: "Open the address that asl has printed in its terminal, or that it opened there, with all its letters.",
};

/** Storage may be switched off: then the page cannot be loaded again. */
function keep(token: string): void {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // The connection is there all the same.
  }
}

function kept(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
