import { socketChannel } from "./channel.js";
import { DebugClient } from "./client.js";
import { SUBPROTOCOL } from "./protocol.js";

/** Name of the token in the fragment of a live page's address: `#live=…`. */
export const TOKEN = "live";

/** The token in the fragment of an address; undefined where the page is not live. */
export function tokenIn(hash: string): string | undefined {
  const found = new URLSearchParams(hash.replace(/^#/, "")).get(TOKEN);
  return found !== null && /^[\w-]{16,128}$/.test(found) ? found : undefined;
}

/** Connects a page with the server that has served it. Rejects with an Error where that refuses. */
export function connectLive({ host, token }: { readonly host: string; readonly token: string }): Promise<DebugClient> {
  const socket = new WebSocket(`ws://${host}/live`, [SUBPROTOCOL, token]);
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(new DebugClient(socketChannel(socket))));
    socket.addEventListener("error", () =>
      reject(new Error("the debugger does not answer: it has ended, or this page's address is an old one")),
    );
  });
}
