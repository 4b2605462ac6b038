/** What built-in components in the frame ask for: their own port, so their own short list. */
import type { Desk, Handlers } from "../desk";
import { toChineseMap } from "../coordinates";

export function viewCalls({ backend, permissions, device, prompts, files, say }: Desk): Handlers {
  return {
    hutongRegions: async () => ({ text: await backend.engineText("regions") }),
    camera: async () => ({
      isAllowed: await permissions.need("scope.camera").then(
        () => true,
        () => false,
      ),
    }),
    location: async (args) => {
      if (args.ask === true) await permissions.need("scope.userLocation");
      else if (!permissions.has("scope.userLocation")) return null;
      return toChineseMap(await device.locate(false));
    },
    takePhoto: async (args) => {
      const camera = args.devicePosition === "front" ? "front" : "back";
      const chosen = await prompts.chooseFiles({ kinds: ["image"], count: 1, sources: ["camera"], camera, maxDurationSeconds: 0, extensions: [] });
      const blob = chosen?.[0]?.blob;
      return blob ? { tempImagePath: files.temporary(blob, "jpg"), ...(await device.imageSize(blob)) } : null;
    },
    // <navigation-bar> in a page: the core keeps the state of bars.
    navigationBar: (args) => say("setNavigation", args),
    mapTiles: () => null,
  };
}
