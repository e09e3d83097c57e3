import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Loading } from './Loading.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';

/** An answer of the API: a skeleton first, then what it brought; a problem only when nothing older can be shown. */
export function Answer<T>({ query, rows, children }: { query: UseQueryResult<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading rows={rows} />;
}
