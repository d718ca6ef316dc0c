/**
 * A place in time of a whole run, child executions of distributed Maps included. A step is one thing that happens: a
 * kernel step of one frame, an input (or the beginning) reaching an execution, or a change made by hand. Steps of a run are
 * numbered 0, 1, 2, … in the order in which they happened. Plain JSON.
 */
export interface Position {
  /** How many steps have happened. */
  readonly step: number;
  /** 0: nothing of the next step. k: the next step as far as its k-th data stage (`Io.stage`), that one included. */
  readonly stage: number;
}

/** Nothing has happened. */
export const BEGINNING: Position = { step: 0, stage: 0 };

/** The place before a step. */
export const atStep = (step: number): Position => ({ step, stage: 0 });

/** Below 0: `a` is earlier; 0: the same; above 0: `a` is later. */
export const comparePositions = (a: Position, b: Position): number => a.step - b.step || a.stage - b.stage;

/** "120", or "120.2" for the second stage of the step after. */
export const formatPosition = ({ step, stage }: Position): string => (stage === 0 ? `${step}` : `${step}.${stage}`);

/** Throws TypeError for what callers in JavaScript may give and is no position. */
export function checkPosition({ step, stage }: Position): void {
  const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
  if (!isCount(step) || !isCount(stage))
    throw new TypeError(
      `a position has whole numbers from 0 as step and stage, not ${String(step)} and ${String(stage)}`,
    );
}

/** The place a text names; undefined where it names none. */
export function parsePosition(text: string): Position | undefined {
  const found = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text.trim());
  return found === null ? undefined : { step: Number(found[1]), stage: Number(found[2] ?? 0) };
}
