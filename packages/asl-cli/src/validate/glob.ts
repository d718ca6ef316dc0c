import { readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { globSync } from "tinyglobby";
import { shortPath } from "../files.js";

/** Folders nobody means. */
const EVERYWHERE = ["**/node_modules/**"];

/**
 * Files that match, in alphabetical order, those behind links included. What may not be looked into (a folder, a link that
 * leads nowhere) is among them, so that reading it tells why. Each folder is entered through one link at most, and
 * through none that stands in it: links cannot make the work endless.
 */
export function glob(patterns: readonly string[], cwd: string): string[] {
  const walk = new Walk();
  const options = { cwd, ignore: EVERYWHERE, expandDirectories: false, fs: walk.fs };
  const found = globSync([...patterns], options).map((path) => join(cwd, path));
  return [...found, ...walk.closed].sort().map(shortPath);
}

/** A link that is not followed: whoever walks passes over what throws. */
const NOT_FOLLOWED = new Error("not followed");
/** What a link that leads nowhere is taken for. */
const FILE = { isDirectory: () => false };

class Walk {
  /** Folders that cannot be read. */
  readonly closed = new Set<string>();
  private readonly dead = new Set<string>();
  private readonly entered = new Set<string>();

  /** The part of node:fs the walk uses. */
  readonly fs = {
    readdirSync: ((path: string, options: { withFileTypes: true }) => {
      try {
        return readdirSync(path, options);
      } catch (error) {
        if (!isGone(error)) this.closed.add(resolve(path));
        return [];
      }
    }) as unknown as typeof readdirSync,
    realpathSync: ((path: string) => this.follow(path)) as unknown as typeof realpathSync,
    statSync: ((path: string) => (this.dead.has(path) ? FILE : statSync(path))) as unknown as typeof statSync,
  };

  private follow(path: string): string {
    const target = this.targetOf(path);
    if (target === undefined) return path;
    if (!statSync(target).isDirectory()) return target;
    if (this.entered.has(target) || isWithin(realpathSync(dirname(path)), target)) throw NOT_FOLLOWED;
    this.entered.add(target);
    return target;
  }

  private targetOf(path: string): string | undefined {
    try {
      return realpathSync(path);
    } catch {
      this.dead.add(path);
      return undefined;
    }
  }
}

const isGone = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
