import { answerChecker } from "../checking/checker.js";
import { check } from "../checking/index.js";

/** The worker's whole script, with readers of all formats. */
answerChecker(globalThis as never, check);
