/** Grey rows in the shape of what is coming; drawn only after 150 ms, so a quick answer never flashes. */
export function SkeletonRows({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skeleton-row" aria-hidden="true">
          <i className="skeleton-face" />
          <span>
            <i className="skeleton-line" />
            <i className="skeleton-line" />
          </span>
        </div>
      ))}
    </div>
  );
}
