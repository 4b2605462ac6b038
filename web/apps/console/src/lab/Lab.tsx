/** The laboratory; a live instance has none. */
import { Outlet } from "react-router";
import { NotHere } from "../shell/NotHere";
import { useInstance } from "../shell/useInstance";
import "./lab.css";

export default function Lab() {
  const { isLab, session } = useInstance();
  return isLab ? <Outlet context={session} /> : <NotHere />;
}
