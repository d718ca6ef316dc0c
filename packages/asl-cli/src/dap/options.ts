/** `asl dap`'s options as commander hands them over. */
export interface WrittenOptions {
  port?: string;
  host?: string;
  launch?: string;
}
