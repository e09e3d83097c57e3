import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useLive } from './live.ts';
import { request } from './request.ts';

/**
 * Reads `path` and keeps it fresh: a live message on one of `topics` reads it again.
 * The path is the cache key, so a mutation can invalidate by path prefix.
 */
export function useApi<T>(path: string | null, topics: readonly string[] = []): UseQueryResult<T> {
  const client = useQueryClient();
  useLive(path === null ? [] : topics, () => {
    void client.invalidateQueries({ queryKey: [path] });
  });
  return useQuery<T>({
    queryKey: [path],
    queryFn: ({ signal }) => request<T>(path ?? '', { signal }),
    enabled: path !== null,
  });
}

/** Reads every cached answer again whose path begins with one of the prefixes. */
export function useRefresh(): (...prefixes: string[]) => Promise<void> {
  const client = useQueryClient();
  return (...prefixes) => client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const path = queryKey[0];
      return typeof path === 'string' && prefixes.some((prefix) => path.startsWith(prefix));
    },
  });
}
