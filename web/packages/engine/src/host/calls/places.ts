/** Where the person is, and maps. */
import { Refused } from "../backend";
import { toChineseMap } from "../coordinates";
import { number, text } from "../desk";
import type { Args, Desk, Handlers } from "../desk";
import type { Position } from "../device";

export function placeCalls({ prompts, permissions, device, say, onClose }: Desk): Handlers {
  let stopWatch: (() => void) | undefined;
  onClose(() => stopWatch?.());

  const shown = (position: Position, type: string): Args => ({
    ...position,
    ...(type === "gcj02" && toChineseMap(position)),
    horizontalAccuracy: position.accuracy,
  });
  const find = (exact: boolean): Promise<Position> =>
    device.locate(exact).catch(() => {
      throw new Refused("system permission denied", { errno: 3 });
    });

  return {
    getLocation: async (args) => {
      await permissions.need("scope.userLocation");
      return shown(await find(args.isHighAccuracy === true), text(args.type, "wgs84"));
    },
    getFuzzyLocation: async (args) => {
      await permissions.need("scope.userFuzzyLocation");
      const { latitude, longitude } = shown(await find(false), text(args.type, "wgs84")) as Record<string, number>;
      return { latitude: rounded(latitude), longitude: rounded(longitude) };
    },
    chooseLocation: async (args) => {
      const around = { ...(typeof args.latitude === "number" && { latitude: args.latitude }), ...(typeof args.longitude === "number" && { longitude: args.longitude }) };
      const place = await prompts.chooseLocation(around);
      if (!place) throw new Refused("cancel");
      return { ...place };
    },
    openLocation: (args) =>
      prompts.openLocation({
        latitude: number(args.latitude, 0), longitude: number(args.longitude, 0), scale: number(args.scale, 18), name: text(args.name), address: text(args.address),
      }),
    startLocationUpdate: async (args) => {
      await permissions.need("scope.userLocation");
      stopWatch?.();
      stopWatch = device.watchPlace((position) => say("locationChange", shown(position, text(args.type, "gcj02"))));
    },
    stopLocationUpdate: () => {
      stopWatch?.();
      stopWatch = undefined;
    },
  };
}

/** About a kilometre. */
const rounded = (degrees = 0): number => Math.round(degrees * 100) / 100;
