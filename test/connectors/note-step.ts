import { z } from 'zod';
import { commandConnector } from '../../connectors/mes/command.ts';

export const noteType = 'test:note';

/** A step with an effect that can be counted: it adds to the audit trail. */
export const noteStep = {
  ...commandConnector({
    type: noteType, name: { en: 'Note', 'zh-CN': '记录' }, description: { en: 'Takes a note', 'zh-CN': '记录' },
    input: z.object({ note: z.string() }), output: z.object({ taken: z.string() }),
    command(tx, { note }) {
      tx.audit('note.taken', { type: 'note', id: note });
      return Promise.resolve({ taken: note });
    },
  }),
  timeoutMs: 3000,
};
