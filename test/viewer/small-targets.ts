/** In the page: buttons, fields and tabs that are seen and smaller than 24 pixels. */
export function smallTargets(): string[] {
  const small: string[] = [];
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>("*")) {
      if (element.shadowRoot !== null) walk(element.shadowRoot);
      if (!element.matches("button, select, input, [role=option], [role=tab], a[href]")) continue;
      const target = element.closest("label") ?? element;
      const { width, height } = target.getBoundingClientRect();
      if (width > 0 && (width < 23.5 || height < 23.5))
        small.push(`${element.getAttribute("aria-label") ?? element.textContent?.trim()}: ${width} × ${height}`);
    }
  };
  walk(document);
  return small;
}
