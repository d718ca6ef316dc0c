import { type RecordedHandler, type RecordedHistory, type RunOptions, readDefinition } from "asl-core";
import { DebugSession, type Program } from "asl-core/debug";
import type { Given } from "../debug/given.js";
import { lenient } from "../debug/lenient.js";
import { programOf } from "../debug/open.js";
import type { Opening } from "../debug/opening.js";
import type { LoadedDefinition } from "../run/definition.js";
import type { ExitCode } from "../stop.js";
import type { UiWishes } from "../ui/debug.js";
import type { Replayed } from "./machine.js";

/** What the debugger is opened with. */
export interface DebuggedReplay {
  readonly history: RecordedHistory;
  readonly on: Replayed;
  /** Input, clock and names of the recorded execution; without a handler. */
  readonly runOptions: RunOptions;
  /** A handler that serves the recorded results. Each serves one run: a run made anew needs a new one. */
  makeHandler(): RecordedHandler;
  /** Reads the definition that was named once more. */
  readonly reread?: () => Promise<LoadedDefinition>;
}

/** The page that the debugger is behind. */
export type ReplayPage = Pick<UiWishes, "serving" | "definition" | "substitutions">;

/** Opens the debugger on a recorded execution, in the terminal or in a page. */
export async function debugReplay(replay: DebuggedReplay, page?: ReplayPage): Promise<ExitCode> {
  const opening = await openReplay(replay);
  if (page !== undefined) {
    const { debugInBrowser } = await import("../ui/debug.js");
    return debugInBrowser(opening, { breaks: [], stopOnEntry: true, ...page });
  }
  const { debug } = await import("../debug/run.js");
  return debug(opening, {
    breaks: [],
    stopOnEntry: true,
    plain: false,
    keepsCommands: true,
    commands: undefined,
    save: undefined,
  });
}

/** How debuggers come to a recorded execution. This is the one place where the two are wired together. */
export async function openReplay({ history, on, runOptions, makeHandler, reread }: DebuggedReplay): Promise<Opening> {
  const program = await programFor(on);
  let last: RecordedHandler | undefined;
  return {
    title: history.executionArn?.split(":")[7] ?? "replay",
    bringsDefinition: on.named === undefined,
    ...(reread !== undefined && { reread: async () => programOf(await reread()) }),
    open: ({ log, breathe, fault }) =>
      DebugSession.start(program, {
        ...runOptions,
        makeHandler: () => lenient((last = makeHandler()).handler, fault),
        onLog: log,
        breathe,
      }),
    suggested: ({ path }) => (last?.needed?.request.path === path ? nearestOf(last) : undefined),
  };
}

/** A definition that came with its history is laid out, so that lines can be shown and named. */
async function programFor({ machine, named }: Replayed): Promise<Program> {
  if (named !== undefined) return programOf(named);
  const read = await readDefinition(JSON.stringify(machine.definition, null, 2), { format: "json" });
  return { machine, read, file: "definition" };
}

/** What was recorded nearest to a call that has no result. */
function nearestOf({ needed }: RecordedHandler): Given | undefined {
  const nearest = needed?.nearest;
  if (nearest === undefined) return undefined;
  if (nearest.kind === "succeeded") return { output: nearest.output };
  return { error: nearest.error ?? undefined, cause: nearest.cause ?? undefined };
}
