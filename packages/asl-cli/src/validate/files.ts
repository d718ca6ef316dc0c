import { existsSync, lstatSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import picomatch from "picomatch";
import { isDynamicPattern } from "tinyglobby";
import { shortPath, shownPath } from "../files.js";
import { targetOf } from "../source/target.js";
import { type Stop, usage } from "../stop.js";
import type { Found } from "./found.js";
import { glob } from "./glob.js";

/** Where files are looked for. */
export interface Search {
  /** Files, folders, globs, `file#id`, and "-". */
  readonly files: readonly string[];
  /** The folder `files` are relative to. */
  readonly folder: string;
  readonly ignore: readonly Ignored[];
  /** Whether a glob or a folder may hold nothing. */
  readonly allowEmpty: boolean;
  /** Globs of the files that a folder stands for: those that hold definitions if absent. */
  readonly inFolders?: readonly string[];
}

/** Globs of files to leave out, relative to a folder. */
export interface Ignored {
  readonly globs: readonly string[];
  readonly folder: string;
}

/** Files that hold definitions by their names; whether templates and projects do is seen when they are read. */
const IN_FOLDERS = [
  "**/*.asl.{json,yaml,yml,json5,jsonc}",
  "**/template.{json,yaml,yml}",
  "**/*.template.{json,yaml,yml}",
  "**/serverless{,.*}.{yml,yaml}",
  "**/*.{tf,tofu}{,.json}",
];

/**
 * All files meant, each once, those of one glob or folder in alphabetical order. Hidden files are found where a glob names
 * them, node_modules never. Throws Stop (usage) for what is not there and, unless allowed, for a glob without a match.
 */
export function findFiles(search: Search): Found[] {
  const ignored = ignoring(search.ignore);
  const found = new Map<string, Found>();
  for (const written of search.files)
    for (const one of expand(written, search)) {
      const key = `${resolve(one.path)}#${one.id ?? ""}`;
      if (!found.has(key) && (one.path === "-" || !ignored(one.path))) found.set(key, one);
    }
  return [...found.values()];
}

function expand(written: string, search: Search): Found[] {
  if (written === "-") return [{ path: "-", by: "name" }];
  const at = resolve(search.folder, written);
  const target = targetOf(at);
  if (isFolder(at)) return inFolder(written, at, search);
  if (existsSync(target.path)) return [{ ...target, path: shortPath(target.path), by: "name" }];
  const pattern = process.platform === "win32" ? written.replaceAll("\\", "/") : written;
  if (!isDynamicPattern(pattern)) {
    if (!hidden(target.path)) throw missing(written);
    return [{ ...target, path: shortPath(target.path), by: "name" }];
  }
  const paths = glob([pattern], search.folder);
  if (paths.length === 0 && !search.allowEmpty)
    throw usage(`no file matches ${shownPath(written)}`, "--allow-empty lets a glob match nothing.");
  return paths.map((path) => ({ path, by: "glob" }));
}

const missing = (written: string): Stop =>
  usage(`there is no file or folder ${shownPath(written)}`, "Name files, folders, globs in quotation marks, or -.");

function inFolder(written: string, folder: string, { allowEmpty, inFolders = IN_FOLDERS }: Search): Found[] {
  const paths = glob(inFolders, folder);
  if (paths.length > 0 || allowEmpty) return paths.map((path) => ({ path, by: "folder" }));
  const hint = `Looked for ${IN_FOLDERS.map((pattern) => pattern.slice(3)).join(", ")}; name other files or a glob.`;
  throw usage(`the folder ${shownPath(written)} holds no definitions`, hint);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether something may be there that cannot be looked at: reading it tells why. */
function hidden(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return !["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
  }
}

/** Whether a path is left out: by a glob that matches it or a folder above it. */
function ignoring(ignored: readonly Ignored[]): (path: string) => boolean {
  const tests = ignored
    .filter(({ globs }) => globs.length > 0)
    .map(({ globs, folder }) => {
      const clean = globs.map((one) => one.replace(/^\.\//, "").replace(/\/+$/, ""));
      const matches = picomatch(
        clean.flatMap((one) => [one, `${one}/**`]),
        { dot: true },
      );
      return (path: string) => matches(relative(folder, resolve(path)).replaceAll("\\", "/"));
    });
  return (path) => tests.some((test) => test(path));
}

/** What a watcher has to look at so that it sees files change, appear and go: single files, and folders with all in them. */
export function watched({ files, folder }: Search): { places: string[]; folders: string[] } {
  const places: string[] = [];
  const folders: string[] = [];
  for (const written of files) {
    const at = resolve(folder, written);
    const target = targetOf(at).path;
    if (isFolder(at)) folders.push(at);
    else if (existsSync(target) || !isDynamicPattern(written)) places.push(target);
    else folders.push(resolve(folder, fixedPartOf(written)));
  }
  return { places, folders };
}

/** The folders a glob begins with, up to the first that has a wildcard. */
function fixedPartOf(pattern: string): string {
  const parts = pattern.split(/[\\/]/);
  return parts
    .slice(
      0,
      Math.max(
        0,
        parts.findIndex((part) => isDynamicPattern(part)),
      ),
    )
    .join("/");
}
