import type { Query } from './port.ts';
import type { Value } from './sqlite.ts';

export const COLUMNS = 'pk, id, type, sort, schema, ttl, etag, data';

/**
 * The SQL of one page, with one row more than asked for, which tells whether there is a next page. The text is one
 * of eight, so that prepared statements can be kept by it; the index is named, so that a page costs its own
 * length wherever in the type it lies.
 */
export function pageSql(
  query: Query,
  now: number,
): { readonly sql: string; readonly values: readonly Value[] } {
  const { pk, type, to, limit } = query;
  const conditions = ['type = ?', '(expires IS NULL OR expires > ?)'];
  const values: Value[] = [type, now];
  if (pk !== undefined) {
    conditions.push('pk = ?');
    values.push(pk);
  }
  const start = startOf(query);
  conditions.push(start.condition);
  values.push(...start.values);
  if (to !== undefined) {
    conditions.push('sort < ?');
    values.push(to);
  }
  const [index, order] =
    pk === undefined ? ['document_across', 'sort, pk, id'] : ['document_in_partition', 'sort, id'];
  return {
    sql: `SELECT ${COLUMNS} FROM document INDEXED BY ${index} WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ?`,
    values: [...values, limit + 1],
  };
}

// SQLite seeks by one lower bound and filters by the other, and may seek by the wrong one: so only the later one
// is given to it.
function startOf({ pk, from = '', after }: Query): { condition: string; values: readonly Value[] } {
  if (!after || Buffer.compare(Buffer.from(after.sort), Buffer.from(from)) < 0)
    return { condition: 'sort >= ?', values: [from] };
  return pk === undefined
    ? { condition: '(sort, pk, id) > (?, ?, ?)', values: [after.sort, after.pk, after.id] }
    : { condition: '(sort, id) > (?, ?)', values: [after.sort, after.id] };
}
