import {
  EvaluatableExpression,
  type EvaluatableExpressionProvider,
  type Position,
  Range,
  type TextDocument,
} from "vscode";

/** The languages in which expressions are looked for. */
export const LANGUAGES = ["json", "jsonc", "yaml", "asl", "asl-yaml", "cloudformation"] as const;

/** From the longest kind to the shortest: JSONata in its markers, a path, the name of a state. */
const KINDS = [
  /\{%.*?%\}/g,
  /\$(?:states|\$)?(?:[\w$]|\.(?=[\w'`])|\[[^\]\n]{0,100}\])*/g,
  /"[^"\\]{1,200}"/g,
  /^\s*[^:#]{1,200}(?=:)/g,
];

/** Tells the editor what is under the mouse: an expression, or a name, whose value the debugger knows. */
export class Expressions implements EvaluatableExpressionProvider {
  provideEvaluatableExpression(
    document: Pick<TextDocument, "lineAt">,
    { line, character }: Position,
  ): EvaluatableExpression | undefined {
    const { text } = document.lineAt(line);
    if (text.length > 10_000) return undefined;
    for (const kind of KINDS)
      for (const { 0: found, index } of text.matchAll(kind)) {
        const start = index + found.length - found.trimStart().length;
        if (start <= character && character <= index + found.length)
          return new EvaluatableExpression(new Range(line, start, line, index + found.length), found.trim());
      }
    return undefined;
  }
}
