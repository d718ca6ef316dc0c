import type { transitions } from "../catalogue/transitions.js";
import type { Pages } from "./page.js";

export const transitionsPages: Pages<typeof transitions> = {
  "missing-target": {
    about:
      "`StartAt`, `Next` or `Default` names a state that is not there. Names are compared exactly: case, blanks and accents count. The state must stand in the same `States` object: no transition enters or leaves a branch or an item processor. AWS calls every missing target a missing 'Next', whatever field names it.",
    wrong: `{
  "Is it paid?": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.paid", "BooleanEquals": true, "Next": "Ship" }],
    "Default": "ship"
  },
  "Ship": { "Type": "Succeed" }
}`,
    right: `{
  "Is it paid?": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.paid", "BooleanEquals": true, "Next": "Ship" }],
    "Default": "Ship"
  },
  "Ship": { "Type": "Succeed" }
}`,
    source: "Recorded answers of CreateStateMachine.",
  },
  unreachable: {
    about:
      "No path from `StartAt` leads to the state, so it can never run. AWS refuses such machines, because the author surely meant something else: a transition was forgotten, or a state was left behind. States of branches and item processors are searched from their own `StartAt`.",
    wrong: `{
  "Charge": { "Type": "Pass", "End": true },
  "Ship": { "Type": "Pass", "End": true }
}`,
    right: `{
  "Charge": { "Type": "Pass", "Next": "Ship" },
  "Ship": { "Type": "Pass", "End": true }
}`,
    source: "Measured with CreateStateMachine.",
  },
  "no-terminal-state": {
    about:
      'A machine needs at least one state that ends it: `"End": true`, a Succeed or a Fail state. Without one every execution would run until a limit stops it. Branches and item processors are not checked for this.',
    wrong: `{
  "Poll": { "Type": "Wait", "Seconds": 60, "Next": "Check" },
  "Check": { "Type": "Pass", "Next": "Poll" }
}`,
    right: `{
  "Poll": { "Type": "Wait", "Seconds": 60, "Next": "Check" },
  "Check": {
    "Type": "Task",
    "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "check" },
    "Next": "Ready?"
  },
  "Ready?": {
    "Type": "Choice",
    "Choices": [{ "Variable": "$.Payload.ready", "BooleanEquals": true, "Next": "Done" }],
    "Default": "Poll"
  },
  "Done": { "Type": "Succeed" }
}`,
    source: "Measured with CreateStateMachine.",
  },
};
