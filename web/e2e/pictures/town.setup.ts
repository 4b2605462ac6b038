/** The town is built once; every browser visits the same one. */
import { Lane } from "../support/lane";
import { aTown } from "../support/town";

export default async function build(): Promise<void> {
  const lane = await Lane.at(process.env["HUTONG_URL"] ?? "http://localhost:8080");
  process.env["HUTONG_TOWN"] = JSON.stringify(await aTown(lane, true));
  await lane.leave();
}
