interface Size {
  readonly height: number;
  readonly width: number;
}

/** A map stretched to another size, bilinear between the centers of its places; beyond the outermost centers it goes on as they are. */
export function stretched(map: ArrayLike<number>, from: Size, to: Size): number[][] {
  const rows = places(from.height, to.height);
  const columns = places(from.width, to.width);
  const at = (row: number, column: number) => map[row * from.width + column] as number;
  return rows.map((y) =>
    columns.map((x) => {
      const above = at(y.low, x.low) * (1 - x.share) + at(y.low, x.high) * x.share;
      const below = at(y.high, x.low) * (1 - x.share) + at(y.high, x.high) * x.share;
      return above * (1 - y.share) + below * y.share;
    }),
  );
}

/** For each of `to` centers the two of `from` that it lies between, and how far it is on the way to the second. */
function places(from: number, to: number): { readonly low: number; readonly high: number; readonly share: number }[] {
  return Array.from({ length: to }, (_, index) => {
    const at = Math.min(Math.max(((index + 0.5) * from) / to - 0.5, 0), from - 1);
    const low = Math.floor(at);
    return { low, high: Math.min(low + 1, from - 1), share: at - low };
  });
}
