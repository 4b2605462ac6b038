import { Toast } from "@hutong/ui";
import { createContext, use, useCallback, useState, type ReactNode } from "react";
import { preferences } from "./preferences";

interface Message {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

type Say = (text: string, action?: Message["action"]) => void;

const Context = createContext<Say | null>(null);
let messages = 0;

/** One toast at a time, above everything: a newer one takes the place of the older. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message | null>(null);
  const say = useCallback<Say>((text, action) => setMessage({ id: ++messages, text, action }), []);
  const done = useCallback(() => setMessage(null), []);
  return (
    <Context value={say}>
      {children}
      <div className="toast-place">
        {message && (
          <Toast key={message.id} action={message.action} onDone={done} seconds={preferences.care() ? 12 : message.action ? 8 : 4}>
            {message.text}
          </Toast>
        )}
      </div>
    </Context>
  );
}

export function useSay(): Say {
  const say = use(Context);
  if (!say) throw new Error("useSay stands inside ToastProvider");
  return say;
}
