import { basename } from "node:path";

/** What a file must mention to hold a state machine, by how it is called; others hold one by their name. */
const MENTIONS: readonly [RegExp, RegExp][] = [
  [/\.asl\.\w+$/i, /^/],
  [/\.(tf|tofu)(\.json)?$/i, /aws_sfn_state_machine/],
  [/^serverless[^/]*$/i, /stepFunctions/],
  [/^/, /AWS::(StepFunctions|Serverless)::StateMachine/],
];

/** False for a template or project that surely holds no state machine. Linear. */
export function mayHold(file: string, text: string): boolean {
  const [, mention] = MENTIONS.find(([name]) => name.test(basename(file))) as (typeof MENTIONS)[number];
  return mention.test(text);
}

/**
 * False for a file that, whatever its name promises, is surely no definition and holds none: a template of another tool,
 * say. A definition by its name is one whatever it holds. Linear.
 */
export const mentionsMachine = (file: string, text: string): boolean =>
  mayHold(file, text) || /\b(?:StartAt|States|stateMachineArn)\b|AWS::\w+::StateMachine/.test(text);
