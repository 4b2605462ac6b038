/** Grey brick behind the balance: the wall of the lane. */
export function Bricks() {
  return (
    <svg className="bricks" viewBox="0 0 328 168" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <path d="M0 28h328M0 56h328M0 84h328M0 112h328M0 140h328M46 0v28M138 0v28M230 0v28M322 0v28M92 28v28M184 28v28M276 28v28M46 56v28M138 56v28M230 56v28M322 56v28M92 84v28M184 84v28M276 84v28M46 112v28M138 112v28M230 112v28M322 112v28M92 140v28M184 140v28M276 140v28" />
    </svg>
  );
}
