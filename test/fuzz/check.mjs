/**
 * Reads a file as every command does and validates what it holds. Throws where something throws, or where a range lies
 * outside its text or disagrees with its line and column. Gives how many findings there were.
 * @param core the package asl-core
 */
export async function checkFile(core, { file, text }) {
  const source = await core.readSource(file, text, { open: (path) => (path.length % 2 === 0 ? text : undefined) });
  const counts = { error: 0, warning: 0, machines: source.machines.length };
  for (const one of source.diagnostics) look(core, one, text, counts);
  for (const machine of source.machines) validateMachine(core, machine, counts);
  return counts;
}

function validateMachine(core, { read, type }, counts) {
  for (const one of core.validate(read, { type })) {
    look(core, one, read.lines.text, counts); // as written: `read.text` has a blank for a byte order mark
    if (one.range === undefined) throw new Error(`no range: ${one.message}`);
  }
  if (read.value !== undefined) core.validate(read.value, { type });
}

function look(core, one, text, counts) {
  counts[one.severity]++;
  const lines = (counts.lines ??= new core.Lines(text));
  for (const { range } of [one, ...(one.related ?? [])]) if (range !== undefined) checkRange(range, lines, text);
  JSON.stringify(one);
  if (counts.error + counts.warning < SHOWN) core.formatDiagnostic(one, lines, "x");
}

/** So many are drawn. */
const SHOWN = 20;

function checkRange({ start, end }, lines, text) {
  const inside = start.offset >= 0 && start.offset <= end.offset && end.offset <= text.length;
  if (!inside) throw new Error(`a range from ${start.offset} to ${end.offset} in ${text.length} characters`);
  for (const place of [start, end]) {
    const { line, column } = lines.position(place.offset);
    if (line !== place.line || column !== place.column)
      throw new Error(`offset ${place.offset} is ${line}:${column}, not ${place.line}:${place.column}`);
  }
}
