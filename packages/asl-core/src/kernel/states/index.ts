import type { StateType } from "../../machine/machine.js";
import { choice } from "./choice.js";
import { fail } from "./fail.js";
import { map } from "./map.js";
import { parallel } from "./parallel.js";
import { pass } from "./pass.js";
import type { StateKind } from "./state-kind.js";
import { succeed } from "./succeed.js";
import { task } from "./task.js";
import { wait } from "./wait.js";

/** Every state type and the file that runs it. */
export const states = {
  Pass: pass,
  Task: task,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
} as Record<StateType, StateKind>;
