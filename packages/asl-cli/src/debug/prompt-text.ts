import type { Paper } from "./paper.js";

/** What stands before a command. */
export const PROMPT = "asl> ";

/** A command as it looks where it was typed. */
export const promptLine = ({ colours }: Paper, command: string): string =>
  `${colours.dim(PROMPT)}${colours.bold(command)}`;
