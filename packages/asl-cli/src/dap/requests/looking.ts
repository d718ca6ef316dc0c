import { printable } from "asl-core";
import { ENDED } from "../debuggee.js";
import { endScopes } from "../end-scopes.js";
import { Refusal } from "../refusal.js";
import { scopesOf } from "../scopes-view.js";
import { stackOf, threadNumbered, threadsOf } from "../stack-view.js";
import { pageOf, show } from "../value-view.js";
import type { Handlers } from "./handler.js";

/** What a run looks like where it stands. */
export const looking: Handlers = {
  threads(connection) {
    if (connection.debuggee === undefined && connection.former !== undefined) return { threads: [] };
    const debuggee = connection.need();
    if (debuggee.desk.isBusy) return { threads: debuggee.lastThreads };
    return { threads: (debuggee.lastThreads = threadsOf(debuggee)) };
  },

  stackTrace(connection, asked) {
    const debuggee = connection.standing();
    const thread = threadNumbered(debuggee, asked.number("threadId"));
    return stackOf(
      debuggee,
      connection,
      thread,
      asked.optionalNumber("startFrame") ?? 0,
      asked.optionalNumber("levels"),
    );
  },

  scopes(connection, asked) {
    const debuggee = connection.standing();
    const frame = debuggee.frame(asked.number("frameId"));
    const scopes = frame.id === ENDED ? endScopes(debuggee) : scopesOf(debuggee.session, frame, debuggee.references);
    return { scopes };
  },

  variables(connection, asked) {
    const { references } = connection.need();
    const container = references.get(asked.number("variablesReference"));
    if (container === undefined) throw new Refusal("the run has moved on: these values are no longer at hand");
    const filter = asked.optionalText("filter");
    const page = {
      filter: filter === "indexed" || filter === "named" ? filter : undefined,
      start: asked.optionalNumber("start") ?? 0,
      count: asked.optionalNumber("count"),
    } as const;
    const variables = pageOf(container, page).map(({ name, value, home, dataId }) => ({
      name: printable(name),
      ...show(value, references, home),
      ...(home?.expression !== undefined && { evaluateName: home.expression }),
      ...(!home?.editable && { presentationHint: { attributes: ["readOnly"] } }),
      ...(dataId !== undefined && { presentationHint: { kind: "data", attributes: ["readOnly"] } }),
    }));
    return { variables };
  },

  exceptionInfo(connection, asked) {
    const { session } = connection.standing();
    threadNumbered(connection.need(), asked.number("threadId"));
    const { error, thread } = session.stop;
    const failed = error ?? session.scene.executions[0].execution.error;
    if (!failed) throw new Refusal("nothing has failed here");
    const name = failed.error ?? "an error without a name";
    return {
      exceptionId: printable(name),
      description: printable(failed.cause ?? ""),
      breakMode: session.status === "FAILED" ? "unhandled" : "always",
      details: {
        message: printable(failed.cause ?? ""),
        typeName: printable(name),
        fullTypeName: printable(name),
        stackTrace: whyOf(() => session.whyFailure(thread).text),
      },
    };
  },

  loadedSources(connection) {
    const { source } = connection.need();
    return { sources: [source.describe(connection.wantsUris)] };
  },

  source(connection, asked) {
    const { source } = connection.need();
    const given = asked.object("source");
    const reference = asked.optionalNumber("sourceReference") || given.optionalNumber("sourceReference");
    if (!source.isMeant({ path: given.optionalText("path"), reference })) throw new Refusal("there is no such source");
    return { content: source.text, mimeType: /^\s*[{[]/.test(source.text) ? "application/json" : "application/yaml" };
  },
};

/** Which retriers and catchers were considered, and why they did not take it. */
function whyOf(tell: () => string): string | undefined {
  try {
    return tell();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
