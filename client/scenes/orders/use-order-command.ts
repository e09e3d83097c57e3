import { useMutation } from '@tanstack/react-query';
import { useRefresh } from '../../api/queries.ts';
import { request } from '../../api/request.ts';

interface OrderCommand {
  action: 'release' | 'pause' | 'resume' | 'cancel';
  body: { reason?: string; acceptShortages?: boolean };
}

/** Sends a command to an order and reads the board again. */
export function useOrderCommand(orderId: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ action, body }: OrderCommand) => request(`/api/orders/${encodeURIComponent(orderId)}/${action}`, { method: 'POST', body }),
    onSettled: () => refresh('/api/orders', '/api/dashboard'),
  });
}
