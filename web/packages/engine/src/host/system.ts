/** What a program is told about the device it runs on. */
import type { SystemInfo } from "../protocol";
import type { Device } from "./device";
import type { Shell } from "./shell";

/** The base library whose behaviour the engine follows. */
const LIBRARY_VERSION = "3.7.0";
const CLIENT_VERSION = "8.0.50";

export function systemInfo(device: Device, shell: Shell): SystemInfo {
  const { platform, system, brand, model, language, theme, userAgent } = device.facts();
  const { safeBottom, ...screen } = shell.screen();
  const { screenWidth, screenHeight, statusBarHeight } = screen;
  return {
    ...screen, brand, model, platform, system, language, theme, version: CLIENT_VERSION, SDKVersion: LIBRARY_VERSION,
    fontSizeSetting: 16, benchmarkLevel: 30,
    safeArea: {
      left: 0, right: screenWidth, top: statusBarHeight, bottom: screenHeight - safeBottom,
      width: screenWidth, height: screenHeight - safeBottom - statusBarHeight,
    },
    userAgent,
    menuButton: shell.capsule(),
    host: { env: "WeChat" },
  };
}
