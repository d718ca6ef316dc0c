export type { CaseFailure } from "./case-failure.js";
export { checkCase } from "./check-case.js";
export { judge } from "./judge.js";
export { type FileProblem, TestFileError } from "./problem.js";
export { readTestFile } from "./read-test-file.js";
export { testFileSchema } from "./schema.js";
export type { Bounds, Expectations, TestCase, TestFile, VisitExpectation } from "./test-case.js";
export { unfitAnswer } from "./unfit-answer.js";
export { type Place, whereFrom } from "./where-from.js";
