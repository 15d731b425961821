import { useRef, useState } from "preact/hooks";
import { useDropped } from "../parts/use-dropped.js";
import { chosenFiles, droppedFiles } from "./data/chosen-files.js";
import type { DataSource } from "./training-order.js";

export interface DataChoiceProps {
  readonly source: DataSource;
  readonly trouble: string | undefined;
  /** Whether people correct fields here. */
  readonly hasCorrections: boolean;
  onChoose(source: DataSource): void;
}

/** Which images to learn from: MNIST, what people have corrected, or what somebody drops. */
export function DataChoice({ source, trouble, hasCorrections, onChoose }: DataChoiceProps) {
  const [own, setOwn] = useState<DataSource | undefined>(source.kind === "files" ? source : undefined);
  const isOwn = source.kind === "files";
  const folder = useRef<HTMLInputElement>(null);
  const take = (given: DataSource | undefined) => {
    if (!given) return;
    setOwn(given);
    onChoose(given);
  };
  useDropped((dropped) => void droppedFiles(dropped).then(take));
  return (
    <fieldset>
      <legend>Images</legend>
      <div class="radios">
        <label>
          <input
            type="radio"
            name="images"
            checked={source.kind === "mnist"}
            onChange={() => onChoose({ kind: "mnist", base: document.baseURI })}
          />{" "}
          MNIST: 60,000 digits to learn from, 10,000 to be judged by
        </label>
        {hasCorrections && (
          <label>
            <input type="radio" name="images" checked={source.kind === "corrections"} onChange={() => onChoose(corrections(true))} />{" "}
            Corrections: the digits of fields that people looked at here
          </label>
        )}
        <label>
          <input
            type="radio"
            name="images"
            checked={isOwn}
            onChange={() => onChoose(own ?? { kind: "files", name: "what was dropped", files: [] })}
          />{" "}
          Own images
        </label>
      </div>
      {source.kind === "corrections" && (
        <label class="choice">
          <input
            type="checkbox"
            name="withMnist"
            checked={source.withMnist}
            onChange={({ currentTarget }) => onChoose(corrections(currentTarget.checked))}
          />{" "}
          MNIST behind them, so that the network knows other hands, too
        </label>
      )}
      {isOwn && (
        <div class="choices">
          <label class="drop">
            <input
              type="file"
              multiple
              accept=".csv,.tsv,.txt,.gz,image/*,*/*"
              onChange={({ currentTarget }) => take(chosenFiles(currentTarget.files as FileList))}
            />
            <span>
              {own?.kind === "files" && own.files.length > 0
                ? `${own.name}: ${own.files.length} ${own.files.length === 1 ? "file" : "files"}`
                : "Drop a folder of pictures with a folder for each class, the four IDX files, or a table as Kaggle's"}
            </span>
          </label>
          <button type="button" onClick={() => folder.current?.click()}>
            Choose a folder
          </button>
          <input
            ref={(element) => {
              folder.current = element;
              element?.setAttribute("webkitdirectory", "");
            }}
            class="folder"
            type="file"
            hidden
            aria-label="A folder of pictures"
            onChange={({ currentTarget }) => take(chosenFiles(currentTarget.files as FileList))}
          />
        </div>
      )}
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </fieldset>
  );
}

function corrections(withMnist: boolean): DataSource {
  return { kind: "corrections", base: document.baseURI, withMnist };
}
