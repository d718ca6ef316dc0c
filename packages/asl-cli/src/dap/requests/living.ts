import { BreakpointEvent, InitializedEvent } from "@vscode/debugadapter";
import { BEGINNING } from "asl-core/debug";
import type { Asked } from "../asked.js";
import { CAPABILITIES } from "../capabilities.js";
import type { Connection } from "../connection.js";
import { Debuggee } from "../debuggee.js";
import { openPlan } from "../open-plan.js";
import { planOf, unknownIn } from "../plan.js";
import { Refusal } from "../refusal.js";
import { threadsOf } from "../stack-view.js";
import type { Handlers } from "./handler.js";

/** Beginning and end of a session. */
export const living: Handlers = {
  initialize(connection, asked) {
    if (connection.isInitialized) throw new Refusal("initialize: once is enough");
    connection.linesFrom = asked.flag("linesStartAt1") === false ? 0 : 1;
    connection.columnsFrom = asked.flag("columnsStartAt1") === false ? 0 : 1;
    connection.wantsUris = asked.optionalText("pathFormat") === "uri";
    connection.knowsProgress = asked.flag("supportsProgressReporting") ?? false;
    connection.knowsInvalidation = asked.flag("supportsInvalidatedEvent") ?? false;
    connection.isInitialized = true;
    return CAPABILITIES;
  },

  async launch(connection, asked) {
    claim(connection);
    try {
      const plan = planOf(asked);
      take(connection, new Debuggee(await openPlan(plan), plan, connection.waitingBreakpoints));
    } finally {
      connection.isOpening = false;
    }
    asked.after(() => {
      tellUnknown(connection.need(), asked);
      connection.send(new InitializedEvent());
    });
  },

  attach(connection, asked) {
    claim(connection);
    connection.isOpening = false;
    take(connection, heldFor(connection, asked.optionalText("session")));
    connection.hasAttached = true;
    asked.after(() => connection.send(new InitializedEvent()));
  },

  configurationDone(connection, asked) {
    const debuggee = connection.need();
    if (debuggee.hasBegun) return asked.after(() => debuggee.tellStanding());
    asked.after(() => begin(debuggee));
  },

  /** From the beginning, with what the files hold now. The client may give other arguments. */
  async restart(connection, asked) {
    const before = connection.debuggee ?? connection.former ?? connection.need();
    const given = asked.object("arguments");
    const isNew = given.names.length > 0 && !isOfAttach(connection, given);
    const plan = isNew ? planOf(given) : before.plan;
    const debuggee = new Debuggee(await openPlan(plan), plan, before.breakpoints);
    if (plan.recording !== undefined) debuggee.session.goTo(BEGINNING);
    const { debuggee: last } = connection;
    connection.debuggee = undefined;
    last?.abandon();
    if (last !== undefined) connection.forget(last);
    take(connection, debuggee);
    asked.after(() => {
      if (isNew) tellUnknown(debuggee, given);
      for (const known of debuggee.breakpoints.all())
        connection.send(new BreakpointEvent("changed", connection.told(known)));
      begin(debuggee);
    });
  },

  terminate(connection, asked) {
    const debuggee = connection.need();
    asked.after(() => connection.end(debuggee));
  },

  disconnect(connection, asked) {
    const ends = asked.flag("terminateDebuggee") ?? !connection.hasAttached;
    asked.after(() => {
      connection.release(!ends && connection.host.keeps);
      connection.close();
    });
  },

  cancel(connection, asked) {
    const progress = asked.optionalText("progressId");
    if (progress !== undefined) connection.debuggee?.giveUp(progress);
  },
};

/** Sets a run going, or shows where it begins. */
function begin(debuggee: Debuggee): void {
  const { stopOnEntry, noDebug } = debuggee.plan;
  debuggee.hasBegun = true;
  debuggee.lastThreads = threadsOf(debuggee);
  if (stopOnEntry && !noDebug) debuggee.tellStanding();
  else void debuggee.move(() => debuggee.session.continue());
}

/** One connection debugs one run. */
function claim(connection: Connection): void {
  if (connection.debuggee !== undefined || connection.isOpening)
    throw new Refusal("something is debugged already: one connection debugs one run");
  connection.isOpening = true;
}

/** Whether a configuration says only where to attach to: it begins no run. */
const isOfAttach = ({ hasAttached }: Connection, given: Asked): boolean =>
  given.value("request") === "attach" ||
  (hasAttached && !["program", "history", "recording"].some((name) => given.has(name)));

/** Tells what a configuration has that nothing is known of. */
function tellUnknown(debuggee: Debuggee, given: Asked): void {
  for (const line of unknownIn(given.names)) debuggee.say(`${line}\n`, "important");
}

function take(connection: Connection, debuggee: Debuggee): void {
  connection.debuggee = debuggee;
  debuggee.client = connection;
  const { held, keeps } = connection.host;
  if (!keeps) return;
  if ([...held.values()].includes(debuggee)) return;
  held.set(freeName(debuggee.plan.session ?? debuggee.opening.title, held), debuggee);
  if (held.size > MOST) dropOldest(held);
}

/** Runs that a server holds, at most: of those that nobody debugs the oldest is let go. */
const MOST = 64;

function dropOldest(held: Map<string, Debuggee>): void {
  for (const [name, { client }] of held)
    if (client === undefined) {
      held.delete(name);
      return;
    }
}

function freeName(wanted: string, held: ReadonlyMap<string, Debuggee>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted} ${count}`;
    if (!held.has(name)) return name;
  }
}

/** The session a client means: by its name, or the only one. */
function heldFor({ host }: Connection, name: string | undefined): Debuggee {
  const { held, keeps } = host;
  if (!keeps)
    throw new Refusal(
      "attach takes up a session that a server holds (asl dap --port 4711): connect to its port. Here, launch",
    );
  const names = [...held.keys()];
  const list = names.length === 0 ? "it holds none" : `it holds ${names.join(", ")}`;
  if (name === undefined && names.length !== 1) throw new Refusal(`attach: name a "session" of the server: ${list}`);
  const found = held.get(name ?? names[0]);
  if (found === undefined) throw new Refusal(`attach: the server holds no session ${name}: ${list}`);
  if (found.client !== undefined) throw new Refusal(`attach: another client debugs ${name ?? names[0]} already`);
  return found;
}
