/** `collection.aggregate()`: stages in a row, and `end()` that runs them. */
import { offerPipelines } from "./aggregate-command";
import { encodeCondition } from "./conditions";
import { wrong } from "./errors";
import type { Plain } from "./line";
import { encode, isFields } from "./values";

type Run = (stages: Plain[], options: unknown) => unknown;

export class Pipeline {
  readonly #stages: Plain[] = [];

  match(condition: unknown): this {
    return this.#add("match", encodeCondition(condition));
  }

  geoNear(options: unknown): this {
    if (!isFields(options)) throw wrong.type("parameter", "object", options);
    const { query, ...rest } = options;
    return this.#add("geoNear", { spherical: true, ...(encode(rest) as Plain), ...(query !== undefined && { query: encodeCondition(query) }) });
  }

  lookup(options: unknown): this {
    if (!isFields(options)) throw wrong.type("parameter", "object", options);
    const { pipeline, let: names, ...rest } = options;
    return this.#add("lookup", {
      ...(encode(rest) as Plain),
      ...(names !== undefined && { let: encode(names) }),
      ...(pipeline !== undefined && { pipeline: pipeline instanceof Pipeline ? pipeline.done() : encode(pipeline) }),
    });
  }

  addFields(value: unknown): this {
    return this.stage("addFields", value);
  }

  bucket(value: unknown): this {
    return this.stage("bucket", value);
  }

  bucketAuto(value: unknown): this {
    return this.stage("bucketAuto", value);
  }

  count(value: unknown): this {
    return this.stage("count", value);
  }

  group(value: unknown): this {
    return this.stage("group", value);
  }

  limit(value: unknown): this {
    return this.stage("limit", value);
  }

  project(value: unknown): this {
    return this.stage("project", value);
  }

  replaceRoot(value: unknown): this {
    return this.stage("replaceRoot", value);
  }

  sample(value: unknown): this {
    return this.stage("sample", value);
  }

  skip(value: unknown): this {
    return this.stage("skip", value);
  }

  sort(value: unknown): this {
    return this.stage("sort", value);
  }

  sortByCount(value: unknown): this {
    return this.stage("sortByCount", value);
  }

  unwind(value: unknown): this {
    return this.stage("unwind", value);
  }

  /** The stages themselves, for `lookup`. */
  done(): Plain[] {
    return [...this.#stages];
  }

  stage(name: string, value: unknown): this {
    return this.#add(name, encode(value));
  }

  #add(name: string, value: unknown): this {
    this.#stages.push({ [`$${name}`]: value });
    return this;
  }
}

offerPipelines(() => new Pipeline());

export class Aggregate extends Pipeline {
  readonly #run: Run;

  constructor(run: Run) {
    super();
    this.#run = run;
  }

  end(options?: unknown): unknown {
    return this.#run(this.done(), options);
  }
}
