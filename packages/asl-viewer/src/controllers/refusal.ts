import { SourceError } from "../timeline/index.js";

/** What a reader is told where a text could not be opened; undefined where somebody did not want it any more. */
export function refusalOf(error: unknown, name: string): SourceError | undefined {
  if (error instanceof DOMException && error.name === "AbortError") return undefined;
  const fault = error instanceof SourceError ? error : new SourceError("it cannot be shown", String(error));
  const what = name === "" ? "The text" : name;
  return new SourceError(`${what} cannot be opened: ${fault.message}`, fault.hint, fault.place);
}
