/** A list of addresses written one per line, as the IP list of an account takes them. */

const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;
const v6 = /^[0-9a-f:]+(?:\/(\d{1,3}))?$/i;

export function addressesIn(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function wrongAddresses(addresses: string[]): string[] {
  return addresses.filter((address) => !isAddress(address));
}

function isAddress(text: string): boolean {
  const parts = v4.exec(text);
  if (parts !== null) {
    const [, ...numbers] = parts;
    return numbers.slice(0, 4).every((number) => Number(number) <= 255) && Number(numbers[4] ?? 32) <= 32;
  }
  const range = v6.exec(text);
  return range !== null && text.includes(":") && Number(range[1] ?? 128) <= 128;
}
