import { isObject, type Json, type JsonObject, own, stringify } from "../json.js";
import type { Resource } from "./resource.js";

/** What Step Functions itself does to a request before it calls the service. */
interface Integration {
  /** Fields whose value has a form the service would not take; AWS finds them before anything is scheduled. */
  readonly invalid?: (request: JsonObject) => string[];
  /** Fields Step Functions adds. */
  readonly added?: JsonObject;
}

/** resourceType:resource → what is special about it. Recorded: test_invoke_with_headers, test_run_task_sync. */
const INTEGRATIONS: Record<string, Integration> = {
  "apigateway:invoke": { invalid: invalidHeaders },
  "apigateway:invoke.waitForTaskToken": { invalid: invalidHeaders },
  "ecs:runTask.sync": { added: { StartedBy: "AWS Step Functions" } },
};

/** Header values are lists of texts. */
function invalidHeaders(request: JsonObject): string[] {
  const headers = own(request, "Headers");
  const valid = headers === undefined || (isObject(headers) && Object.values(headers).every(Array.isArray));
  return valid ? [] : ["Headers"];
}

function integrationOf({ type, action }: Resource): Integration | undefined {
  const name = `${type}:${action}`;
  return Object.hasOwn(INTEGRATIONS, name) ? INTEGRATIONS[name] : undefined;
}

/** AWS's text where a request cannot be sent; undefined where it can. */
export function requestProblem(resource: Resource, request: Json): string | undefined {
  const invalid = isObject(request) ? integrationOf(resource)?.invalid?.(request) : undefined;
  if (invalid === undefined || invalid.length === 0) return undefined;
  const fields = invalid.map((field) => `The value of the field '${field}' has an invalid format`);
  return `The Parameters '${stringify(request)}' could not be used to start the Task: [${fields.join(", ")}]`;
}

/** The request with what Step Functions adds; the author's own fields win. */
export function completeRequest(resource: Resource, request: Json): Json {
  const added = integrationOf(resource)?.added;
  return added === undefined || !isObject(request) ? request : { ...added, ...request };
}
