import { useState } from "preact/hooks";
import type { Format } from "tenfold-works/formats";
import { save } from "../../parts/save.js";
import type { SaveWish } from "./save-messages.js";
import { writtenFile } from "./write-file.js";

export interface SaveChoiceProps {
  /** What there is to save, when it is wanted. */
  what(): Promise<Pick<SaveWish, "document" | "scans" | "stem"> & { readonly tables: Pick<SaveWish["tables"], "kind" | "kinds"> }>;
  /** The fields of the form that was read, and its pages: what a row a form has. */
  readonly form?: { readonly fields: readonly string[]; readonly pagesAForm: number } | undefined;
}

const groups: readonly (readonly [label: string, formats: Readonly<Partial<Record<Format, string>>>])[] = [
  ["Tables", { csv: "CSV", xlsx: "XLSX, a workbook" }],
  ["All that is known", { json: "JSON", jsonl: "JSON, a page a line" }],
  ["Text with its places", { pdf: "PDF that can be searched", hocr: "hOCR", alto: "ALTO", page: "PAGE-XML", tsv: "TSV as Tesseract's" }],
  ["For labelling", { labelstudio: "Label Studio" }],
];

/** Saves what was read in the formats of `tenfold read`. */
export function SaveChoice({ what, form }: SaveChoiceProps) {
  const [format, setFormat] = useState<Format>("csv");
  const [isWide, setWide] = useState(false);
  const [alternatives, setAlternatives] = useState(false);
  const [bom, setBom] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isTable = format === "csv" || format === "xlsx";

  const write = async () => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const { tables, ...rest } = await what();
      const wide = isTable && isWide ? form : undefined;
      const { name, content, type } = await writtenFile({ ...rest, format, tables: { ...tables, wide, alternatives, bom } });
      save(name, content, type);
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="choices save"
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <label>
        Save as
        <select value={format} onChange={({ currentTarget }) => setFormat(currentTarget.value as Format)}>
          {groups.map(([label, formats]) => (
            <optgroup key={label} label={label}>
              {Object.entries(formats).map(([name, words]) => (
                <option key={name} value={name}>
                  {words}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <button type="submit" disabled={isBusy}>
        Save
      </button>
      {isTable && (
        <div class="checks">
          {form && <Check label="A row a form" isOn={isWide} onTurn={setWide} />}
          {!(form && isWide) && <Check label="With other readings" isOn={alternatives} onTurn={setAlternatives} />}
          {format === "csv" && <Check label="For Excel (byte-order mark)" isOn={bom} onTurn={setBom} />}
        </div>
      )}
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}

function Check({ label, isOn, onTurn }: { readonly label: string; readonly isOn: boolean; onTurn(isOn: boolean): void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => onTurn(currentTarget.checked)} />
      {label}
    </label>
  );
}
