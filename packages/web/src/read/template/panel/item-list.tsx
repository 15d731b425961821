import type { ItemPlace } from "../edit/edit-items.js";
import type { SourceField, SourcePage } from "../template-source.js";

export interface ItemListProps {
  readonly page: SourcePage;
  readonly chosen: ItemPlace | undefined;
  isFaulty(place: ItemPlace): boolean;
  onChoose(place: ItemPlace): void;
}

/** The fields of a page, and what else tells where it is. */
export function ItemList({ page: { fields, anchors = [] }, chosen, isFaulty, onChoose }: ItemListProps) {
  const row = (place: ItemPlace, name: string, words: string) => {
    const isChosen = chosen?.list === place.list && chosen.at === place.at;
    return (
      <li key={`${place.list} ${place.at}`} class={isChosen ? "chosen" : ""}>
        <button type="button" aria-pressed={isChosen} onClick={() => onChoose(place)}>
          <span class={isFaulty(place) ? "doubt" : ""}>{name}</span>
          <small>{words}</small>
        </button>
      </li>
    );
  };
  return (
    <>
      <h2>
        {fields.length} {fields.length === 1 ? "field" : "fields"}
      </h2>
      <ol class="items">{fields.map((field, at) => row({ list: "fields", at }, field.name || "without a name", wordsOf(field)))}</ol>
      {anchors.length > 0 && (
        <>
          <h2>Marks</h2>
          <ol class="items">{anchors.map(({ kind }, at) => row({ list: "anchors", at }, kind, "tells where the page is"))}</ol>
        </>
      )}
    </>
  );
}

function wordsOf({ field = "digits", cells }: SourceField): string {
  const kind = typeof field === "string" ? field : (field as { kind: string }).kind;
  if (cells === undefined) return kind;
  if (typeof cells === "number") return `${kind}, ${cells} cells`;
  if (Array.isArray(cells)) return `${kind}, ${cells.length} cells`;
  const { count, groups = [] } = cells as { count?: number; groups?: readonly number[] };
  return `${kind}, ${count ?? groups.reduce((sum, size) => sum + size, 0)} cells`;
}
