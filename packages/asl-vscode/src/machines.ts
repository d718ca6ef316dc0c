/** A state machine among the resources of a template. */
export interface FoundMachine {
  readonly id: string;
  /** Line of its name, from 0. */
  readonly line: number;
}

const TYPE = /^(\s*)["']?Type["']?\s*:\s*["']?AWS::(?:Serverless|StepFunctions)::StateMachine\b/;
const NAME = /^(\s*)["']?([A-Za-z0-9]{1,255})["']?\s*:\s*[{]?\s*(?:#.*)?$/;

/**
 * The state machines of a template as people lay it out, one member in a line: the name before a `Type` is the next one above
 * that is indented less. In order; none where the text is a definition itself. O(lines).
 */
export function machinesIn(text: string): FoundMachine[] {
  const above: (FoundMachine & { readonly indent: number })[] = [];
  const found: FoundMachine[] = [];
  for (const [line, written] of text.split(/\r?\n/).entries()) {
    const type = TYPE.exec(written);
    const name = NAME.exec(written);
    const indent = (type ?? name)?.[1].length;
    if (indent === undefined) continue;
    while (above.length > 0 && above.at(-1)!.indent >= indent) above.pop();
    const around = above.at(-1);
    if (type !== null && around !== undefined) found.push({ id: around.id, line: around.line });
    if (name !== null) above.push({ id: name[2], line, indent });
  }
  return found;
}
