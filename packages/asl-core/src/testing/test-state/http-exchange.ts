import { isObject, type Json, type JsonObject, own, textOf } from "../../json.js";
import type { HttpRequest, HttpResponse } from "./response.js";

/**
 * The exchange of an HTTP Task as TRACE shows it (guide, test-state-isolation): what the Task's arguments ask for, without
 * what an EventBridge connection would add, and what its result tells of the answer.
 */
export function httpExchange(request: Json, result: Json): { request: HttpRequest; response: HttpResponse } {
  return { request: requestOf(members(request)), response: responseOf(members(result)) };
}

const members = (value: Json): JsonObject => (isObject(value) ? value : {});

function requestOf(request: JsonObject): HttpRequest {
  const body = own(request, "RequestBody");
  return {
    protocol: "https",
    method: text(own(request, "Method")),
    url: `${text(own(request, "ApiEndpoint")) ?? ""}${queryOf(own(request, "QueryParameters"))}`,
    headers: headersOf(own(request, "Headers")),
    ...(body !== undefined && { body: textOf(body) }),
  };
}

function responseOf(result: JsonObject): HttpResponse {
  const body = own(result, "ResponseBody");
  return {
    protocol: "https",
    statusCode: text(own(result, "StatusCode")),
    statusMessage: text(own(result, "StatusText")),
    headers: headersOf(own(result, "Headers")),
    ...(body !== undefined && { body: textOf(body) }),
  };
}

const text = (value: Json | undefined): string | undefined => (value === undefined ? undefined : textOf(value));

function queryOf(parameters: Json | undefined): string {
  if (!isObject(parameters)) return "";
  const pairs = eachValue(parameters).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

const headersOf = (headers: Json | undefined): string =>
  `[${eachValue(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ")}]`;

/** A name may have several values. */
function eachValue(table: Json | undefined): [string, string][] {
  if (!isObject(table)) return [];
  return Object.keys(table).flatMap((name) => [table[name]].flat().map((one): [string, string] => [name, textOf(one)]));
}
