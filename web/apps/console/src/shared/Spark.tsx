/** A few numbers as a line: the shape of the last days, told in words to those who do not see it. */
export function Spark({ values, label }: { values: number[]; label: string }) {
  return (
    <svg className="spark" viewBox="0 0 104 32" role="img" aria-label={label} preserveAspectRatio="none">
      <polyline points={pointsOf(values)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

export function pointsOf(values: number[]): string {
  const most = Math.max(...values, 1);
  const step = values.length > 1 ? 100 / (values.length - 1) : 0;
  return values.map((value, nth) => `${round(2 + nth * step)},${round(29 - (26 * value) / most)}`).join(" ");
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
