/** An eave over two door leaves joined by a bolt: a gate, and an H. Without a name it is decoration beside one. */
export function Logo({ size = 32, name = "Hutong" }: { size?: number; name?: string }) {
  const told = name === "" ? { "aria-hidden": true } : { role: "img", "aria-label": name };
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 64 64" {...told}>
      <path className="logo-eave" d="M2.500 17.500C12 18 19.500 14 24 6h16c4.500 8 12 12 21.500 11.500l-2 7.500C50 25 42 23 32 23S14 25 4.500 25Z" />
      <path className="logo-leaf" d="M12 29h16v30H13.500A1.500 1.500 0 0 1 12 57.500ZM36 29h16v28.500a1.500 1.500 0 0 1-1.500 1.500H36Z" />
      <path className="logo-bolt" d="M22 40h20v7H22z" />
    </svg>
  );
}
