import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Whether panes tell times of day, or times since the run's beginning: as a person has chosen in one of them. */
export class Times implements ReactiveController {
  absolute = false;

  constructor(host: ReactiveControllerHost & EventTarget) {
    host.addController(this);
    host.addEventListener("asl-times", (event) => {
      this.absolute = (event as CustomEvent<{ absolute: boolean }>).detail.absolute;
      host.requestUpdate();
    });
  }

  hostConnected(): void {}
}
