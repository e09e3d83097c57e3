import { App, Button } from 'antd';
import { CheckOutlined, LeftOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { toProblem } from '../../api/problem.ts';
import { useRefresh } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import type { TaskDetail } from '../../api/types.ts';
import { useFieldWords } from '../../components/problem-text.ts';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { TaskForm } from '../../forms/TaskForm.tsx';
import { useDraft } from './draft.ts';
import { nextPlace, origin } from './next-place.ts';
import { useSubmissionKey } from './submission-key.ts';
import { TaskFacts } from './TaskFacts.tsx';
import { TaskNotices } from './TaskNotices.tsx';
import { useTaskName } from './task-words.ts';
import { useClaim } from './use-claim.ts';
import { DeviationOffer } from './DeviationOffer.tsx';

/** The form of a task with all that is known about it; sent, the next task comes. */
export function TaskScreen({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const taskName = useTaskName();
  const submissionKey = useSubmissionKey();
  const fieldWords = useFieldWords();
  const defaults = { ...(task.unit && task.form?.schema.properties?.['unit'] ? { unit: task.unit } : {}), ...task.values };
  const { values, restored, change, forget } = useDraft(task.key, defaults);
  const claim = useClaim(task);
  const complete = useMutation({
    mutationFn: (submission: Record<string, unknown>) =>
      request(`/api/tasks/${task.key}/complete`, { method: 'POST', body: { values: submission }, idempotencyKey: submissionKey(submission) }),
    onSuccess: async () => {
      forget();
      const next = await nextPlace(task);
      void message.success(t('task.done', { name: taskName(task) }));
      // Who has gone elsewhere meanwhile stays there.
      if (window.location.pathname === `/tasks/${task.key}`) await navigate(next, { replace: true });
      await refresh('/api/tasks', '/api/holds', '/api/tickets', '/api/orders', '/api/lots');
    },
  });
  const problem = complete.error ? toProblem(complete.error) : null;
  // A refusal speaks about what was sent; once that is changed it is out of date.
  const edit = (next: Record<string, unknown>): void => {
    if (complete.error) complete.reset();
    change(next);
  };
  const over = task.status !== undefined && !['created', 'open'].includes(task.status);
  const locked = over || (task.blocked ?? []).length > 0 || claim.taken;
  return (
    <div className="task">
      <div className="task-head">
        <Link to={origin(task)}><Button icon={<LeftOutlined />} aria-label={t('common.back')} /></Link>
        <h1>{taskName(task)}</h1>
        {claim.mine && !over ? <Button type="text" data-testid="task-give-back" onClick={() => void claim.giveBack().then(() => navigate(origin(task)))}>{t('task.giveBack')}</Button> : null}
      </div>
      <TaskFacts task={task} />
      <section className="panel task-work">
        <TaskNotices task={task} over={over} restored={restored} claim={claim} />
        {task.form ? (
          <TaskForm
            form={task.form} values={values} onChange={edit} disabled={locked} fieldErrors={fieldWords(problem)} onSubmit={(submission) => complete.mutate(submission)}
            context={{ lots: task.lots ?? [], liveTags: task.liveTags ?? [], ...(task.target ? { target: task.target } : {}), ...(task.unit ? { unit: task.unit } : {}), ...(task.tolerance ? { tolerance: task.tolerance } : {}) }}
          >
            {problem ? <ProblemNotice error={problem} testId="task-problem" /> : null}
            <DeviationOffer problem={problem} form={task.form} values={values} onChange={edit} />
            <Button type="primary" size="large" block htmlType="submit" icon={<CheckOutlined />} className="task-submit" data-testid="task-submit" loading={complete.isPending} disabled={locked}>
              {t(values['reportDeviation'] === true ? 'task.submitDeviation' : 'task.submit')}
            </Button>
          </TaskForm>
        ) : (
          <Button type="primary" size="large" block icon={<CheckOutlined />} data-testid="task-submit" loading={complete.isPending} disabled={locked} onClick={() => complete.mutate({})}>{t('task.submit')}</Button>
        )}
      </section>
    </div>
  );
}
