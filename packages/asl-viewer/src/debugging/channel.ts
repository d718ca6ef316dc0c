/** One end of a connection that carries texts, whole and in order. What is sent after it was closed is lost. */
export interface Channel {
  send(text: string): void;
  /** Who hears what comes; the last one given. Texts that came before anybody listened are kept until then. */
  onText(hear: (text: string) => void): void;
  /** Called once, also where this end closes it. */
  onClose(hear: (reason: string) => void): void;
  close(reason?: string): void;
}

/** Two ends of a connection within one page or process. Texts arrive in later microtasks. */
export function channelPair(): [Channel, Channel] {
  const [one, other] = [new Local(), new Local()];
  one.peer = other;
  other.peer = one;
  return [one, other];
}

class Local implements Channel {
  peer!: Local;
  private hearText: ((text: string) => void) | undefined;
  private hearClose: ((reason: string) => void) | undefined;
  private kept: string[] = [];
  private closed: string | undefined;

  send(text: string): void {
    if (this.closed === undefined) queueMicrotask(() => this.peer.take(text));
  }

  private take(text: string): void {
    if (this.closed !== undefined) return;
    if (this.hearText === undefined) this.kept.push(text);
    else this.hearText(text);
  }

  onText(hear: (text: string) => void): void {
    this.hearText = hear;
    for (const text of this.kept.splice(0)) hear(text);
  }

  onClose(hear: (reason: string) => void): void {
    this.hearClose = hear;
    if (this.closed !== undefined) hear(this.closed);
  }

  close(reason = "closed"): void {
    if (this.closed !== undefined) return;
    this.end(reason);
    queueMicrotask(() => this.peer.end(reason));
  }

  private end(reason: string): void {
    if (this.closed !== undefined) return;
    this.closed = reason;
    this.hearClose?.(reason);
  }
}

/** What a channel needs of a WebSocket: those of browsers have it, and those of `ws`. */
export interface Socket {
  readonly readyState: number;
  /** Bytes that are not sent yet. */
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: { readonly code: number; readonly reason: string }) => void): void;
  addEventListener(type: "error", listener: (event: unknown) => void): void;
}

const OPEN = 1;
const CLOSED = 3;
/** Bytes that wait for a peer which takes nothing any more. */
const MOST_WAITING = 256 * 1024 * 1024;

/** A channel over a WebSocket that is open. Messages that are no text are refused by closing it. */
export function socketChannel(socket: Socket): Channel {
  let hearText: ((text: string) => void) | undefined;
  let kept: string[] = [];
  socket.addEventListener("message", ({ data }) => {
    if (typeof data !== "string") return socket.close(1003, "messages are texts");
    if (hearText === undefined) kept.push(data);
    else hearText(data);
  });
  socket.addEventListener("error", () => {});
  return {
    send(text) {
      if (socket.readyState !== OPEN) return;
      if (socket.bufferedAmount > MOST_WAITING) socket.close(1013, "too slow");
      else socket.send(text);
    },
    onText(hear) {
      hearText = hear;
      const before = kept;
      kept = [];
      before.forEach(hear);
    },
    onClose(hear) {
      if (socket.readyState === CLOSED) return hear("the connection is closed");
      socket.addEventListener("close", ({ reason }) => hear(reason || "the connection was lost"));
    },
    close: (reason = "closed") => socket.close(1000, reason),
  };
}
