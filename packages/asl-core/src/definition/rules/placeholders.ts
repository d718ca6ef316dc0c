/**
 * True for texts that AWS's tools replace before they create a machine: `${Name}` of SAM, CDK and CloudFormation.
 * Such a text stands for a value nobody knows yet, so the rules about Resources wait; expressions, which are compiled, must be sound with it.
 */
export function isPlaceholder(text: string): boolean {
  const open = text.indexOf("$" + "{");
  return open >= 0 && text.indexOf("}", open) >= 0;
}
