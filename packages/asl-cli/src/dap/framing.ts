import { isObject, type JsonObject } from "asl-core";

/** Bytes of one message, and of the lines before it, at most. */
const LONGEST = 64 * 1024 * 1024;
const LONGEST_HEAD = 4096;
const END_OF_HEAD = /\r?\n\r?\n/;

/** What comes of a stream of bytes. */
export interface Listener {
  message(value: JsonObject): void;
  /** A message that is none; the next one is read all the same. */
  broken(reason: string): void;
  /** What comes is not this protocol: nothing more is read. */
  foreign(reason: string): void;
}

/**
 * Takes messages out of the bytes of a client: a head with `Content-Length`, an empty line (a bare line feed ends a line as well), JSON. A head that begins with
 * anything else is refused at once: a browser that is led to the port of a server must not be able to speak to it.
 * Linear in the bytes; holds at most one message.
 */
export class Framing {
  private pieces: Buffer[] = [];
  private size = 0;
  /** Bytes of the message under way; undefined while its head is. */
  private wanted: number | undefined;
  private isOver = false;

  constructor(private readonly listener: Listener) {}

  take(piece: Buffer): void {
    if (this.isOver) return;
    this.pieces.push(piece);
    this.size += piece.length;
    while (!this.isOver && (this.wanted === undefined ? this.readHead() : this.readBody(this.wanted)));
  }

  private readHead(): boolean {
    const bytes = this.joined();
    const begin = bytes.toString("latin1", 0, Math.min(8, bytes.length)).toLowerCase();
    if (!"content-".startsWith(begin))
      return this.end("a message begins with Content-Length: this is the Debug Adapter Protocol");
    const text = bytes.toString("latin1", 0, Math.min(bytes.length, LONGEST_HEAD + 4));
    const found = END_OF_HEAD.exec(text);
    if (found === null && bytes.length <= LONGEST_HEAD) return false;
    if (found === null || found.index > LONGEST_HEAD) return this.end("the head of a message is too long");
    const length = lengthIn(text.slice(0, found.index));
    if (length === undefined) return this.end("the head of a message has no Content-Length");
    if (length > LONGEST) return this.end(`a message has more than ${LONGEST / 1048576} MB`);
    this.leave(bytes, found.index + found[0].length);
    this.wanted = length;
    return true;
  }

  private readBody(length: number): boolean {
    if (this.size < length) return false;
    const bytes = this.joined();
    this.leave(bytes, length);
    this.wanted = undefined;
    this.read(bytes.toString("utf8", 0, length));
    return true;
  }

  private read(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (reason) {
      return this.listener.broken(`a message is no JSON: ${(reason as Error).message}`);
    }
    if (isObject(value)) this.listener.message(value);
    else this.listener.broken("a message is no JSON object");
  }

  private joined(): Buffer {
    if (this.pieces.length !== 1) this.pieces = [Buffer.concat(this.pieces, this.size)];
    return this.pieces[0];
  }

  private leave(bytes: Buffer, from: number): void {
    const rest = bytes.subarray(from);
    this.pieces = rest.length === 0 ? [] : [rest];
    this.size = rest.length;
  }

  private end(reason: string): false {
    this.isOver = true;
    this.pieces = [];
    this.size = 0;
    this.listener.foreign(reason);
    return false;
  }
}

function lengthIn(head: string): number | undefined {
  const found = /^content-length:[ \t]*(\d{1,12})[ \t]*$/im.exec(head.replaceAll("\r", ""));
  return found === null ? undefined : Number(found[1]);
}
