import { pointerStep } from "../../pointer.js";
import type { FieldValidationError } from "../field-validation-error.js";
import type { CaseFailure } from "./case-failure.js";
import type { TestCase } from "./test-case.js";

/** Where answers are written, and where not. */
type Where = Pick<TestCase, "pointer"> & Partial<Pick<TestCase, "answersAt">>;

/** A judged answer that its service does not give, with its place in the file. */
export function unfitAnswer({ answersAt, pointer }: Where, error: FieldValidationError): CaseFailure {
  const { request, problems } = error;
  return {
    expectation: "answers",
    pointer: (error.pointer && answersAt && answerPlace(error.pointer, answersAt)) ?? pointer,
    message: `the answer of call ${request.call + 1} of ${request.path} is not what ${request.resource} gives`,
    details: [...problems.slice(0, SHOWN), "fieldValidation: NONE in the answer lets this pass"],
    state: request.path,
    stage: "result",
  };
}

const SHOWN = 10;

/** A pointer into the answers as one into the file; undefined for those that are not written there. */
export function answerPlace(pointer: string, answersAt: ReadonlyMap<string, string>): string | undefined {
  const end = pointer.indexOf("/", 1);
  const first = end < 0 ? pointer : pointer.slice(0, end);
  for (const [key, at] of answersAt) if (pointerStep(key) === first) return at + (end < 0 ? "" : pointer.slice(end));
  return undefined;
}
