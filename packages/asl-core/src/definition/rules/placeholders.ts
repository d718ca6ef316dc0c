/**
 * True for texts that AWS's tools replace before they create a machine: `${Name}` of SAM, CDK and CloudFormation.
 * Such a text stands for a value nobody knows yet, so the rules about its content wait.
 */
export const isPlaceholder = (text: string): boolean => text.includes("${") && /\$\{[^}]*\}/.test(text);
