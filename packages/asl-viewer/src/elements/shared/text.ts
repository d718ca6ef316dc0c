/** A text to be shown; `name` is a file's, which helps to tell what it is. */
export interface Text {
  readonly text: string;
  readonly name?: string;
}
