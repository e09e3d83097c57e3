import { useTranslation } from 'react-i18next';
import type { TaskSummary } from '../../api/types.ts';
import { localText } from '../../i18n/index.ts';

export interface MaterialWords {
  id: string;
  name: string;
}

/** The material of a task, or what else it is about. */
export function materialOf(task: TaskSummary): MaterialWords {
  const { material } = task;
  if (!material) return { id: task.lotId ?? task.equipmentId ?? task.ticketId ?? '', name: '' };
  const name = localText(material.name);
  return { id: material.id, name: name === material.id ? '' : name };
}

/** The work in the words of the floor: known forms have their own, others the name the diagram gives. */
export function useTaskName(): (task: TaskSummary) => string {
  const { t, i18n } = useTranslation();
  return ({ formId, name }) => {
    const key = `taskName.${formId ?? ''}`;
    return i18n.exists(key) ? t(key) : name;
  };
}
