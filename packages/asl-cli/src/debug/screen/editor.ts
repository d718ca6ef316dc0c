/** A key as Node's readline tells it. */
export interface Key {
  /** What was typed, where it is text. */
  readonly text: string | undefined;
  readonly name: string | undefined;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
}

/** One line that is being typed, with the lines typed before. Knows nothing of the screen. */
export class Editor {
  text = "";
  /** In UTF-16 units. */
  cursor = 0;
  /** How far back in the lines before; 0: the line itself. */
  private back = 0;
  private draft = "";

  /** `before`: oldest first; may grow. */
  constructor(private readonly before: readonly string[]) {}

  /** Puts a text in place of all. */
  set(text: string): void {
    this.text = text;
    this.cursor = text.length;
  }

  /** What was typed; the line is empty then. */
  take(): string {
    const { text } = this;
    this.set("");
    this.back = 0;
    return text;
  }

  insert(text: string): void {
    this.text = this.text.slice(0, this.cursor) + text + this.text.slice(this.cursor);
    this.cursor += text.length;
  }

  /** Does what a key asks for. False where it asks for nothing an editor knows. */
  press({ text, name = "", ctrl, meta }: Key): boolean {
    const work = ctrl ? CTRL[name] : meta ? META[name] : PLAIN[name];
    if (work !== undefined) work(this);
    else if (!ctrl && !meta && text !== undefined && isText(text)) this.insert(text);
    else return false;
    return true;
  }

  /** Moves among the lines before. */
  recall(by: number): void {
    const to = Math.max(0, Math.min(this.before.length, this.back + by));
    if (to === this.back) return;
    if (this.back === 0) this.draft = this.text;
    this.back = to;
    this.set(to === 0 ? this.draft : this.before[this.before.length - to]);
  }

  /** Takes away everything between the cursor and a place. */
  cut(to: number): void {
    const [from, end] = to < this.cursor ? [to, this.cursor] : [this.cursor, to];
    this.text = this.text.slice(0, from) + this.text.slice(end);
    this.cursor = from;
  }

  /** The place of the character before or after the cursor, surrogates kept whole. */
  beside(by: -1 | 1): number {
    const rest = by < 0 ? [...this.text.slice(0, this.cursor)].at(-1) : [...this.text.slice(this.cursor)][0];
    return this.cursor + by * (rest?.length ?? 0);
  }

  /** The beginning of the word before the cursor. */
  wordBefore(): number {
    return this.text.slice(0, this.cursor).replace(/\S*\s*$/, "").length;
  }

  /** The end of the word after it. */
  wordAfter(): number {
    return this.cursor + (/^\s*\S*/.exec(this.text.slice(this.cursor))?.[0].length ?? 0);
  }
}

type Work = (editor: Editor) => void;

const home: Work = (editor) => {
  editor.cursor = 0;
};
const end: Work = (editor) => {
  editor.cursor = editor.text.length;
};
const move =
  (by: -1 | 1): Work =>
  (editor) => {
    editor.cursor = editor.beside(by);
  };
const older: Work = (editor) => editor.recall(1);
const newer: Work = (editor) => editor.recall(-1);
const cutBefore: Work = (editor) => editor.cut(editor.beside(-1));
const cutAfter: Work = (editor) => editor.cut(editor.beside(1));
const cutWord: Work = (editor) => editor.cut(editor.wordBefore());

const PLAIN: Record<string, Work | undefined> = {
  __proto__: null as never,
  left: move(-1),
  right: move(1),
  home,
  end,
  up: older,
  down: newer,
  backspace: cutBefore,
  delete: cutAfter,
};
const wordLeft: Work = (editor) => {
  editor.cursor = editor.wordBefore();
};
const wordRight: Work = (editor) => {
  editor.cursor = editor.wordAfter();
};
const CTRL: Record<string, Work | undefined> = {
  __proto__: null as never,
  a: home,
  e: end,
  b: move(-1),
  f: move(1),
  p: older,
  n: newer,
  h: cutBefore,
  w: cutWord,
  u: (editor) => editor.cut(0),
  k: (editor) => editor.cut(editor.text.length),
  left: wordLeft,
  right: wordRight,
};
const META: Record<string, Work | undefined> = {
  __proto__: null as never,
  b: wordLeft,
  f: wordRight,
  backspace: cutWord,
};

/** No control characters: what steers is no text. */
const isText = (text: string): boolean => text !== "" && !/\p{Cc}/u.test(text);
