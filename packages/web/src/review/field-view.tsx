import { useEffect, useState } from "preact/hooks";
import type { FieldToReview } from "tenfold-works/review/record";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A field enlarged on its page, or where it lies on the whole of it; where the page cannot be shown, that. */
export function FieldView({
  field: { document, documentName, page, string },
  isClose,
}: {
  readonly field: FieldToReview;
  readonly isClose: boolean;
}) {
  const address = `v1/documents/${document}/pages/${page}.png`;
  const [size, setSize] = useState<Size | "none">();
  useEffect(() => {
    let isOver = false;
    setSize(undefined);
    const image = new Image();
    image.onload = () => !isOver && setSize({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => !isOver && setSize("none");
    image.src = address;
    return () => {
      isOver = true;
    };
  }, [address]);
  if (!size) return <div class="field-view" />;
  if (size === "none") {
    return (
      <figure class="field-view">
        <figcaption>
          {documentName}, page {page}: its picture cannot be shown. Open the file elsewhere to see the field, or press Tab to look at the
          next one first.
        </figcaption>
      </figure>
    );
  }
  const { left, top, right, bottom } = string.box;
  const room = Math.max(bottom - top, 12);
  const view = isClose ? [left - room, top - room / 2, right - left + 2 * room, bottom - top + room] : [0, 0, size.width, size.height];
  return (
    <figure class="field-view">
      <svg viewBox={view.join(" ")} role="img" aria-label={`the field on ${documentName}, page ${page}`}>
        <image href={address} width={size.width} height={size.height} />
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </svg>
      <figcaption>
        {documentName}, page {page}
      </figcaption>
    </figure>
  );
}
