/** `asl record`'s options as commander hands them over. */
export interface WrittenOptions {
  definition: string;
  name?: string;
  output?: string;
  force?: boolean;
  type?: string;
  substitutions?: string;
  trace: boolean;
}
