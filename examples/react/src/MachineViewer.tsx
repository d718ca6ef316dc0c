import "asl-viewer";
import type { AslViewer } from "asl-viewer";
import { useEffect, useRef } from "react";

interface MachineViewerProps {
  /** The text of a definition, in JSON or YAML. */
  readonly definition: string;
  /** What get-execution-history answers; absent, the machine alone is shown. */
  readonly history?: string;
  readonly theme?: "light" | "dark" | "contrast";
  /** Told the id of the state that is chosen, null for none. */
  onSelect?(node: string | null): void;
}

/** A machine, and a run on it. */
export function MachineViewer({ definition, history, theme, onSelect }: MachineViewerProps) {
  const viewer = useRef<AslViewer>(null);
  useEffect(() => {
    const open = async () => {
      await viewer.current?.open(definition, "order.asl.json");
      if (history !== undefined) await viewer.current?.open(history, "history.json");
    };
    void open();
  }, [definition, history]);
  return (
    <asl-viewer
      ref={viewer}
      theme={theme}
      style={{ height: "36rem" }}
      onasl-select={({ detail }) => onSelect?.(detail.node)}
    />
  );
}
