/** The folder of a path as its file writes it, with its last separator; "" where the path is a bare name. */
const folderOf = (path: string): string => /^.*[\\/]/s.exec(path)?.[0] ?? "";

/**
 * What a path written in `file` means: from the folder of `file`, without `.` and as few `..` as can be, with `/`.
 * Absolute paths stay as they are.
 */
export function joinPath(file: string, written: string): string {
  if (/^(?:[\\/]|[a-z]:[\\/])/i.test(written)) return written;
  const parts: string[] = [];
  for (const part of (folderOf(file) + written).split(/[\\/]/)) {
    const above = parts.at(-1);
    if (part === ".." && above !== undefined && above !== ".." && above !== "") parts.pop();
    else if (part !== "." && (part !== "" || parts.length === 0)) parts.push(part);
  }
  return parts.join("/");
}
