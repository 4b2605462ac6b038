import { useEffect, type ReactNode } from "react";

interface ToastProps {
  children: ReactNode;
  action?: { label: string; run: () => void };
  onDone: () => void;
  seconds?: number;
}

export function Toast({ children, action, onDone, seconds = 6 }: ToastProps) {
  useEffect(() => {
    const timer = setTimeout(onDone, seconds * 1000);
    return () => clearTimeout(timer);
  }, [onDone, seconds]);
  return (
    <div className="toast" role="status">
      <span>{children}</span>
      {action && (
        <button
          type="button"
          onClick={() => {
            action.run();
            onDone();
          }}
        >
          {action.label}
        </button>
      )}
    </div>
  );
}
