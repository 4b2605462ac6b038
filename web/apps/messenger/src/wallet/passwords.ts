/** Why six digits are too easy to guess, or `null`. The server refuses them too. */
export function weaknessOf(digits: string): "same" | "row" | null {
  const steps = new Set([...digits].slice(1).map((digit, index) => Number(digit) - Number(digits[index])));
  if (steps.size !== 1) return null;
  const [step] = steps;
  if (step === 0) return "same";
  return step === 1 || step === -1 ? "row" : null;
}
