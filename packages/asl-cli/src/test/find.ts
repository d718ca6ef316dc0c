import { shortPath } from "../files.js";
import { Stop, usage } from "../stop.js";
import { findFiles, type Search } from "../validate/files.js";

/** Test files by their names. */
const TEST_FILES = ["**/*.asl.test.{yaml,yml,json}"];

const NAME = "Name test files, folders, or globs in quotation marks: paths in a test file are relative to it.";

/**
 * The test files that are meant: files, globs, and folders for all below them; all below the current folder where nothing
 * is named. Throws Stop (usage) for what is not there.
 */
export function findTests(files: readonly string[]): string[] {
  if (files.includes("-")) throw usage("test files are not read from standard input", NAME);
  const search = { files: files.length === 0 ? ["."] : files, folder: process.cwd(), ignore: [], allowEmpty: true };
  return searched({ ...search, inFolders: TEST_FILES }).map(({ path }) => shortPath(path));
}

/** What there is to say where none were found. */
export const noTests = (): Stop =>
  usage("no test files were found", "They are called *.asl.test.yaml, .yml or .json; --allow-empty lets this pass.");

function searched(search: Search): ReturnType<typeof findFiles> {
  try {
    return findFiles(search);
  } catch (error) {
    throw error instanceof Stop ? new Stop(error.exitCode, error.message, NAME) : error;
  }
}
