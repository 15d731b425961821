import { decodeBlob } from "tenfold/image";
import { loadReader } from "tenfold/recognize";

const reader = loadReader();
const [input, output] = document.querySelectorAll("input, output");
input.onchange = async () => {
  const [file] = input.files;
  output.textContent = "reading …";
  try {
    const { strings, reason } = await (await reader).read(await decodeBlob(file, file.name));
    output.textContent = strings.map(({ text, confidence }) => `${text} (${Math.round(100 * confidence)} %)`).join(", ") || reason;
  } catch (error) {
    output.textContent = error.message;
  }
};
