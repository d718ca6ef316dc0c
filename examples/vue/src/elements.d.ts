import type {} from "asl-viewer";
import type { EmitFn, HTMLAttributes, PublicProps } from "vue";

type Tag = Extract<keyof HTMLElementTagNameMap, `asl-${string}`>;
type Events = Pick<HTMLElementEventMap, Extract<keyof HTMLElementEventMap, `asl-${string}`>>;

/** An element as templates see it: its properties, and its events by their names. */
type Component<Element> = new () => Element & {
  /** @deprecated for types of templates alone */
  $props: Partial<Omit<Element, keyof HTMLElement>> & HTMLAttributes & PublicProps;
  /** @deprecated for types of templates alone */
  $emit: EmitFn<{ [Name in keyof Events]: (event: Events[Name]) => void }>;
};

type Elements = { [Name in Tag]: Component<HTMLElementTagNameMap[Name]> };

declare module "vue" {
  interface GlobalComponents extends Elements {}
}
