/**
 * Opens dialogs that were rendered: while one is open, the rest of the page is out of reach of the keyboard, and when it
 * is closed the focus goes back to where it was.
 */
export function openDialogs(root: ParentNode): void {
  for (const dialog of root.querySelectorAll<HTMLDialogElement>("dialog:not([open])")) dialog.showModal();
}

/** Closes the dialog that an event came from; its `close` event tells who rendered it. */
export const closeDialog = (event: Event): void => (event.currentTarget as Element).closest("dialog")?.close();

/** A click beside a dialog closes it. */
export const closeFromOutside = (event: Event): void => {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
};
