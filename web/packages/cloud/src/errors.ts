/** Failures as programs see them: a number, and words that begin with the function that failed. */

export class CloudError extends Error {
  readonly errCode: number;
  readonly errMsg: string;

  constructor(errCode: number, errMsg: string) {
    super(errMsg);
    this.name = "CloudError";
    this.errCode = errCode;
    this.errMsg = errMsg;
  }
}

/** Mistakes that are found before anything is sent. */
export const wrong = {
  type: (place: string, wanted: string, value: unknown): CloudError =>
    new CloudError(-401003, `-401003 api parameter type error. ${place} should be ${wanted} instead of ${kindOf(value)}`),
  value: (words: string): CloudError => new CloudError(-401002, `-401002 api parameter error. ${words}`),
  circular: (): CloudError => new CloudError(-402001, "-402001 circular reference. the value refers to itself"),
  depth: (): CloudError => new CloudError(-401002, "-401002 api parameter error. the value has too many levels"),
  missing: (name: string): CloudError => new CloudError(-404001, `-404001 not supported. ${name} is not offered here`),
};

/** Whatever went wrong, named after the function that was called: `collection.get:fail -502005 database collection not exists`. */
export function failureOf(api: string, problem: unknown): CloudError {
  const given = (typeof problem === "object" && problem !== null ? problem : {}) as { errCode?: unknown; errMsg?: unknown; message?: unknown };
  const errCode = typeof given.errCode === "number" ? given.errCode : -1;
  const told = typeof given.errMsg === "string" ? given.errMsg : typeof given.message === "string" ? given.message : String(problem);
  const words = told.replace(/^[\w.]+:fail ?/, "");
  const numbered = errCode === -1 || words.startsWith(String(errCode)) ? words : `${errCode} ${words}`;
  return new CloudError(errCode, `${api}:fail ${numbered}`);
}

/** "Undefined", "Array" and so on, as messages name them. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1).toLowerCase();
}
