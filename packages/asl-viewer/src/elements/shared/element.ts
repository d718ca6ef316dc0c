import { LitElement, type PropertyDeclaration, type PropertyDeclarations } from "lit";

/** What a person comes to by Tab. */
const REACHED = '[tabindex="0"], button:not(:disabled, [tabindex="-1"]), input, select';

/** How an element looks where that is not the reader's to say. */
export type Theme = "light" | "dark" | "contrast";

/** An element that tells the page around it what a person does. */
export abstract class TellingElement extends LitElement {
  /** Tells it to whatever is around, across the borders of elements. */
  protected tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/**
 * An element that pages may put anywhere, and give colours.
 *
 * @attr {"light" | "dark" | "contrast" | null} theme - absent: the reader's; "contrast": strong colours, light or dark as the reader's
 */
export abstract class ThemedElement extends TellingElement {
  static override properties: PropertyDeclarations = { theme: { reflect: true } };
  declare theme: Theme | null;

  constructor() {
    super();
    this.theme = null;
  }
}

/**
 * An element of a page that may be anybody's: what it has nothing for yet it is given as null by many, which is the same as
 * undefined here. Not for elements that show JSON, where null is a value.
 */
export abstract class AslElement extends ThemedElement {
  /**
   * What properties have where they are given null or undefined. Of those that are not named, undefined those without an
   * attribute; others keep what they are given.
   */
  static readonly absent: Readonly<Record<PropertyKey, unknown>> = {};

  protected static override getPropertyDescriptor(
    name: PropertyKey,
    key: string | symbol,
    options: PropertyDeclaration,
  ): PropertyDescriptor | undefined {
    // biome-ignore lint/complexity/noThisInStatic: accessors are made for the class that this is called on
    const [made, { absent }] = [super.getPropertyDescriptor(name, key, options), this];
    const set = made?.set;
    const isGiven = options.attribute === false || Object.hasOwn(absent, name);
    if (set === undefined || !isGiven) return made;
    return {
      ...made,
      set(this: AslElement, value: unknown) {
        set.call(this, value ?? absent[name]);
      },
    };
  }

  /** Goes to what a person comes to first by Tab. */
  override focus(options?: FocusOptions): void {
    this.shadowRoot?.querySelector<HTMLElement>(REACHED)?.focus(options);
  }
}
