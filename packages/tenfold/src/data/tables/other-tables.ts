/**
 * What a file of data is that is known and not read, with the line that converts it; nothing for others. Told by the first bytes: ARFF by its
 * `@relation`, LIBSVM by `5 153:3 154:18`, MATLAB by its own mark.
 *
 * @param name as it stands in that line
 */
export function otherTable(bytes: Uint8Array, name: string): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  const plain = /^[\w./ -]{1,200}$/.test(name) ? name : "data.file"; // what is copied to a shell shall do nothing else
  const quoted = JSON.stringify(plain);
  const stem = JSON.stringify(plain.replace(/\.[^./]*$/, ""));
  const python = (line: string) => `python -c '${line}'`;
  if (/^\s*(%[^\n]*\s*)*@relation\b/i.test(head)) {
    return `is an ARFF file, which is not read; convert it: ${python(`import pandas, scipy.io.arff as a; pandas.DataFrame(a.loadarff(${quoted})[0]).to_csv(${stem} + ".csv", index=False)`)}`;
  }
  if (/^MATLAB [57]\.\d MAT-file/.test(head)) {
    return `is a MATLAB file, which is not read; convert it: ${python(`import numpy, scipy.io as s; numpy.savez(${stem} + ".npz", **{k: v for k, v in s.loadmat(${quoted}).items() if k[0] != "_"})`)}`;
  }
  if (/^[-+]?\d{1,9}(\.\d{1,9})?([ \t]+\d{1,9}:[-+.\deE]{1,30}){2}/.test(head)) {
    return `is a LIBSVM file, which is not read; convert it: ${python(`import numpy, sklearn.datasets as d; x, y = d.load_svmlight_file(${quoted}, n_features=784); numpy.savez(${stem} + ".npz", x=x.toarray(), y=y)`)}`;
  }
  return undefined;
}
