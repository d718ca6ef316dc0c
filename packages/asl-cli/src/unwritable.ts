import { printable } from "./print/text.js";

const REASONS: Record<string, string> = {
  EISDIR: "it is a folder",
  EEXIST: "a file stands where a folder would have to be made",
  ENOTDIR: "a file stands where a folder would have to be made",
  ENOENT: "its folder cannot be made",
  EACCES: "it may not be written",
  EPERM: "it may not be written",
  EROFS: "the file system is read-only",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "a link leads back to itself",
};

/** Why a file cannot be written, for people: from what the system says of it. */
export function whyUnwritable(reason: unknown): string {
  const { code = "", message } = reason as NodeJS.ErrnoException;
  return Object.hasOwn(REASONS, code) ? REASONS[code] : printable(message);
}
