import { useId, type ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Without the picture where there is little room. */
  small?: boolean;
}

export function EmptyState({ title, children, actions, small }: EmptyStateProps) {
  return (
    <div className="empty">
      {!small && <QuietLane />}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  );
}

/** A grey wall, one red door, two persimmons: the lane when nobody is about. */
function QuietLane() {
  // One of its own: a picture on a hidden page would keep the name, and clip nothing.
  const moon = useId();
  return (
    <svg className="quiet-lane" viewBox="0 0 160 160" aria-hidden="true">
      <defs>
        <clipPath id={moon}>
          <circle cx="80" cy="80" r="80" />
        </clipPath>
      </defs>
      <g clipPath={`url(#${moon})`}>
        <path className="ql-sky" d="M0 0h160v160H0z" />
        <path className="ql-wall" d="M0 112h160v48H0z" />
        <path className="ql-mortar" d="M0 124h160M0 138h160M24 112v12M104 124v14M40 124v14M132 138v22M20 138v22" />
        <path className="ql-roof" d="M-8 114c20-4 34-12 48-22h80c14 10 28 18 48 22z" />
        <path className="ql-door" d="M54 114h52v46H54z" />
        <path className="ql-bolt" d="M79 114h2v46h-2z" />
        <path className="ql-twig" d="M0 42c14 4 24 10 40 10M10 42c18-2 32 2 50 2" />
        <g className="ql-fruit">
          <circle cx="30" cy="57" r="7" />
          <circle cx="60" cy="51" r="6" />
        </g>
        <path className="ql-calyx" d="M25 51q5-4 10 0-5 4-10 0zM56 46q4-3 8 0-4 3-8 0z" />
      </g>
    </svg>
  );
}
