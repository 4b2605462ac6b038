import type { Body } from "@hutong/api";
import { PlaceIcon } from "@hutong/ui/icons";

/** A place: streets that stand for any streets, a pin, and the words. No map service is asked. */
export function PlaceCard({ body }: { body: Extract<Body, { kind: "location" }> }) {
  const { latitude, longitude, label, name } = body;
  const where = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return (
    <div className="place-card">
      <span className="place-map">
        <svg viewBox="0 0 264 88" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
          <path className="map-ground" d="M0 0h264v88H0z" />
          <path className="map-block" d="M0 0h44v12H0zM54 0h84v12H54zM148 0h50v12h-50zM0 22h32v40H0zM42 22h46v40H42zM98 22h36v40H98zM144 22h60v40h-60zM0 74h72v14H0zM82 74h60v14H82zM152 74h54v14h-54zM236 0h28v88h-28z" />
          <path className="map-water" d="M218 0c-2 30 6 56 2 88" />
        </svg>
        <PlaceIcon weight="fill" aria-hidden="true" />
      </span>
      <p className="card-text">
        <b>{name || label || where}</b>
        <span className="num">{name && label ? label : where}</span>
      </p>
    </div>
  );
}
