/** Where the sheet of keys lists a command. */
export type CommandGroup = "Run" | "Graph" | "Timeline" | "Panes" | "Page" | "Debugger" | "State";

/** One thing a person can ask for: keys, the sheet of keys and the palette all come from tables of these. */
export interface Command<Target> {
  /** Stable: `bindings` name commands by it. */
  readonly id: string;
  readonly group: CommandGroup;
  /** Strokes: what `KeyboardEvent.key` says; with Ctrl or Cmd "Mod+k", with Shift besides "Mod+Shift+f". */
  readonly keys: readonly string[];
  /** In a few words: "next event". */
  readonly does: string;
  /** Whether its keys mean this only while the graph has the focus, since they mean something elsewhere. */
  readonly focused?: boolean;
  /** Does it; false where there was nothing to do. */
  readonly act: (target: Target) => unknown;
}

/** A command that knows what it acts on. */
export interface BoundCommand {
  readonly id: string;
  readonly group: CommandGroup;
  readonly keys: readonly string[];
  readonly does: string;
  readonly run: () => unknown;
}

/** Keys of one's own, by ids of commands; an empty list takes a command's keys away. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

/** How keys are to be understood. */
export interface KeySettings {
  /** "off": letters, digits and signs mean nothing by themselves. */
  readonly keys: "on" | "off" | null | undefined;
  readonly bindings?: Bindings;
}

/** The keys of a command as they are bound. */
export const keysOf = (
  { id, keys }: { id: string; keys: readonly string[] },
  bindings?: Bindings,
): readonly string[] => (bindings !== undefined && Object.hasOwn(bindings, id) ? bindings[id] : keys);

/** What was pressed, as tables of commands write it; undefined with Alt, which belongs to the browser and to writing. */
export function strokeOf(event: KeyboardEvent): string | undefined {
  if (event.altKey) return undefined;
  if (!event.ctrlKey && !event.metaKey) return event.key;
  return `Mod+${event.shiftKey ? "Shift+" : ""}${event.key.toLowerCase()}`;
}

/** The command that a key asks for. O(commands). */
export function commandFor<Target>(
  commands: readonly Command<Target>[],
  event: KeyboardEvent,
  { keys, bindings }: KeySettings,
): Command<Target> | undefined {
  const stroke = strokeOf(event);
  if (stroke === undefined || (keys === "off" && [...stroke].length === 1)) return undefined;
  return commands.find((one) => keysOf(one, bindings).includes(stroke));
}

const NAMES: Readonly<Record<string, string>> = {
  " ": "Space",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Backspace: "⌫",
  "-": "−",
  Escape: "Esc",
};

/** A stroke as people read it: "Ctrl K", on Apple's machines "⌘ K". */
export function keyName(stroke: string, isApple = false): string {
  if (!stroke.startsWith("Mod+")) return NAMES[stroke] ?? stroke;
  const [mod, shift] = isApple ? ["⌘", "⇧"] : ["Ctrl", "Shift"];
  const parts = stroke.split("+").map((part) => (part === "Mod" ? mod : part === "Shift" ? shift : part.toUpperCase()));
  return parts.join(" ");
}
