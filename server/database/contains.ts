import type { Knex } from 'knex';

/** Keeps the rows in which one of `columns` contains `text`, in whatever case; the same in both dialects, and `%` means itself. */
export function whereContains(query: Knex.QueryBuilder, columns: readonly string[], text: string): void {
  const pattern = `%${text.toLowerCase().replace(/[!%_]/g, (sign) => `!${sign}`)}%`;
  void query.where((any) => {
    for (const column of columns) void any.orWhereRaw("lower(??) like ? escape '!'", [column, pattern]);
  });
}
