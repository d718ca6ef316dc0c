import type { TestRun } from "../run.js";
import type { CaseFailure } from "./case-failure.js";
import { Failures } from "./failures.js";
import { judgeEnd, judgeRest } from "./judge-end.js";
import { judgePath } from "./judge-path.js";
import { judgeSent } from "./judge-sent.js";
import { judgeStates } from "./judge-states.js";
import type { TestCase } from "./test-case.js";

/**
 * Everything a case expects that its run does not show, in the order in which it matters: how it ended, the path, what was
 * sent, the data of states. Empty where the case passes. Golden traces are the caller's: they may be files.
 */
export function judge(one: TestCase, run: TestRun): CaseFailure[] {
  const failures = new Failures(one);
  const { expect } = one;
  judgeEnd(expect, run, failures);
  judgePath(expect, run, failures);
  judgeSent(expect, run, failures);
  judgeStates(expect, run, failures);
  judgeRest(one, run, failures);
  return failures.list;
}
