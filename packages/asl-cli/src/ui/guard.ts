import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { SUBPROTOCOL } from "asl-viewer/debugging/host";

/** A secret that cannot be guessed, of letters that an address may have. */
export const newToken = (): string => randomBytes(24).toString("base64url");

/** Why a request is refused; undefined where it is not. */
export type Refusal = { readonly status: number; readonly reason: string } | undefined;

/**
 * A name of this machine's own with the server's port: a page of another site that was led here by a name of its own (DNS
 * rebinding) sends that name. Undefined where it is none.
 */
export function ownHost({ headers: { host } }: IncomingMessage, port: number): string | undefined {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}` ? host : undefined;
}

/**
 * Whether a WebSocket may be opened: by a page that this server has sent, and by someone who knows the token. Browsers always
 * say which page asks.
 */
export function refusalOf(request: IncomingMessage, port: number, token: string): Refusal {
  const host = ownHost(request, port);
  if (host === undefined) return { status: 403, reason: "this server is not called that" };
  if (request.headers.origin !== `http://${host}`) return { status: 403, reason: "the page is one of another site" };
  const offered = protocolsOf(request);
  if (!offered.includes(SUBPROTOCOL)) return { status: 400, reason: `the subprotocol is ${SUBPROTOCOL}` };
  const isKnown = offered.filter((one) => isSame(one, token)).length > 0;
  return isKnown ? undefined : { status: 401, reason: "the token is missing or wrong" };
}

const protocolsOf = ({ headers }: IncomingMessage): string[] =>
  (headers["sec-websocket-protocol"] ?? "").split(",", 8).map((one) => one.trim());

/** In a time that tells nothing of how much is right. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
