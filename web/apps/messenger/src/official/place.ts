/** Telling an account where the person is, once they chose to share it. */
import type { MessengerApi } from "@hutong/api";

const PATIENCE_MS = 10_000;

/** Without a place, or the browser's leave, nothing is told. */
export function tellPlace(api: Pick<MessengerApi, "enterAccount">, appId: string): Promise<void> {
  if (!("geolocation" in navigator)) return Promise.resolve();
  return new Promise((done) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        void api.enterAccount(appId, { latitude, longitude, precision: accuracy }).then(() => done(), () => done());
      },
      () => done(),
      { timeout: PATIENCE_MS, maximumAge: 60_000 },
    );
  });
}
