import type {} from "asl-viewer";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Tag = Extract<keyof HTMLElementTagNameMap, `asl-${string}`>;
type Events = Pick<HTMLElementEventMap, Extract<keyof HTMLElementEventMap, `asl-${string}`>>;

/** Properties of an element, and its events with "on" before their names. */
type Props<Element> = Partial<Omit<Element, keyof HTMLElement>> &
  DetailedHTMLProps<HTMLAttributes<Element>, Element> & {
    [Name in keyof Events as `on${Name}`]?: (event: Events[Name]) => void;
  };

type Elements = { [Name in Tag]: Props<HTMLElementTagNameMap[Name]> };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
