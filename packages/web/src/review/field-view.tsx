import { useEffect, useState } from "preact/hooks";
import type { FieldToReview } from "tenfold-works/review/record";
import { type LoadedPage, loadedPage, pageAtHand } from "./loaded-pages.js";

/** Where a field's page lies at the server. */
export function pageOfField({ document, page }: Pick<FieldToReview, "document" | "page">): string {
  return `v1/documents/${document}/pages/${page}.png`;
}

/** A field enlarged on its page, or where it lies on the whole of it; where the page cannot be shown, that. */
export function FieldView({ field, isClose }: { readonly field: FieldToReview; readonly isClose: boolean }) {
  const { documentName, page: number, string } = field;
  const address = pageOfField(field);
  const [loaded, setLoaded] = useState<{ readonly address: string; readonly page: LoadedPage | undefined }>();
  useEffect(() => {
    let isOver = false;
    void loadedPage(address).then((page) => !isOver && setLoaded({ address, page }));
    return () => {
      isOver = true;
    };
  }, [address]);
  const page = loaded?.address === address ? loaded.page : pageAtHand(address);
  if (!page && loaded?.address === address) {
    return (
      <figure class="field-view">
        <figcaption>
          {documentName}, page {number}: its picture cannot be shown. Open the file elsewhere to see the field, or press Tab to look at the
          next one first.
        </figcaption>
      </figure>
    );
  }
  if (!page) return <div class="field-view" />;
  const { left, top, right, bottom } = string.box;
  const room = Math.max(bottom - top, 12);
  const view = isClose ? [left - room, top - room / 2, right - left + 2 * room, bottom - top + room] : [0, 0, page.width, page.height];
  return (
    <figure class="field-view">
      <svg viewBox={view.join(" ")} role="img" aria-label={`the field on ${documentName}, page ${number}`}>
        <image href={page.address} width={page.width} height={page.height} />
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </svg>
      <figcaption>
        {documentName}, page {number}
      </figcaption>
    </figure>
  );
}
