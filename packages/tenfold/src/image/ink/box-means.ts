import type { Gray } from "../basics/picture.js";

/**
 * For every pixel the mean of the square of `2 * radius + 1` pixels around it, or what of it lies in the picture. One sum is kept for
 * each column and moved down with the square, so that the work does not depend on the radius.
 *
 * @returns `[height, width]`
 */
export function boxMeans(gray: Gray, radius: number): Float32Array {
  const means = new Float32Array(gray.height * gray.width);
  eachBox(gray, radius, (at, count, sum) => {
    means[at] = sum / count;
  });
  return means;
}

/** Calls with the number of pixels, their sum and their sum of squares in the square around every pixel. */
export function eachBox(
  { pixels, height, width }: Gray,
  radius: number,
  use: (at: number, count: number, sum: number, squares: number) => void,
): void {
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  const addRow = (row: number, sign: 1 | -1) => {
    for (let column = 0, at = row * width; column < width; column++, at++) {
      const shade = pixels[at] as number;
      sums[column] = (sums[column] as number) + sign * shade;
      squares[column] = (squares[column] as number) + sign * shade * shade;
    }
  };
  for (let row = 0; row < Math.min(radius, height); row++) addRow(row, 1);
  for (let row = 0; row < height; row++) {
    if (row + radius < height) addRow(row + radius, 1);
    if (row - radius - 1 >= 0) addRow(row - radius - 1, -1);
    const rows = Math.min(row + radius, height - 1) - Math.max(row - radius, 0) + 1;
    let [sum, square] = [0, 0];
    for (let column = 0; column < Math.min(radius, width); column++) {
      sum += sums[column] as number;
      square += squares[column] as number;
    }
    for (let column = 0, at = row * width; column < width; column++, at++) {
      const [enters, leaves] = [column + radius, column - radius - 1];
      if (enters < width) {
        sum += sums[enters] as number;
        square += squares[enters] as number;
      }
      if (leaves >= 0) {
        sum -= sums[leaves] as number;
        square -= squares[leaves] as number;
      }
      const columns = Math.min(enters, width - 1) - Math.max(leaves, -1);
      use(at, rows * columns, sum, square);
    }
  }
}
