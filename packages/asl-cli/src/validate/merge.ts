import type { CheckedFile, Placed } from "./checked.js";

/** Files of which several machines were named, one by one, each as one file: what is about the file is said once. */
export function merged(files: readonly CheckedFile[]): CheckedFile[] {
  const byFile = new Map<string, CheckedFile>();
  for (const one of files) {
    const before = byFile.get(one.file);
    byFile.set(one.file, before === undefined ? one : both(before, one));
  }
  return [...byFile.values()];
}

function both(one: CheckedFile, other: CheckedFile): CheckedFile {
  const said = new Set(one.diagnostics.map(keyOf));
  const checked = new Set(one.machines.map(({ id }) => id));
  return {
    ...one,
    machines: [...one.machines, ...other.machines.filter(({ id }) => !checked.has(id))],
    diagnostics: [...one.diagnostics, ...other.diagnostics.filter((diagnostic) => !said.has(keyOf(diagnostic)))],
    opened: [...new Set([...one.opened, ...other.opened])],
    unused: one.unused.filter((name) => other.unused.includes(name)),
  };
}

const keyOf = ({ file, machine, rule, pointer, range, message }: Placed): string =>
  JSON.stringify([file, machine, rule, pointer, range?.start.offset, message]);
