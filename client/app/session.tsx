import { createContext, useContext, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem.ts';
import { request } from '../api/request.ts';
import type { Person, Role } from '../api/types.ts';

const SessionContext = createContext<Person | null>(null);
export const sessionKey = ['/api/session'];

/** Who is signed in; null when nobody is. `error` is set when the server could not say. */
export function useSessionQuery(): { person: Person | null; loading: boolean; error: unknown; retry: () => void } {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: sessionKey,
    queryFn: async () => {
      try {
        const answer = await request<{ person: Person | null }>('/api/session');
        return answer?.person ?? null;
      } catch (refusal) {
        if (refusal instanceof Problem && refusal.status === 401) return null;
        throw refusal;
      }
    },
    staleTime: Infinity,
  });
  return { person: data ?? null, loading: isPending, error, retry: () => void refetch() };
}

export function SessionProvider({ person, children }: { person: Person; children: ReactNode }) {
  return <SessionContext value={person}>{children}</SessionContext>;
}

/** The person signed in; only used below SessionProvider. */
export function usePerson(): Person {
  const person = useContext(SessionContext);
  if (!person) throw new Error('usePerson is used outside of a session');
  return person;
}

const alsoMay: Partial<Record<Role, Role[]>> = { supervisor: ['operator', 'inspector', 'planner'] };

/** Whether the person may act in one of the roles. The server decides again. */
export function mayAct(person: Person, ...roles: Role[]): boolean {
  return person.roles.some((has) => has === 'admin' || roles.includes(has) || (alsoMay[has] ?? []).some((role) => roles.includes(role)));
}

/** Signs out and forgets everything that was read. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await request('/api/session', { method: 'DELETE' });
    client.clear();
    client.setQueryData(sessionKey, null);
  };
}
