/** True for a text AWS evaluates: it begins with `{%` and ends with `%}`, without blanks around. */
export const isExpressionText = (text: string): boolean =>
  text.length >= 4 && text.startsWith("{%") && text.endsWith("%}");
