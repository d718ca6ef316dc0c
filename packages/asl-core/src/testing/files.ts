/*
 * The only file of this package that reads files. Hosts without a file system can load everything else: nothing of Node is
 * imported, it is asked for when a file is read, so bundles for browsers stay whole.
 */

/** The part of Node this file needs; Deno and Bun have it too. */
interface Files {
  readFileSync(path: string, encoding: "utf8"): string;
  writeFileSync(path: string, text: string): void;
  renameSync(from: string, to: string): void;
  existsSync(path: string): boolean;
  readdirSync(path: string): string[];
  mkdirSync(path: string): void;
  realpathSync(path: string): string;
}
interface Urls {
  fileURLToPath(url: string): string;
}
interface Paths {
  resolve(...paths: string[]): string;
  dirname(path: string): string;
  relative(from: string, to: string): string;
}
interface Host {
  getBuiltinModule?(name: string): unknown;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly pid?: number;
  once?(event: "exit", listener: () => void): unknown;
}
const host = (globalThis as { readonly process?: Host }).process;

/** A module of the host, for what else reads files. Throws Error where the host has no files. */
export function builtin<T>(name: string): T {
  const module = host?.getBuiltinModule?.(name);
  if (module === undefined) throw new Error("this host has no files: pass the definition itself instead of a path");
  return module as T;
}

/** The text of a file. Throws Error with the system's reason where it cannot be read. */
export const readTextFile = (path: string): string => builtin<Files>("node:fs").readFileSync(path, "utf8");

/** The text of a file; undefined where there is none, or none that may be read. */
export function openTextFile(path: string): string | undefined {
  try {
    return readTextFile(path);
  } catch {
    return undefined;
  }
}

/** Writes a file, with the folders it stands in. */
export function writeTextFile(path: string, text: string): void {
  const paths = builtin<Paths>("node:path");
  makeFolder(paths.dirname(paths.resolve(path)));
  builtin<Files>("node:fs").writeFileSync(path, text);
}

/** One folder after the other: Node's own recursion never ends where the system says of every new folder that there is none. */
function makeFolder(path: string): void {
  const files = builtin<Files>("node:fs");
  if (files.existsSync(path)) return;
  makeFolder(builtin<Paths>("node:path").dirname(path));
  try {
    files.mkdirSync(path);
  } catch (reason) {
    if (!files.existsSync(path)) throw reason; // else another process was first
  }
}

/** Whether a path lies below a folder, links followed as far as there is something. */
export function isBelow(path: string, folder: string): boolean {
  const files = builtin<Files>("node:fs");
  const { dirname, relative, resolve } = builtin<Paths>("node:path");
  const full = resolve(path);
  let existing = dirname(full);
  while (!files.existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  const way = relative(
    files.realpathSync(resolve(folder)),
    resolve(files.realpathSync(existing), relative(existing, full)),
  );
  return !/^\.\.($|[/\\])/.test(way) && resolve(way) !== way;
}

/** The same so that others see the file whole or not at all. */
export function replaceTextFile(path: string, text: string): void {
  writeTextFile(`${path}.tmp`, text);
  builtin<Files>("node:fs").renameSync(`${path}.tmp`, path);
}

/** A variable of the environment; undefined where there is none, or no environment. */
export const environment = (name: string): string | undefined => host?.env?.[name] || undefined;

/** A text that no other process and no other thread gives. */
export const uniqueName = (): string =>
  `${host?.pid ?? 0}-${builtin<{ randomUUID(): string }>("node:crypto").randomUUID()}`;

/** Does this when the process ends by itself. */
export const atExit = (work: () => void): void => void host?.once?.("exit", work);

/** Names of what stands in a folder; none where there is no such folder. */
export function filesIn(folder: string): readonly string[] {
  try {
    return builtin<Files>("node:fs").readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether there is such a file. */
export const fileExists = (path: string): boolean => builtin<Files>("node:fs").existsSync(path);

/**
 * A path as it is meant: relative to the folder of `from`, a file's path or `import.meta.url`, or to the working folder. In
 * the shortest form: relative to the working folder where it lies below it.
 */
export function resolvePath(path: string, from?: string): string {
  const paths = builtin<Paths>("node:path");
  if (from === undefined) return path;
  const file = from.startsWith("file:") ? builtin<Urls>("node:url").fileURLToPath(from) : from;
  const full = paths.resolve(paths.dirname(file), path);
  const short = paths.relative("", full);
  return short.startsWith("..") || short === "" ? full : short;
}
