// What fitting needs of linear algebra: matrices are rows of Float64Array.

/** L with L Lᵀ = A, lower triangular, of a symmetric positive definite A. */
export function cholesky(A) {
  const n = A.length;
  const L = A.map(() => new Float64Array(n));
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = A[row][column];
      for (let at = 0; at < column; at++) sum -= L[row][at] * L[column][at];
      if (row === column && !(sum > 0)) throw new Error(`the covariance is not positive definite at ${row}: fit with more ridge`);
      L[row][column] = row === column ? Math.sqrt(sum) : sum / L[column][column];
    }
  }
  return L;
}

/** L⁻¹ of a lower triangular L. */
export function inverseOfLower(L) {
  const n = L.length;
  const inverse = L.map(() => new Float64Array(n));
  for (let column = 0; column < n; column++) {
    for (let row = column; row < n; row++) {
      let sum = row === column ? 1 : 0;
      for (let at = column; at < row; at++) sum -= L[row][at] * inverse[at][column];
      inverse[row][column] = sum / L[row][row];
    }
  }
  return inverse;
}

/** A · B. */
export function product(A, B) {
  return A.map((row) => {
    const result = new Float64Array(B[0].length);
    row.forEach((value, at) => {
      for (let column = 0; column < result.length; column++) result[column] += value * B[at][column];
    });
    return result;
  });
}

export function transposed(A) {
  return Array.from({ length: A[0].length }, (_, column) => Float64Array.from(A, (row) => row[column]));
}

/** Eigenvalues of a symmetric matrix, the largest first, and as rows their vectors, by Jacobi's rotations. (Golub, Van Loan, 8.5) */
export function eigen(symmetric) {
  const n = symmetric.length;
  const A = symmetric.map((row) => Float64Array.from(row));
  const V = A.map((_, at) => Float64Array.from({ length: n }, (_, other) => Number(at === other)));
  const size = Math.sqrt(A.reduce((sum, row) => sum + row.reduce((own, value) => own + value * value, 0), 0));
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += A[p][q] * A[p][q];
    if (Math.sqrt(off) < 1e-12 * size) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(A, V, p, q);
  }
  const order = Array.from({ length: n }, (_, at) => at).sort((one, other) => A[other][other] - A[one][one]);
  return { values: order.map((at) => A[at][at]), vectors: order.map((at) => signed(V[at])) };
}

/** Makes A[p][q] 0. */
function rotate(A, V, p, q) {
  if (A[p][q] === 0) return;
  const theta = (A[q][q] - A[p][p]) / (2 * A[p][q]);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (const row of A) [row[p], row[q]] = [c * row[p] - s * row[q], s * row[p] + c * row[q]];
  for (const rows of [A, V]) {
    const [first, second] = [rows[p], rows[q]];
    for (let at = 0; at < first.length; at++) [first[at], second[at]] = [c * first[at] - s * second[at], s * first[at] + c * second[at]];
  }
}

/** With its largest entry above 0, so that the same matrix gives the same vectors. */
function signed(vector) {
  const most = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return most < 0 ? vector.map((value) => -value) : vector;
}
