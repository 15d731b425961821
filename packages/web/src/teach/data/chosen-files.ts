import type { ChosenFile, DataSource } from "../training-order.js";

/** More files than this are not looked for: nobody means to drop a whole disk. */
const MOST_FILES = 200_000;

/** What was dropped: files, or a folder with all that lies in it. */
export async function droppedFiles({ items }: DataTransfer): Promise<DataSource | undefined> {
  // All at once: the list is empty once the event is over.
  const entries = Array.from(items).flatMap((item) => item.webkitGetAsEntry() ?? []);
  const [first] = entries;
  if (!first) return undefined;
  const files: ChosenFile[] = [];
  for (const entry of entries) await collect(entry, files);
  return { kind: "files", name: entries.length === 1 || first.isDirectory ? first.name : `${files.length} files`, files };
}

/** What an `<input type="file">` gives, of a folder or of single files. */
export function chosenFiles(list: FileList): DataSource | undefined {
  const [first] = list;
  if (!first) return undefined;
  const files = Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }));
  const [folder] = first.webkitRelativePath.split("/");
  return { kind: "files", name: folder || (files.length === 1 ? first.name : `${files.length} files`), files };
}

async function collect(entry: FileSystemEntry, files: ChosenFile[]): Promise<void> {
  if (files.length >= MOST_FILES) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    files.push({ path: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const some = () => new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  for (let batch = await some(); batch.length > 0; batch = await some()) for (const one of batch) await collect(one, files); // a hundred at a time
}
