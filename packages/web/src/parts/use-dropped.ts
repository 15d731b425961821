import { useEffect, useRef } from "preact/hooks";

/** Takes files that are dropped anywhere on the page: where nobody takes them, a browser shows the file in the page's place, and what was done there is lost. */
export function useDropped(take?: (dropped: DataTransfer) => void): void {
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => {
    const heard = (event: DragEvent) => {
      const { dataTransfer } = event;
      if (!dataTransfer?.types.includes("Files")) return; // a word that is dragged belongs to whatever it is dragged to
      event.preventDefault();
      if (event.type === "drop") taking.current?.(dataTransfer);
    };
    for (const type of ["dragover", "drop"] as const) addEventListener(type, heard);
    return () => {
      for (const type of ["dragover", "drop"] as const) removeEventListener(type, heard);
    };
  }, []);
}
