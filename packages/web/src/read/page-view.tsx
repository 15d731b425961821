import type { PlainDigit, ReadCell, ReadString } from "tenfold/document";
import { cornersOf } from "tenfold/image";
import { PagePicture } from "./page-picture.js";
import type { ShownPicture } from "./pages-of-file.js";
import { ZoomFrame } from "./zoom-frame.js";

/** A string of a page, as documents have it. */
export type PageString = ReadString<PlainDigit>;

export interface PageViewProps {
  readonly picture: ShownPicture;
  readonly strings: readonly PageString[];
  /** The cells of grids, whose rows are strings: each is drawn by what becomes of it. */
  readonly cells: readonly ReadCell<PlainDigit>[];
  readonly chosen: PageString | undefined;
  /** Which digit of it, from 0. */
  readonly digit?: number | undefined;
  onChoose(string: PageString, digit?: number): void;
}

/** A page with boxes over it. */
export function PageView({ picture, strings, cells, chosen, digit, onChoose }: PageViewProps) {
  return (
    <ZoomFrame width={picture.width} height={picture.height} label="The page with what was read">
      <PagePicture {...picture} />
      {cells.map(({ box: { left, top, right, bottom }, digit, status, isStruck }, at) => {
        const tone = !digit ? "blank" : isStruck || status === "review" ? "review" : "accepted";
        return <rect key={at} class={`cell ${tone}`} x={left + 1} y={top + 1} width={right - left - 2} height={bottom - top - 2} />;
      })}
      {strings.map((string, at) => (
        <g
          key={at}
          class={`${cells.length > 0 ? "row" : "box"} ${toneOf(string)}${string === chosen ? " chosen" : ""}`}
          role="button"
          tabIndex={0}
          aria-label={`${string.name ? `${string.name}: ` : ""}${string.text || (string.isBlank ? "blank" : "unread")}, ${string.status}`}
          onClick={() => onChoose(string)}
          onKeyDown={({ key }) => key === "Enter" && onChoose(string)}
        >
          <polygon points={(string.corners ?? cornersOf(string.box)).map((corner) => corner.join()).join(" ")} />
        </g>
      ))}
      {chosen?.digits.map(({ box: { left, top, right, bottom }, value }, at) => (
        <g
          key={at}
          class={`one-digit${at === digit ? " chosen" : ""}`}
          role="button"
          tabIndex={0}
          aria-label={`digit ${at + 1}: ${value}`}
          onClick={() => onChoose(chosen, at)}
          onKeyDown={({ key }) => key === "Enter" && onChoose(chosen, at)}
        >
          <rect x={left} y={top} width={right - left} height={bottom - top} />
        </g>
      ))}
    </ZoomFrame>
  );
}

function toneOf({ status, isBlank }: PageString): string {
  return isBlank && status === "accepted" ? "blank" : status;
}
