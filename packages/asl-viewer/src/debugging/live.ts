import { socketChannel } from "./channel.js";
import { DebugClient } from "./client.js";
import { SUBPROTOCOL } from "./protocol.js";

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
