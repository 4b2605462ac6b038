/** Collections, the queries on them and single documents. A query never changes: each step gives another one. */
import { Aggregate } from "./aggregate";
import { encodeChanges } from "./changes";
import { Condition } from "./command";
import { encodeCondition, encodeProjection } from "./conditions";
import { kindOf, wrong } from "./errors";
import type { Answer, Asked, DatabaseLine, Order, Plain } from "./line";
import { settle } from "./settle";
import type { Guard } from "./settle";
import { decode, encode, isFields } from "./values";
import { watching } from "./watch";
import type { Watcher } from "./watch";

/** What a query needs of its database. */
export interface Around {
  line: DatabaseLine;
  env: string | undefined;
  guard: Guard;
}

interface Wish {
  condition?: unknown;
  order?: Order[];
  skip?: number;
  limit?: number;
  projection?: unknown;
}

export class Query {
  protected readonly around: Around;
  protected readonly name: string;
  readonly #wish: Wish;

  constructor(around: Around, name: string, wish: Wish = {}) {
    this.around = around;
    this.name = name;
    this.#wish = wish;
  }

  where(condition: unknown): Query {
    if (!(condition instanceof Condition) && kindOf(condition) !== "object") throw wrong.type("parameter", "object", condition);
    return this.#with({ condition });
  }

  orderBy(field: unknown, direction: unknown): Query {
    if (typeof field !== "string") throw wrong.type("parameter.fieldPath", "string", field);
    if (direction !== "asc" && direction !== "desc") throw wrong.value("parameter.order should be asc or desc");
    return this.#with({ order: [...(this.#wish.order ?? []), { field, direction }] });
  }

  limit(most: unknown): Query {
    return this.#with({ limit: whole("parameter.limit", most, 1) });
  }

  skip(offset: unknown): Query {
    return this.#with({ skip: whole("parameter.offset", offset, 0) });
  }

  field(projection: unknown): Query {
    return this.#with({ projection });
  }

  get(options?: unknown): unknown {
    return this.#ask("get", options, async () => dataOf(await this.#send({ action: "get", ...this.#finding(), ...this.#shape() })));
  }

  count(options?: unknown): unknown {
    return this.#ask("count", options, async () => {
      const { total } = await this.#send({ action: "count", ...this.#finding() });
      return { total };
    });
  }

  update(options?: unknown): unknown {
    return this.#ask("update", options, async () => statsOf(await this.#send({ action: "update", multi: true, ...this.#finding(), data: encodeChanges(given(options).data) })));
  }

  remove(options?: unknown): unknown {
    return this.#ask("remove", options, async () => statsOf(await this.#send({ action: "remove", multi: true, ...this.#finding() })));
  }

  watch(options: unknown): Watcher {
    const { line, env, guard } = this.around;
    const { order, limit } = this.#wish;
    return watching(line, guard, options, () => ({ collection: this.name, ...(env !== undefined && { env }), query: this.#query(), ...(order && { order }), ...(limit !== undefined && { limit }) }));
  }

  #with(more: Wish): Query {
    return new Query(this.around, this.name, { ...this.#wish, ...more });
  }

  #query(): Plain {
    return this.#wish.condition === undefined ? {} : encodeCondition(this.#wish.condition);
  }

  #finding(): Pick<Asked, "query"> {
    return { query: this.#query() };
  }

  #shape(): Partial<Asked> {
    const { order, skip, limit, projection } = this.#wish;
    return {
      ...(order && { order }), ...(skip !== undefined && { skip }), ...(limit !== undefined && { limit }), ...(projection !== undefined && { projection: encodeProjection(projection) }),
    };
  }

  #send(asked: Omit<Asked, "collection" | "env">): Promise<Answer> {
    return sendFrom(this.around, this.name, asked);
  }

  #ask(verb: string, options: unknown, work: () => Promise<Plain>): unknown {
    return settle(`collection.${verb}`, options, this.around.guard, work);
  }
}

export class Collection extends Query {
  doc(id: unknown): Document {
    if (typeof id !== "string" && typeof id !== "number") throw wrong.type("parameter.docId", "string or number", id);
    return new Document(this.around, this.name, id);
  }

  add(options?: unknown): unknown {
    return settle("collection.add", options, this.around.guard, async () => {
      const { data } = given(options);
      if (!isFields(data)) throw wrong.type("parameter.data", "object", data);
      const { _id } = await sendFrom(this.around, this.name, { action: "add", data: encode(data) });
      return { _id };
    });
  }

  aggregate(): Aggregate {
    return new Aggregate((stages, options) =>
      settle("collection.aggregate", options, this.around.guard, async () => {
        const { list } = await sendFrom(this.around, this.name, { action: "aggregate", stages });
        return { list: decode(list) };
      }));
  }
}

export class Document {
  readonly #around: Around;
  readonly #name: string;
  readonly #id: string | number;
  readonly #projection: unknown;

  constructor(around: Around, name: string, id: string | number, projection?: unknown) {
    this.#around = around;
    this.#name = name;
    this.#id = id;
    this.#projection = projection;
  }

  field(projection: unknown): Document {
    return new Document(this.#around, this.#name, this.#id, projection);
  }

  get(options?: unknown): unknown {
    return this.#ask("get", options, async () => dataOf(await this.#send({ action: "get", ...(this.#projection !== undefined && { projection: encodeProjection(this.#projection) }) })));
  }

  set(options?: unknown): unknown {
    return this.#ask("set", options, async () => {
      const { data } = given(options);
      if (!isFields(data)) throw wrong.type("parameter.data", "object", data);
      if ("_id" in data) throw wrong.value("_id can't be in parameter.data: it is known from the document");
      const { _id, stats } = await this.#send({ action: "set", data: encode(data) });
      return { _id, stats };
    });
  }

  update(options?: unknown): unknown {
    return this.#ask("update", options, async () => statsOf(await this.#send({ action: "update", data: encodeChanges(given(options).data) })));
  }

  remove(options?: unknown): unknown {
    return this.#ask("remove", options, async () => statsOf(await this.#send({ action: "remove" })));
  }

  watch(options: unknown): Watcher {
    const { line, env, guard } = this.#around;
    return watching(line, guard, options, () => ({ collection: this.#name, ...(env !== undefined && { env }), query: { _id: this.#id } }));
  }

  #send(asked: Omit<Asked, "collection" | "env" | "id">): Promise<Answer> {
    return sendFrom(this.#around, this.#name, { id: this.#id, ...asked });
  }

  #ask(verb: string, options: unknown, work: () => Promise<Plain>): unknown {
    return settle(`document.${verb}`, options, this.#around.guard, work);
  }
}

function sendFrom({ line, env }: Around, collection: string, asked: Omit<Asked, "collection" | "env">): Promise<Answer> {
  return line.send({ ...asked, collection, ...(env !== undefined && { env }) });
}

const given = (options: unknown): Plain => {
  if (kindOf(options) !== "object") throw wrong.type("parameter", "object", options);
  return options as Plain;
};

const dataOf = ({ data }: Answer): Plain => ({ data: decode(data) });
const statsOf = ({ stats }: Answer): Plain => ({ stats });

function whole(place: string, value: unknown, least: number): number {
  if (typeof value !== "number") throw wrong.type(place, "number", value);
  if (!Number.isInteger(value) || value < least) throw wrong.value(`${place} should be a whole number of at least ${least}`);
  return value;
}
