import type { DebugSession, StepKind } from "../../../packages/asl-core/src/debug/index.js";

/** Chance that repeats. */
export class Dice {
  constructor(private state: number) {}

  /** 0 … below - 1. */
  roll(below: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * below);
  }

  of<T>(list: readonly T[]): T {
    return list[this.roll(list.length)];
  }
}

const STEPS: StepKind[] = ["stage", "into", "over", "out", "visit", "iteration", "error", "retry"];

/** Goes here and there in a run, forward and back, and then to its end. */
export async function walk(session: DebugSession, dice: Dice, moves = 40): Promise<void> {
  for (let i = 0; i < moves; i++) await move(session, dice);
  for (let i = 0; i < 10_000; i++) if ((await session.continue()).reason === "end") return;
  throw new Error("the run does not end");
}

async function move(session: DebugSession, dice: Dice): Promise<unknown> {
  switch (dice.roll(8)) {
    case 0:
      return session.goTo({ step: dice.roll(session.length + 1), stage: 0 });
    case 1:
      return session.back(dice.of(["stage", "step", "over", "out"] as const));
    case 2:
      return session.reverse();
    case 3:
    case 4:
    case 5:
      return session.step("stage");
    default:
      return session.step(dice.of(STEPS));
  }
}
