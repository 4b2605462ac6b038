/** A voice that a page plays: the sound of the messenger, since the page has no permission of its own. */
export function played(bytes: Blob, ended: () => void): { play(): void; pause(): void; stop(): void } {
  const url = URL.createObjectURL(bytes);
  const element = new Audio(url);
  element.onended = ended;
  return {
    play: () => void element.play().catch(ended),
    pause: () => element.pause(),
    stop: () => {
      element.pause();
      element.currentTime = 0;
    },
  };
}
