import { type Bindings, type BoundCommand, keyName, keysOf } from "../shared/command.js";
import { closeDialog, closeFromOutside } from "../shared/dialogs.js";
import { html } from "../shared/html.js";
import { ICONS } from "../shared/icons.js";
import { isApple } from "../shared/platform.js";

/** The sheet of keys: every command that has one. */
export function helpSheet(commands: readonly BoundCommand[], bindings: Bindings | undefined, closed: () => void) {
  const groups = [...new Set(commands.map(({ group }) => group))];
  return html`<dialog class="sheet" aria-labelledby="keys-title" @close=${closed} @click=${closeFromOutside}>
    <div class="inner">
      <h2 id="keys-title">Keys</h2>
      <button class="close" @click=${closeDialog} aria-label="Close">${ICONS.close}</button>
      <div class="groups">
        ${groups.map(
          (group) => html`<div class="group">
            <h3>${group}</h3>
            <dl>${commands.filter((one) => one.group === group).map((one) => row(one, bindings))}</dl>
          </div>`,
        )}
      </div>
    </div>
  </dialog>`;
}

function row(command: BoundCommand, bindings: Bindings | undefined) {
  const keys = keysOf(command, bindings);
  return html`<div>
    <dt>${keys.length === 0 ? html`<span class="none">no key</span>` : keys.map((key) => html`<kbd>${keyName(key, isApple)}</kbd>`)}</dt>
    <dd>${command.does}</dd>
  </div>`;
}
