import { type Json, type NeededResult, type Replay, stringify } from "asl-core";
import { textDiff } from "asl-core/testing";
import type { Outcome } from "./outcome.js";
import { kindOf, tallyOf } from "./verdict.js";

/** `asl replay --json`: one object for all histories. The same for the same files and options. */
export const report = (entries: readonly object[], outcomes: readonly Outcome[]): string =>
  JSON.stringify({ histories: entries, summary: tallyOf(outcomes) }, null, 2);

/** One history's part of the report. */
export function entryOf(outcome: Outcome): object {
  const { recording, replay, fault } = outcome;
  const { file, execution, history } = recording;
  const about = { file, ...(execution !== undefined && { execution }), executionArn: history?.executionArn ?? null };
  if (replay === undefined) return { ...about, verdict: "unreadable", change: kindOf(outcome), ...fault };
  return { ...about, ...verdictIn(replay) };
}

function verdictIn(replay: Replay): object {
  const { verdict, change, text, difference, needed, substitutions, notes, recorded, replayed } = replay;
  return {
    ...{ verdict, change, text },
    event: difference?.event ?? null,
    difference,
    needed: needed === null ? null : neededIn(needed),
    substitutions: substitutions.map(({ needed: one, by }) => ({ ...neededIn(one), by })),
    notes,
    recorded: endOf(recorded),
    replayed: endOf({ ...replayed.run, status: replayed.status }),
    diff: difference === null ? [] : diffOf(replay),
  };
}

const endOf = ({ status, output, error, cause }: Omit<Replay["recorded"], "events">) => ({
  ...{ status, output, error, cause },
});

function diffOf(replay: Replay): string[] {
  const { recorded, replayed } = replay.lines();
  return textDiff(recorded.join("\n"), replayed.join("\n"));
}

function neededIn({ request, visit, lack, text, nearest }: NeededResult): object {
  const { state, path, resource, arguments: sent, attempt, iteration } = request;
  return {
    ...{ state, path, resource, arguments: sent, visit, attempt: attempt + 1, iteration, lack, text },
    nearest: nearest === undefined ? null : nearestIn(nearest),
  };
}

function nearestIn({
  kind,
  output,
  error,
  cause,
  visit,
  attempt,
  iteration,
  scheduled,
}: NonNullable<NeededResult["nearest"]>): object {
  const result: Json = kind === "succeeded" ? output : null;
  return { event: scheduled, visit, attempt: attempt + 1, iteration, kind, output: result, error, cause };
}

/** A recorded result in one line. */
export const resultText = (nearest: NonNullable<NeededResult["nearest"]>): string =>
  nearest.kind === "succeeded"
    ? stringify(nearest.output)
    : `error ${nearest.error ?? ""} ${nearest.cause ?? ""}`.trim();
