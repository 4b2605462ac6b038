import { useEffect } from "react";
import { useWords } from "../app/words";

/** Says a sentence with the device's own voice, where it has one. */
export function ReadAloud({ text }: { text: string }) {
  const { language } = useWords();
  useEffect(() => {
    if (!("speechSynthesis" in window)) return;
    const speech = new SpeechSynthesisUtterance(text);
    speech.lang = language;
    window.speechSynthesis.speak(speech);
    return () => window.speechSynthesis.cancel();
  }, [text, language]);
  return null;
}
