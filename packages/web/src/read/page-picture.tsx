import { useContext } from "preact/hooks";
import type { ShownPicture } from "./pages-of-file.js";
import { SeenFromNear } from "./zoom-frame.js";

/** The picture of a page under its boxes: a large one smaller, until somebody looks closer. */
export function PagePicture({ address, preview, width, height }: Pick<ShownPicture, "address" | "preview" | "width" | "height">) {
  const isNear = useContext(SeenFromNear);
  return (
    <>
      {preview !== undefined && <image href={preview} width={width} height={height} />}
      {(preview === undefined || isNear) && <image href={address} width={width} height={height} />}
    </>
  );
}
