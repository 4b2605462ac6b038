/** Rows under headings, with what can be done at the end of each; on a phone each row is a card. */
import type { Key, ReactNode } from "react";
import { useWords } from "../words";

export interface Column<T> {
  head: string;
  cell: (item: T) => ReactNode;
  /** Numbers stand under each other by their last digit. */
  isNumber?: boolean;
}

interface TableProps<T> {
  items: readonly T[];
  keyOf: (item: T) => Key;
  /** The first says what the row is, and heads its card on a phone. */
  columns: readonly Column<T>[];
  actions?: (item: T) => ReactNode;
  className?: string;
}

export function Table<T>({ items, keyOf, columns, actions, className }: TableProps<T>) {
  const { t } = useWords();
  const lookOf = (column: Column<T>) => (column.isNumber ? "table__number num" : undefined);
  return (
    <table className={className === undefined ? "table" : `table ${className}`}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.head} className={lookOf(column)}>
              {column.head}
            </th>
          ))}
          {actions && (
            <th>
              <span className="sr">{t("action.actions")}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={keyOf(item)}>
            {columns.map((column, index) => (
              <td key={column.head} data-label={index === 0 ? "" : column.head} className={lookOf(column)}>
                <div className="cell">{column.cell(item)}</div>
              </td>
            ))}
            {actions && (
              <td className="table__acts">
                <div className="table__do">{actions(item)}</div>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
