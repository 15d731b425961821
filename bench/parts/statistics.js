/** The median, and the quartiles around it, by linear interpolation. */
export function summaryOf(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share) => {
    const place = share * (sorted.length - 1);
    const low = sorted[Math.floor(place)];
    return low + (sorted[Math.ceil(place)] - low) * (place % 1);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75), count: sorted.length };
}

/** How many times as long `a` takes as `b`: round by round, because the machine's mood changes from round to round. */
export function ratioOf(a, b) {
  const ratios = a.flatMap((times, round) => (times && b[round] ? [summaryOf(times).median / summaryOf(b[round]).median] : []));
  return ratios.length > 0 ? summaryOf(ratios) : undefined;
}
